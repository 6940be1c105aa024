import type { ChainLine, previewChain } from '@muster/core/people/chain.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { useSaid } from '../platform/language.ts'
import { Choose } from '../shared/Choose.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Personal } from '../shared/Personal.tsx'
import { type State, StateMark } from '../shared/StateMark.tsx'
import { useChainWords } from './chain-words.ts'

type Line = z.infer<typeof ChainLine>
type Preview = OutputOf<typeof previewChain>

const TONES: Record<Line['verdict'], State> = {
  person: 'good',
  several: 'watch',
  stranger: 'gap',
  repeat: 'silent',
  heading: 'silent',
  example: 'silent',
  empty: 'silent',
  unreadable: 'gap',
}

interface TableProps {
  readonly preview: Preview
  readonly chosen: Readonly<Record<number, string>>
  readonly onChoose: (line: number, personId: string) => void
}

/** What needs a decision stands first; the rest keeps the order of the paste. */
export function ChainTable({ preview, chosen, onChoose }: TableProps) {
  const say = useChainWords()
  const said = useSaid()
  const weight = ({ verdict }: Line) => ['several', 'stranger', 'unreadable'].indexOf(verdict) + 1 || 9
  const columns: Column<Line>[] = [
    { key: 'line', title: say('line'), number: true, cell: row => row.line },
    { key: 'shown', title: say('shown'), cell: row => row.shown },
    {
      key: 'verdict',
      title: say('verdict'),
      cell: row => <StateMark state={TONES[row.verdict]}>{say(`verdict.${row.verdict}`)}</StateMark>,
    },
    { key: 'who', title: say('who'), cell: row => <Who line={row} chosen={chosen[row.line]} onChoose={onChoose} /> },
    { key: 'why', title: say('note'), cell: row => (row.why ? said(row.why) : row.note) },
  ]
  return (
    <>
      <p>{say('chainCounts', preview.counts)}</p>
      <DataTable
        caption={say('chain')}
        columns={columns}
        rows={preview.lines.toSorted((one, two) => weight(one) - weight(two) || one.line - two.line)}
        keyOf={({ line }) => String(line)}
        tall
      />
    </>
  )
}

interface WhoProps {
  readonly line: Line
  readonly chosen: string | undefined
  readonly onChoose: (line: number, personId: string) => void
}
function Who({ line, chosen, onChoose }: WhoProps) {
  const say = useChainWords()
  if (line.candidates.length > 0 && line.verdict === 'several')
    return (
      <Choose
        aria-label={`${say('who')} ${line.shown}`}
        value={chosen ?? ''}
        options={[
          { key: '', name: say('skip') },
          ...line.candidates.map(({ id, name, unit, volunteerNo }) => ({
            key: id,
            name: `${name ?? ''} ${volunteerNo} · ${unit}`,
          })),
        ]}
        onChange={personId => onChoose(line.line, personId)}
      />
    )
  if (!line.person) return null
  return (
    <>
      <Personal>{line.person.name}</Personal> <span className="soft">{line.person.unit}</span>
    </>
  )
}
