import { counts, type Register } from '@muster/core/register/wire.ts'
import { useAsk } from '../platform/api.ts'
import { asOfInput, useAsOf } from '../platform/asOf.ts'
import { useLanguage } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Figure } from '../shared/Figure.tsx'
import { Section } from '../shared/Page.tsx'
import { unitWord } from '../shared/units.ts'
import { useRegisterWords } from './words.ts'

interface Line {
  readonly post: { readonly id: string; readonly name: string }
  readonly entries: number
  readonly adds: number
  readonly out: number
  readonly lastAt: string | null
}

/** How much was entered, in all and by post, as it was known at the page's instant. */
export function Counts({ register: { id, form } }: { register: Register }) {
  const say = useRegisterWords()
  const { asOf } = useAsOf()
  const asked = useAsk(counts, { registerId: id, ...asOfInput(asOf) }, { keep: true })
  const columns = useColumns(form)
  return (
    <Answer asked={asked}>
      {({ asOf: at, entries, adds, out, rows }) => (
        <>
          <dl className="figures" style={{ marginBottom: 20 }}>
            <Figure label={say('entries')} value={entries} unit={form.counts} asOf={at} />
            {form.adds && <Figure label={say('adds')} value={adds} unit={form.adds.unit} asOf={at} />}
            {form.returns && <Figure label={say('out')} value={out} unit={form.counts} asOf={at} />}
          </dl>
          <Section title={say('byPost')}>
            <DataTable
              caption={say('byPost')}
              columns={columns}
              rows={rows}
              keyOf={({ post }) => post.id}
              empty={<p className="soft">{say('byPostNone')}</p>}
            />
          </Section>
        </>
      )}
    </Answer>
  )
}

function useColumns(form: Register['form']): Column<Line>[] {
  const say = useRegisterWords()
  const language = useLanguage()
  const times = useTimes()
  return [
    { key: 'post', title: say('post'), cell: ({ post }) => post.name },
    {
      key: 'entries',
      title: say('entries'),
      unit: unitWord(form.counts, 2, language),
      number: true,
      cell: ({ entries }) => entries.toLocaleString('en-US'),
      order: ({ entries }) => entries,
    },
    ...(form.adds
      ? [
          {
            key: 'adds',
            title: say('adds'),
            unit: unitWord(form.adds.unit, 2, language),
            number: true,
            cell: ({ adds }: Line) => adds.toLocaleString('en-US'),
            order: ({ adds }: Line) => adds,
          },
        ]
      : []),
    ...(form.returns
      ? [{ key: 'out', title: say('out'), number: true, cell: ({ out }: Line) => out, order: ({ out }: Line) => out }]
      : []),
    {
      key: 'last',
      title: say('lastAt'),
      cell: ({ lastAt }) => (lastAt ? times.brief(lastAt) : '–'),
      order: ({ lastAt }) => lastAt ?? '',
    },
  ]
}
