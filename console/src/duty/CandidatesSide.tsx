import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import { askMore, type Candidate, candidates, type Shortage } from '@muster/core/roster/shortage.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { useLanguage, useSaid } from '../platform/language.ts'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Side } from '../shared/Side.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useDutyWords } from './words.ts'

interface Props {
  readonly shortage: Shortage | undefined
  readonly onDone: () => void
}

/** Who could come, in the order in which they would be asked, each with hours today and the reasons. */
export function CandidatesSide({ shortage, onDone }: Props) {
  return shortage ? <Open key={shortage.id} shortage={shortage} onDone={onDone} /> : null
}

function Open({ shortage, onDone }: { shortage: Shortage; onDone: () => void }) {
  const say = useDutyWords()
  const done = useDone()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const asked = useAsk(candidates, { shortageId: shortage.id, limit: 60 }, { keep: true })
  const { tell, telling, problem } = useTell(askMore)
  const send = async () => {
    if (!(await tell({ shortageId: shortage.id, version: shortage.version, personIds: [...chosen] }))) return
    done(say('askedNow', { count: chosen.length }))
    setChosen([])
  }
  return (
    <Side
      open
      wide
      title={`${say('candidates')} · ${shortage.shift.post}`}
      does={say('askChosen', { count: chosen.length })}
      busy={telling}
      blocked={chosen.length === 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('shortageLine', { post: shortage.shift.post, missing: shortage.missing, people: shortage.people })}</p>
      <Answer asked={asked}>{({ rows }) => <CandidateTable rows={rows} chosen={chosen} onChange={setChosen} />}</Answer>
    </Side>
  )
}

interface TableProps {
  readonly rows: readonly Candidate[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}
function CandidateTable({ rows, chosen, onChange }: TableProps) {
  const say = useDutyWords()
  const language = useLanguage()
  const columns: readonly Column<Candidate>[] = [
    {
      key: 'name',
      title: say('name'),
      cell: one => <Pick one={one} chosen={chosen} onChange={onChange} />,
    },
    { key: 'unit', title: say('unit'), cell: ({ person }) => person.unit, wideOnly: true },
    {
      key: 'today',
      title: say('today'),
      number: true,
      cell: ({ minutesToday }) => asDuration(minutesToday)[language],
      order: ({ minutesToday }) => minutesToday,
    },
    { key: 'why', title: say('why'), cell: one => <Why one={one} /> },
  ]
  return (
    <DataTable
      caption={say('candidates')}
      columns={columns}
      rows={rows}
      keyOf={({ person }) => person.id}
      empty={<Empty title={say('candidatesNone')} />}
    />
  )
}

function Pick({ one, chosen, onChange }: { one: Candidate } & Omit<TableProps, 'rows'>) {
  const say = useDutyWords()
  const { id, volunteerNo } = one.person
  // People who are not one's own go without a name: their unit and the reasons say enough to ask them.
  const name = one.person.name ?? volunteerNo ?? say('candidateElsewhere')
  if (one.asked)
    return (
      <>
        {name} <span className="soft small">{say('asked')}</span>
      </>
    )
  return (
    <label className="tick candidate">
      <input
        type="checkbox"
        checked={chosen.includes(id)}
        onChange={event => onChange(event.target.checked ? [...chosen, id] : chosen.filter(other => other !== id))}
      />
      <span>
        {one.rank}. {name}
      </span>
    </label>
  )
}

function Why({ one: { standby, reasons, verdicts } }: { one: Candidate }) {
  const say = useDutyWords()
  const said = useSaid()
  return (
    <span className="candidate-why">
      {standby && <b>{say('state.standby')} </b>}
      <span className="soft">{reasons.map(said).join(' · ')}</span>{' '}
      {verdicts.map(verdict => (
        <StateMark key={verdict.rule} state={verdict.level === 'stop' ? 'gap' : 'watch'}>
          {said(verdict)}
        </StateMark>
      ))}
    </span>
  )
}
