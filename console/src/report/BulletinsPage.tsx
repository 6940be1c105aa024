import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { list } from '@muster/core/report/wire.ts'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Page } from '../shared/Page.tsx'
import { FreezeDialog } from './FreezeDialog.tsx'
import { useReportWords } from './words.ts'

type Line = OutputOf<typeof list>['rows'][number]

/** All bulletins, newest first. */
export function BulletinsPage() {
  const say = useReportWords()
  const [freezing, setFreezing] = useState(false)
  const columns = useColumns()
  const asked = useAsk(list, { limit: 200 })
  const freeze = (
    <Act verb="report.freeze" type="primary" onClick={() => setFreezing(true)}>
      {say('freeze')}
    </Act>
  )
  return (
    <Page title={say('bulletins')} actions={freeze}>
      <Answer asked={asked}>
        {({ rows }) => (
          <DataTable
            caption={say('bulletins')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            empty={<Empty title={say('none')}>{say('noBulletinDo')}</Empty>}
          />
        )}
      </Answer>
      {freezing && <FreezeDialog onClose={() => setFreezing(false)} />}
    </Page>
  )
}

function useColumns(): Column<Line>[] {
  const say = useReportWords()
  const said = useSaid()
  const times = useTimes()
  return [
    { key: 'number', title: say('number'), cell: row => <Go to={`/bulletins/${row.id}`}>{row.number}</Go> },
    { key: 'title', title: say('title'), cell: row => row.title },
    { key: 'asOf', title: say('asOf'), cell: row => times.moment(row.asOf), order: row => row.asOf },
    { key: 'sentence', title: say('sentence'), cell: row => <span className="cell-long">{said(row.sentence)}</span> },
    { key: 'frozenAt', title: say('frozenAt'), cell: row => times.moment(row.frozenAt), order: row => row.frozenAt },
  ]
}
