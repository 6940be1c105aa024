import { list, type Report } from '@muster/core/enrolment/wire.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { asOfInput, useAsOf } from '../platform/asOf.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Personal } from '../shared/Personal.tsx'
import { useSharedWords } from '../shared/words.ts'
import { useEnrolmentWords } from './words.ts'

interface Props {
  readonly territory?: string | undefined
  readonly unitId?: string | undefined
}
const STEP = 50

/** The people behind a figure, as far as the reader may see them. */
export function PeopleBehind({ territory, unitId }: Props) {
  const say = useEnrolmentWords()
  const shared = useSharedWords()
  const { asOf } = useAsOf()
  const [limit, setLimit] = useState(STEP)
  const asked = useAsk(
    list,
    { ...asOfInput(asOf), ...(territory ? { territory } : {}), ...(unitId ? { unitId } : {}), limit },
    { keep: true },
  )
  const columns = useColumns()
  return (
    <Answer asked={asked}>
      {({ rows, total, next }) => (
        <>
          <DataTable
            caption={say('peopleList')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            empty={<Empty title={say('noRows')} />}
          />
          <p className="table-foot">
            {shared('rows', { total })}
            {next && limit < 500 && (
              <Button size="small" onClick={() => setLimit(Math.min(500, limit + STEP * 3))}>
                {shared('more')}
              </Button>
            )}
          </p>
        </>
      )}
    </Answer>
  )
}

function useColumns(): Column<Report>[] {
  const say = useEnrolmentWords()
  const times = useTimes()
  return [
    { key: 'person', title: say('person'), cell: row => <Personal>{row.person.name}</Personal> },
    { key: 'unit', title: say('unit'), cell: row => row.person.unit.name },
    {
      key: 'community',
      title: say('community'),
      cell: row => (
        <Personal>
          {row.community && [row.community.trail.at(-2), row.community.name].filter(Boolean).join(' · ')}
        </Personal>
      ),
    },
    { key: 'as', title: say('as'), cell: row => say(`as.${row.as}`) },
    { key: 'at', title: say('at'), cell: row => times.moment(row.recordedAt) },
  ]
}
