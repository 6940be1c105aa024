import type { OutputOf, UploadedFile } from '@muster/core/platform/endpoint.ts'
import { readCover } from '@muster/core/roster/cover.wire.ts'
import { useState } from 'react'
import { ErrorTable } from '../../people/ImportTables.tsx'
import { useTell } from '../../platform/api.ts'
import { DataTable } from '../../shared/DataTable.tsx'
import { DayField } from '../../shared/DayField.tsx'
import { DropFile } from '../../shared/DropFile.tsx'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import { Personal } from '../../shared/Personal.tsx'
import { Side } from '../../shared/Side.tsx'
import { useSetCover } from './useSetCover.ts'
import { useProtectWords } from './words.ts'

type Reading = OutputOf<typeof readCover>
const changedIn = ({ lines }: Reading) => lines.filter(({ until, before }) => until !== before)

/** Takes a list as a spreadsheet or a chat has it: read first, its mistakes marked, then recorded. */
export function CoverList({ onClose }: { onClose: () => void }) {
  const say = useProtectWords()
  const [text, setText] = useState('')
  const [until, setUntil] = useState('')
  const [reading, setReading] = useState<Reading>()
  const look = useTell(readCover)
  const setting = useSetCover(onClose)
  const [file, setFile] = useState('')
  const read = async (upload: UploadedFile) => {
    setFile(upload.name)
    setReading(await look.tell({ file: upload, ...(until ? { until } : {}) }))
  }
  const pasted = () => read({ name: 'list.csv', bytes: new TextEncoder().encode(text) })
  const changed = reading ? changedIn(reading) : []
  return (
    <Side
      open
      wide
      title={say('byList')}
      does={reading ? say('doSet', { count: changed.length }) : say('check')}
      busy={look.telling || setting.busy}
      blocked={reading ? changed.length === 0 : !text.trim()}
      problem={look.problem ?? setting.problem}
      onDo={() =>
        void (reading ? setting.send(changed.map(({ person, until }) => ({ personId: person.id, until }))) : pasted())
      }
      onClose={onClose}
    >
      {reading ? (
        <Read reading={reading} onBack={() => setReading(undefined)} />
      ) : (
        <>
          <Field label={say('byList')} hint={say('listHint')} required>
            {control => <LongText {...control} rows={12} most={400_000} value={text} onChange={setText} />}
          </Field>
          <DayField label={say('listUntil')} hint={say('listUntilHint')} value={until} onChange={setUntil} />
          <DropFile
            title={say('drop')}
            hint={say('dropHint')}
            accept=".xlsx,.csv"
            busy={look.telling ? say('reading', { file }) : undefined}
            onFile={upload => void read(upload)}
          />
        </>
      )}
    </Side>
  )
}

function Read({ reading, onBack }: { reading: Reading; onBack: () => void }) {
  const say = useProtectWords()
  const { lines, faults } = reading
  const changed = changedIn(reading)
  return (
    <div aria-live="polite">
      {faults.length > 0 && <Note state="gap">{say('listFaults', { count: faults.length })}</Note>}
      <Note state={lines.length > 0 ? 'good' : 'watch'}>
        {lines.length > 0 ? say('listFine', { count: lines.length, changed: changed.length }) : say('listNothing')}
      </Note>
      <p>
        <button type="button" className="text-link" onClick={onBack}>
          {say('back')}
        </button>
      </p>
      {faults.length > 0 && (
        <>
          <h3 className="legend">{say('faultsIn')}</h3>
          <ErrorTable errors={faults} />
        </>
      )}
      {lines.length > 0 && (
        <>
          <h3 className="legend">{say('linesTo')}</h3>
          <Lines lines={lines} />
        </>
      )}
    </div>
  )
}

function Lines({ lines }: Pick<Reading, 'lines'>) {
  const say = useProtectWords()
  return (
    <DataTable
      caption={say('cover')}
      rows={lines}
      keyOf={({ row }) => String(row)}
      long={{ total: lines.length, more: () => undefined }}
      columns={[
        { key: 'row', title: say('row'), number: true, cell: ({ row }) => row },
        { key: 'person', title: say('person'), cell: ({ person }) => <Personal>{person.name}</Personal> },
        { key: 'no', title: say('volunteerNo'), cell: ({ person }) => person.volunteerNo },
        { key: 'before', title: say('before'), cell: ({ before }) => before ?? say('nobody') },
        {
          key: 'after',
          title: say('after'),
          cell: ({ until, before }) =>
            until === before ? <span className="soft">{until ?? say('nobody')}</span> : <b>{until ?? say('nobody')}</b>,
        },
      ]}
    />
  )
}
