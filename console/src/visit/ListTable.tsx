import { STATES } from '@muster/core/visit/outcomes.ts'
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
  const { tell, problem } = useTell(release)
  const free = async ({ site, stair }: Row) => {
    const list = { sweepId: found.sweep.id, id: newId(), siteId: site.id, stair }
    if (await tell(list)) did(say('releaseDone'))
  }
  const columns = [...usePlaces(), ...useCounts(), ...useHolder(row => void free(row))]
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

function usePlaces(): Column<Row>[] {
  const say = useVisitWords()
  return [
    { key: 'site', title: say('building'), cell: ({ site }) => site.name, order: ({ site }) => site.name },
    { key: 'stair', title: say('stair'), cell: ({ stair }) => stair || '–' },
    { key: 'bar', title: say('progress'), cell: row => <Bar counts={row} />, wideOnly: true },
  ]
}

function useCounts(): Column<Row>[] {
  const say = useVisitWords()
  const titles = { done: say('done'), open: say('openDoors'), unknown: say('unknown'), excused: say('excused') }
  return STATES.map(key => ({
    key,
    title: titles[key],
    number: true,
    cell: row => row[key],
    order: row => row[key],
  }))
}

function useHolder(onFree: (row: Row) => void): Column<Row>[] {
  const say = useVisitWords()
  const times = useTimes()
  const holder = ({ claim }: Row) => {
    if (!claim) return say('free')
    const name = claim.by?.name ?? claim.by?.volunteerNo ?? say('somebody')
    return say('claimUntil', { name, time: times.brief(claim.until) })
  }
  return [
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
          <Act verb="visit.settle" size="small" onClick={() => onFree(row)}>
            {say('release')}
          </Act>
        ),
    },
  ]
}
