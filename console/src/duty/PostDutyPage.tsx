import { shifts as shiftsOf } from '@muster/core/duty/captain.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { post as postOf } from '@muster/core/roster/posts.wire.ts'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import './Duty.css'
import './Post.css'
import { useAsk } from '../platform/api.ts'
import { useNow } from '../platform/clock.ts'
import { Answer } from '../shared/Answer.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { AlarmList } from './AlarmList.tsx'
import { Chain } from './Chain.tsx'
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
  const { asked, shiftId, go } = useShifts(post.id)
  return (
    <Page
      title={post.name}
      actions={<Go to={`/posts/${post.id}`}>{say('postPlan')}</Go>}
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
          <Answer asked={asked}>{({ rows }) => <Chain shifts={rows} chosen={shiftId} onChoose={go} />}</Answer>
        </Section>
        <div>
          {shiftId && <ShiftView key={shiftId} shiftId={shiftId} />}
          {!shiftId && asked.data && <NoShifts postId={post.id} />}
        </div>
        <Section title={say('alarms')}>
          <AlarmList postId={post.id} />
        </Section>
      </div>
    </Page>
  )
}

function NoShifts({ postId }: { postId: string }) {
  const say = useDutyWords()
  return (
    <Empty title={say('noShifts')} action={<Go to={`/posts/${postId}`}>{say('noShiftsPlan')}</Go>}>
      {say('noShiftsDo')}
    </Empty>
  )
}

/** Hours of the chain behind and ahead. */
const SPAN = { back: 24, hours: 48 }

/**
 * The shifts of a post, and the one that is looked at: named by the address (`?shift=`), else the one under way, else the next
 * to come.
 */
function useShifts(postId: string) {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const now = useNow(60_000)
  const asked = useAsk(shiftsOf, { postId, ...SPAN }, { keep: true, every: 30_000 })
  const shifts = asked.data?.rows ?? []
  const near = shifts.find(({ endsAt }) => Date.parse(endsAt) > now) ?? shifts.at(-1)
  return {
    asked,
    shiftId: typeof search.shift === 'string' ? search.shift : near?.shiftId,
    go: (shift: string) => void navigate({ to: '.', search: { ...search, shift }, replace: true, resetScroll: false }),
  }
}
