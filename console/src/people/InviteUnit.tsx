import { inviteUnit } from '@muster/core/access/wire.ts'
import type { Unit } from '@muster/core/people/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import './Units.css'
import { useTell } from '../platform/api.ts'
import { csvOf, saveFile } from '../platform/download.ts'
import { Act } from '../shared/Act.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { Copy } from '../shared/Copy.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { addressOf } from '../shared/LinkOnce.tsx'
import { Note } from '../shared/Note.tsx'
import { Personal } from '../shared/Personal.tsx'
import { Side } from '../shared/Side.tsx'
import { useSharedWords } from '../shared/words.ts'
import { useUnitWords } from './unit-words.ts'

type Row = OutputOf<typeof inviteUnit>['rows'][number]

/** Join links for everybody of a unit: asked first, because earlier links end; then shown this once. */
export function InviteUnit({ unit }: { unit: Unit }) {
  const say = useUnitWords()
  const [asking, setAsking] = useState(false)
  const [rows, setRows] = useState<readonly Row[]>()
  const { tell, telling, problem } = useTell(inviteUnit)
  const make = async () => {
    const made = await tell({ unitId: unit.id })
    if (!made) return
    setAsking(false)
    setRows(made.rows)
  }
  return (
    <>
      <Act verb="access.invite" onClick={() => setAsking(true)}>
        {say('invite')}
      </Act>
      <Confirm
        open={asking}
        title={say('inviteAsk', { name: unit.name, count: unit.people })}
        does={say('inviteDo', { count: unit.people })}
        busy={telling}
        blocked={unit.people === 0}
        problem={problem}
        onDo={() => void make()}
        onClose={() => setAsking(false)}
      >
        <p>{unit.people === 0 ? say('invitedNone') : say('inviteSays')}</p>
      </Confirm>
      {rows && (
        <Side open wide title={say('invited', { name: unit.name })} onClose={() => setRows(undefined)}>
          <Links rows={rows} unit={unit} />
        </Side>
      )}
    </>
  )
}

function Links({ rows, unit }: { rows: readonly Row[]; unit: Unit }) {
  const say = useUnitWords()
  const shared = useSharedWords()
  const linesOf = rows.map(row => [row.name ?? '', row.volunteerNo, addressOf(row.link)])
  const save = () =>
    saveFile({
      name: say('fileName', { name: unit.name }),
      type: 'text/csv',
      bytes: csvOf([[say('person'), say('volunteerNo'), say('link')], ...linesOf]),
    })
  const columns: Column<Row>[] = [
    { key: 'name', title: say('person'), cell: row => <Personal>{row.name}</Personal> },
    { key: 'no', title: say('volunteerNo'), cell: row => row.volunteerNo },
    {
      key: 'link',
      title: say('link'),
      cell: row => <span className="code link-cell">{addressOf(row.link)}</span>,
      wideOnly: true,
    },
    { key: 'copy', title: '', cell: row => <Copy small text={addressOf(row.link)} /> },
  ]
  return (
    <>
      <Note state="watch">
        {shared('linkOnce')} {say('invitedHint')}
      </Note>
      <div className="filters">
        <Button type="primary" onClick={save}>
          {say('download')}
        </Button>
        <Copy text={linesOf.map(line => line.join('\t')).join('\n')} label={say('copyAll')} />
      </div>
      <DataTable
        caption={say('invited', { name: unit.name })}
        columns={columns}
        rows={rows}
        keyOf={({ personId }) => personId}
        empty={<p>{say('invitedNone')}</p>}
        long={{ total: rows.length, more: () => undefined }}
      />
    </>
  )
}
