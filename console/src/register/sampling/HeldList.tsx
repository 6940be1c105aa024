import { SAMPLE_WAITS, type SETTLINGS } from '@muster/core/register/sampling/kinds.ts'
import { type Held, heldSamples, settleSample } from '@muster/core/register/sampling/rounds.wire.ts'
import { useAsk, useTell } from '../../platform/api.ts'
import { useTimes } from '../../platform/time.ts'
import { useIds } from '../../platform/useIds.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Section } from '../../shared/Page.tsx'
import { Personal } from '../../shared/Personal.tsx'
import { ProblemNote } from '../../shared/ProblemNote.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { useSamplingWords } from './words.ts'

/** Samples that found no room, or came from where they were not meant to: they count, or the person comes again. */
export function HeldList({ roundId }: { roundId: string }) {
  const say = useSamplingWords()
  const times = useTimes()
  const { settle, telling, problem } = useSettle(roundId)
  const asked = useAsk(heldSamples, { roundId })
  const columns: Column<Held>[] = [
    { key: 'at', title: say('at'), cell: ({ at }) => times.brief(at) },
    { key: 'person', title: say('person'), cell: ({ name }) => <Personal>{name}</Personal> },
    { key: 'door', title: say('door'), cell: ({ door }) => <Personal>{door}</Personal> },
    { key: 'tube', title: say('tube'), cell: ({ tube }) => <span className="code">{tube}</span> },
    { key: 'why', title: say('why'), cell: ({ why }) => (why ? say(`why.${why}`) : '') },
    {
      key: 'act',
      title: '',
      cell: one => (
        <>
          {one.again && say('againWaits')} <Settle one={one} busy={telling} onSettle={settle} />
        </>
      ),
    },
  ]
  return (
    <Section title={say('heldList')}>
      <ProblemNote problem={problem} />
      <Answer asked={asked}>
        {({ rows }) => (
          <DataTable
            caption={say('heldList')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            tone={({ again }) => (again ? undefined : 'watch')}
            empty={<p className="soft">{say('heldNone')}</p>}
          />
        )}
      </Answer>
    </Section>
  )
}

type How = (typeof SETTLINGS)[number]

/** What its tube has no room for no word can let in; who is to come again came, perhaps written otherwise. */
const waysOf = ({ why, again }: Held): readonly How[] =>
  again ? ['came'] : SAMPLE_WAITS.some(one => one === why) ? ['counts', 'again'] : ['again']

interface SettleProps {
  readonly one: Held
  readonly busy: boolean
  readonly onSettle: (one: Held, how: How) => void
}
function Settle({ one, busy, onSettle }: SettleProps) {
  const say = useSamplingWords()
  return (
    <span className="row-acts">
      {waysOf(one).map(how => (
        <Act key={how} verb="register.settle" size="small" loading={busy} onClick={() => onSettle(one, how)}>
          {say(`settle_${how}`)}
        </Act>
      ))}
    </span>
  )
}

/** Each act has its id once, so that a second press after a broken line is the same act. */
function useSettle(roundId: string) {
  const say = useSamplingWords()
  const done = useDone()
  const idOf = useIds()
  const { tell, telling, problem } = useTell(settleSample)
  const settle = async ({ id: sampleId }: Held, how: How) => {
    if (await tell({ roundId, sampleId, id: idOf(`${sampleId} ${how}`), how })) done(say('settled'))
  }
  return { settle: (one: Held, how: How) => void settle(one, how), telling, problem }
}
