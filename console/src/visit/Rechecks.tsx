import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { OUTCOME_WORDS } from '@muster/core/visit/outcomes.ts'
import { draw, recheck, rechecks } from '@muster/core/visit/wire.ts'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Figure } from '../shared/Figure.tsx'
import { Section } from '../shared/Page.tsx'
import { Personal } from '../shared/Personal.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useDone } from '../shared/useDone.tsx'
import type { Coverage } from './SweepPage.tsx'
import { useVisitWords } from './words.ts'

type Row = OutputOf<typeof rechecks>['rows'][number]
const PERCENT = 10

/** Doors drawn by lot, and whether what was noted is so. */
export function Rechecks({ found }: { found: Coverage }) {
  const say = useVisitWords()
  const did = useDone()
  const sweepId = found.sweep.id
  const { drawn, checked, agree } = found.rechecks
  const { tell, telling, problem } = useTell(draw)
  const drawLots = async () => {
    if (await tell({ sweepId, id: newId(), percent: PERCENT })) did(say('drawDone'))
  }
  const act = (
    <Act verb="visit.plan" size="small" loading={telling} onClick={() => void drawLots()}>
      {say('draw')}
    </Act>
  )
  return (
    <Section title={say('rechecks')} actions={act}>
      <p className="soft small">{say('rechecksSays')}</p>
      <ProblemNote problem={problem} />
      {drawn > 0 && (
        <>
          <dl className="figures">
            <Figure label={say('checked')} value={checked} of={drawn} unit="HOUSEHOLDS" asOf={found.asOf} />
            <Figure label={say('agree')} value={agree} of={checked} unit="HOUSEHOLDS" asOf={found.asOf} />
          </dl>
          <Drawn sweepId={sweepId} />
        </>
      )}
    </Section>
  )
}

function Drawn({ sweepId }: { sweepId: string }) {
  const say = useVisitWords()
  const said = useSaid()
  const did = useDone()
  const { tell, problem } = useTell(recheck)
  const note = async ({ id: householdId, drawId }: Row, agrees: boolean) => {
    if (await tell({ sweepId, id: newId(), drawId, householdId, agrees })) did(say('recheckDone'))
  }
  const verdict = (row: Row) =>
    row.agrees === null ? (
      <>
        <Act verb="visit.settle" size="small" onClick={() => void note(row, true)}>
          {say('agrees')}
        </Act>{' '}
        <Act verb="visit.settle" size="small" onClick={() => void note(row, false)}>
          {say('differs')}
        </Act>
      </>
    ) : (
      <StateMark state={row.agrees ? 'good' : 'gap'}>{say(row.agrees ? 'agrees' : 'differs')}</StateMark>
    )
  const columns: Column<Row>[] = [
    { key: 'site', title: say('building'), cell: ({ site }) => site.name },
    { key: 'stair', title: say('stair'), cell: ({ stair }) => stair || '–' },
    { key: 'door', title: say('door'), cell: ({ number }) => number },
    {
      key: 'noted',
      title: say('noted'),
      cell: ({ outcome }) => <Personal>{outcome && said(OUTCOME_WORDS[outcome])}</Personal>,
    },
    { key: 'agrees', title: say('state'), cell: verdict },
  ]
  return (
    <Answer asked={useAsk(rechecks, { sweepId })}>
      {({ rows }) => (
        <>
          <ProblemNote problem={problem} />
          <DataTable
            caption={say('rechecks')}
            columns={columns}
            rows={rows}
            keyOf={({ id, drawId }) => `${drawId} ${id}`}
          />
        </>
      )}
    </Answer>
  )
}
