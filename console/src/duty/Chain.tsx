import type { ShiftOnDay } from '@muster/core/duty/captain.wire.ts'
import { useNow } from '../platform/clock.ts'
import { useTimes } from '../platform/time.ts'
import { StateMark } from '../shared/StateMark.tsx'
import { useRoleWord } from './roles.ts'
import { type Standing, standingOf } from './standing.ts'
import { useDutyWords } from './words.ts'

interface ChainProps {
  readonly shifts: readonly ShiftOnDay[]
  readonly chosen: string | undefined
  readonly onChoose: (shiftId: string) => void
}

/** One shift after the other, so that it is seen who takes over from whom, and where the chain is broken. */
export function Chain({ shifts, chosen, onChoose }: ChainProps) {
  const now = useNow(60_000)
  return (
    <ol className="post-chain">
      {shifts.map(shift => (
        <ChainLine key={shift.shiftId} shift={shift} now={now} here={shift.shiftId === chosen} onChoose={onChoose} />
      ))}
    </ol>
  )
}

interface LineProps {
  readonly shift: ShiftOnDay
  readonly now: number
  readonly here: boolean
  readonly onChoose: (shiftId: string) => void
}

/** Covered is who has come and not left; a plan covers nothing, and is called a plan. */
function ChainLine({ shift, now, here, onChoose }: LineProps) {
  const say = useDutyWords()
  const role = useRoleWord()
  const times = useTimes()
  const standing = standingOf(shift, now)
  const { need, present, unproven, late, noShows } = shift
  const under = ['short', 'full'].includes(standing.is)
  const beside = [
    under ? say('chainHere', { present, need }) : '',
    unproven > 0 ? say('chainUnproven', { count: unproven }) : '',
    late > 0 && standing.is !== 'over' ? say('chainLate', { count: late }) : '',
    noShows > 0 ? say('chainNoShow', { count: noShows }) : '',
  ].filter(Boolean)
  return (
    <li className={under ? 'post-now' : ''}>
      <button type="button" aria-pressed={here} onClick={() => onChoose(shift.shiftId)}>
        <b className="digits">
          {times.brief(shift.startsAt)}–{times.clock(shift.endsAt)}
        </b>
        <span className="soft">{role(shift.role)}</span>
        <Stands standing={standing} />
        {beside.length > 0 && <small className="soft digits">{beside.join(' · ')}</small>}
      </button>
    </li>
  )
}

/** How a shift stands, in one mark: what was, what is, and what is only planned. */
export function Stands({ standing }: { standing: Standing }) {
  const say = useDutyWords()
  const { is, count, need } = standing
  if (is === 'overdue') return <StateMark state="watch">{say('notCheckedOut', { count })}</StateMark>
  if (is === 'over') return <StateMark state="silent">{say('chainOver')}</StateMark>
  if (is === 'short') return <StateMark state="gap">{say('rollMissing', { count })}</StateMark>
  if (is === 'full') return <StateMark state="good">{say('rollFull')}</StateMark>
  if (is === 'unplanned') return <StateMark state="watch">{say('planShort', { count })}</StateMark>
  return <StateMark state="silent">{say('planned', { count, need })}</StateMark>
}
