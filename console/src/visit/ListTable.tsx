import { release } from '@muster/core/visit/wire.ts'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useDone } from '../shared/useDone.tsx'
import { Bar } from './Bar.tsx'
import type { Coverage } from './SweepPage.tsx'
import { useVisitWords } from './words.ts'

type Row = Coverage['rows'][number]

/** Each stair: how far it is, when it was last heard, and who holds it. */
export function ListTable({ found }: { found: Coverage }) {
  const say = useVisitWords()
  const did = useDone()
  const times = useTimes()
  const { tell, problem } = useTell(release)
  const sweepId = found.sweep.id
  const free = async ({ site, stair }: Row) => {
    if (await tell({ sweepId, id: newId(), siteId: site.id, stair })) did(say('releaseDone'))
  }
  const holder = ({ claim }: Row) =>
    claim
      ? say('claimUntil', {
          name: claim.by?.name ?? claim.by?.volunteerNo ?? say('somebody'),
          time: times.brief(claim.until),
        })
      : say('free')
  const number = (key: 'done' | 'open' | 'unknown' | 'excused', title: string): Column<Row> => ({
    key,
    title,
    number: true,
    cell: row => row[key],
    order: row => row[key],
  })
  const columns: Column<Row>[] = [
    { key: 'site', title: say('building'), cell: ({ site }) => site.name, order: ({ site }) => site.name },
    { key: 'stair', title: say('stair'), cell: ({ stair }) => stair || '–' },
    { key: 'bar', title: say('progress'), cell: row => <Bar counts={row} />, wideOnly: true },
    number('done', say('done')),
    number('open', say('openDoors')),
    number('unknown', say('unknown')),
    number('excused', say('excused')),
    {
      key: 'heard',
      title: say('lastHeard'),
      cell: ({ heardAt }) => (heardAt ? times.brief(heardAt) : say('never')),
      order: ({ heardAt }) => heardAt ?? '',
    },
    { key: 'claim', title: say('claim'), cell: holder },
    {
      key: 'free',
      title: '',
      cell: row =>
        row.claim && (
          <Act verb="visit.settle" size="small" onClick={() => void free(row)}>
            {say('release')}
          </Act>
        ),
    },
  ]
  return (
    <Section title={say('lists')}>
      <ProblemNote problem={problem} />
      <DataTable
        caption={say('lists')}
        columns={columns}
        rows={found.rows}
        keyOf={({ site, stair }) => `${site.id} ${stair}`}
        tone={({ unknown }) => (unknown > 0 ? 'watch' : undefined)}
      />
    </Section>
  )
}
