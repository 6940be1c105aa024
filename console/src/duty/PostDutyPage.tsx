import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { post as postOf, type ShiftLine } from '@muster/core/roster/posts.wire.ts'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import './Duty.css'
import './Post.css'
import { useAsk } from '../platform/api.ts'
import { useNow } from '../platform/clock.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { AlarmList } from './AlarmList.tsx'
import { useRoleWord } from './roles.ts'
import { ShiftView } from './ShiftView.tsx'
import { useDutyWords } from './words.ts'

type PostAnswer = OutputOf<typeof postOf>

/** One post on the day: the chain of its shifts, and the roll of one of them. */
export function PostDutyPage() {
  const { postId = '' }: { postId?: string } = useParams({ strict: false })
  const asked = useAsk(postOf, { postId })
  return <Answer asked={asked}>{answer => <PostView answer={answer} />}</Answer>
}

function PostView({ answer }: { answer: PostAnswer }) {
  const say = useDutyWords()
  const { post } = answer
  const shifts = answer.shifts.filter(({ cancelled }) => !cancelled)
  const { shiftId, go } = useShift(shifts)
  return (
    <Page
      title={post.name}
      beside={
        <>
          <span className="soft">{post.site?.name ?? post.territory.name}</span>
          {post.command && <StateMark state="watch">{say('command')}</StateMark>}
          {post.danger && <StateMark state="watch">{say('danger')}</StateMark>}
        </>
      }
    >
      <div className="post-split">
        <Section title={say('chain')}>
          <Chain shifts={shifts} chosen={shiftId} onChoose={go} />
        </Section>
        {shiftId ? <ShiftView key={shiftId} shiftId={shiftId} /> : <Empty title={say('noShifts')} />}
        <Section title={say('alarms')}>
          <AlarmList postId={post.id} />
        </Section>
      </div>
    </Page>
  )
}

/** The shift under way, else the next to come, unless the address names one (`?shift=`). */
function useShift(shifts: readonly ShiftLine[]) {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const now = useNow(60_000)
  const named = shifts.find(({ id }) => id === search.shift)
  const near = shifts.find(({ endsAt }) => Date.parse(endsAt) > now) ?? shifts.at(-1)
  return {
    shiftId: (named ?? near)?.id,
    go: (shift: string) => void navigate({ to: '.', search: { ...search, shift }, replace: true, resetScroll: false }),
  }
}

interface ChainProps {
  readonly shifts: readonly ShiftLine[]
  readonly chosen: string | undefined
  readonly onChoose: (shiftId: string) => void
}

/** One shift after the other, so that it is seen who takes over from whom, and where the chain is broken. */
function Chain({ shifts, chosen, onChoose }: ChainProps) {
  const now = useNow(60_000)
  const near = shifts.filter(
    ({ endsAt, startsAt }) => Date.parse(endsAt) > now - DAY / 2 && Date.parse(startsAt) < now + 2 * DAY,
  )
  return (
    <ol className="post-chain">
      {(near.length > 0 ? near : shifts).map(shift => (
        <ChainLine key={shift.id} shift={shift} now={now} here={shift.id === chosen} onChoose={onChoose} />
      ))}
    </ol>
  )
}

const DAY = 86_400_000

interface ChainLineProps {
  readonly shift: ShiftLine
  readonly now: number
  readonly here: boolean
  readonly onChoose: (shiftId: string) => void
}
function ChainLine({ shift, now, here, onChoose }: ChainLineProps) {
  const say = useDutyWords()
  const role = useRoleWord()
  const times = useTimes()
  const missing = shift.people - shift.assigned
  const under = Date.parse(shift.startsAt) <= now && now < Date.parse(shift.endsAt)
  return (
    <li className={under ? 'post-now' : ''}>
      <button type="button" aria-pressed={here} onClick={() => onChoose(shift.id)}>
        <b className="digits">
          {times.brief(shift.startsAt)}–{times.clock(shift.endsAt)}
        </b>
        <span className="soft">{role(shift.role)}</span>
        <StateMark state={missing > 0 ? 'gap' : 'good'}>
          {missing > 0 ? say('rollMissing', { count: missing }) : `${shift.assigned} / ${shift.people}`}
        </StateMark>
      </button>
    </li>
  )
}
