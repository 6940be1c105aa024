import { type Box, boxes } from '@muster/core/register/sampling/rounds.wire.ts'
import { useAsk } from '../../platform/api.ts'
import { useTimes } from '../../platform/time.ts'
import { Answer } from '../../shared/Answer.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Section } from '../../shared/Page.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { useSamplingWords } from './words.ts'

/** The boxes of a round and through whose hands each went. */
export function BoxList({ roundId }: { roundId: string }) {
  const say = useSamplingWords()
  const times = useTimes()
  const columns: Column<Box>[] = [
    { key: 'box', title: say('box'), cell: ({ box }) => <span className="code">{box}</span>, order: ({ box }) => box },
    { key: 'post', title: say('post'), cell: ({ post }) => post.name, wideOnly: true },
    { key: 'tubes', title: say('tubes'), number: true, cell: ({ tubes }) => tubes, order: ({ tubes }) => tubes },
    { key: 'sealed', title: say('sealedAt'), cell: ({ sealedAt }) => (sealedAt ? times.brief(sealedAt) : '–') },
    {
      key: 'hands',
      title: say('hands'),
      cell: ({ hands, differs }) => (
        <>
          {differs && <StateMark state="gap">{say('differs')}</StateMark>}
          <ul className="plain-list">
            {hands.map(({ leg, side, at, tubes }) => (
              <li key={`${leg} ${side}`}>
                {say('handLine', { at: times.brief(at), what: say(`hand.${leg}.${side}`), tubes })}
              </li>
            ))}
          </ul>
        </>
      ),
    },
  ]
  return (
    <Section title={say('boxes')}>
      <Answer asked={useAsk(boxes, { roundId })}>
        {({ rows }) => (
          <DataTable
            caption={say('boxes')}
            columns={columns}
            rows={rows}
            keyOf={({ box }) => box}
            tone={({ differs }) => (differs ? 'gap' : undefined)}
            empty={<p className="soft">{say('boxesNone')}</p>}
          />
        )}
      </Answer>
    </Section>
  )
}
