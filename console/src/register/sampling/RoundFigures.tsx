import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { type Round, roundFigures } from '@muster/core/register/sampling/rounds.wire.ts'
import { useAsk } from '../../platform/api.ts'
import { asOfInput, useAsOf } from '../../platform/asOf.ts'
import { Answer } from '../../shared/Answer.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Figure } from '../../shared/Figure.tsx'
import { Section } from '../../shared/Page.tsx'
import { useSamplingWords } from './words.ts'

type Line = OutputOf<typeof roundFigures>['rows'][number]

const COUNTED = ['samples', 'people', 'tubes', 'held'] as const
const UNITS = { samples: 'PERSON_TIMES', people: 'PERSONS', held: 'PERSON_TIMES' } as const

/** How many, in all and by post, as it was known at the page's instant. */
export function RoundFigures({ round }: { round: Round }) {
  const say = useSamplingWords()
  const { asOf } = useAsOf()
  const asked = useAsk(roundFigures, { roundId: round.id, ...asOfInput(asOf) }, { keep: true })
  const columns: Column<Line>[] = [
    { key: 'post', title: say('post'), cell: ({ post }) => post.name },
    ...COUNTED.map(key => ({
      key,
      title: say(key),
      number: true,
      cell: (line: Line) => line[key].toLocaleString('en-US'),
      order: (line: Line) => line[key],
    })),
  ]
  return (
    <Answer asked={asked}>
      {figures => (
        <>
          <dl className="figures" style={{ marginBottom: 20 }}>
            {COUNTED.map(key => (
              <Figure
                key={key}
                label={say(key)}
                value={figures[key]}
                unit={key === 'tubes' ? say('tubesUnit') : UNITS[key]}
                asOf={figures.asOf}
                {...(key === 'held' && figures.held > 0 ? { state: 'watch' as const } : {})}
              />
            ))}
          </dl>
          <Section title={say('byPost')}>
            <DataTable
              caption={say('byPost')}
              columns={columns}
              rows={figures.rows}
              keyOf={({ post }) => post.id}
              empty={<p className="soft">{say('byPostNone')}</p>}
            />
          </Section>
        </>
      )}
    </Answer>
  )
}
