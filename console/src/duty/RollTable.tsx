import type { Line, Sheet } from '@muster/core/duty/turns.wire.ts'
import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import { useNow } from '../platform/clock.ts'
import { useLanguage } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { type State, StateMark } from '../shared/StateMark.tsx'
import { HurtDialog } from './HurtDialog.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { LineActs } from './RollActs.tsx'
import { TakeOffDialog } from './TakeOffDialog.tsx'
import { type Roll, useRoll } from './useRoll.ts'
import { Whom } from './Whom.tsx'
import { useDutyWords } from './words.ts'

const TONES: Record<Line['state'], State> = {
  late: 'gap',
  'no-show': 'gap',
  expected: 'silent',
  on: 'good',
  break: 'watch',
  standby: 'silent',
  left: 'silent',
}
const ORDER = Object.keys(TONES)

/** The roll of a shift: whoever is late stands first; one tap says here, or not here. */
export function RollTable({ sheet }: { sheet: Sheet }) {
  const say = useDutyWords()
  const times = useTimes()
  const language = useLanguage()
  const roll = useRoll(sheet)
  const rows = sheet.people.toSorted((one, two) => ORDER.indexOf(one.state) - ORDER.indexOf(two.state))
  const columns: readonly Column<Line>[] = [
    { key: 'name', title: say('name'), cell: ({ person }) => <Whom person={person} /> },
    { key: 'unit', title: say('unit'), cell: ({ person }) => person.unit, wideOnly: true },
    {
      key: 'due',
      title: say('reportAt'),
      cell: ({ reportAt }) => (reportAt ? times.brief(reportAt) : ''),
      wideOnly: true,
    },
    { key: 'state', title: say('state'), cell: line => <LineState line={line} sheet={sheet} /> },
    {
      key: 'served',
      title: say('served'),
      number: true,
      cell: ({ turn }) => (turn?.in ? asDuration(turn.minutes)[language] : ''),
      wideOnly: true,
    },
    { key: 'acts', title: '', cell: line => <LineActs line={line} roll={roll} sheet={sheet} /> },
  ]
  return (
    <>
      <ProblemNote problem={roll.problem} />
      <DataTable
        caption={say('roll')}
        columns={columns}
        rows={rows}
        keyOf={({ person }) => person.id}
        tone={({ state }) => (state === 'late' || state === 'no-show' ? 'gap' : undefined)}
        empty={<Empty title={say('noPeople')} />}
      />
      <Asked sheet={sheet} roll={roll} />
    </>
  )
}

/** What is asked before it is done, one dialog at a time. */
function Asked({ sheet, roll }: { sheet: Sheet; roll: Roll }) {
  if (!roll.asking) return null
  const { what, line } = roll.asking
  const about = { sheet, line, onDone: roll.endAsking }
  if (what === 'leave') return <LeaveDialog {...about} onLeft={() => roll.left(line)} />
  if (what === 'move') return <MoveDialog {...about} />
  if (what === 'takeOff') return <TakeOffDialog {...about} onOff={held => roll.takenOff(line, held)} />
  const hurt = { what, personId: line.person.id, name: line.person.name ?? line.person.volunteerNo }
  return <HurtDialog hurt={hurt} shiftId={sheet.shift.id} onDone={roll.endAsking} />
}

/** What is so, not what was meant: who is not proven, or has not checked out, is not called on duty. */
function LineState({ line, sheet }: { line: Line; sheet: Sheet }) {
  const say = useDutyWords()
  const times = useTimes()
  const now = useNow(30_000)
  const { turn } = line
  const flags = turn?.flags.filter(flag => flag !== 'late' && flag !== 'unproven') ?? []
  return (
    <span className="duty-notes">
      <StateMark state={toneOf(line, sheet, now)}>{say(wordOf(line, sheet, now))}</StateMark>
      {line.state === 'left' && turn?.out && <span className="soft digits">{times.brief(turn.out)}</span>}
      {line.state === 'left' && turn?.why && turn.why !== 'ended' && (
        <span className="soft">{say(`why.${turn.why}`)}</span>
      )}
      {turn && turn.lateMinutes > 0 && <span className="soft">{say('lateBy', { minutes: turn.lateMinutes })}</span>}
      {flags.map(flag => (
        <span key={flag} className="soft">
          {say(`flag.${flag}`)}
        </span>
      ))}
      {turn?.stayed && <span className="soft">{turn.stayed}</span>}
    </span>
  )
}

const isHere = ({ state }: Line) => state === 'on' || state === 'break'
const isUnproven = (line: Line) => isHere(line) && (line.turn?.flags.includes('unproven') ?? false)
const isOverdue = (line: Line, { shift }: Sheet, now: number) =>
  isHere(line) && !shift.openEnd && !line.turn?.stayed && Date.parse(shift.endsAt) <= now

const toneOf = (line: Line, sheet: Sheet, now: number): State =>
  isUnproven(line) || isOverdue(line, sheet, now) ? 'watch' : TONES[line.state]

function wordOf(line: Line, sheet: Sheet, now: number) {
  if (isUnproven(line)) return line.person.name ? 'unproven' : 'unprovenDesk'
  return isOverdue(line, sheet, now) ? 'stillIn' : (`state.${line.state}` as const)
}
