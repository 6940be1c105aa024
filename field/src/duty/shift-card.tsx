import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { SwapShift } from '../roster/swap.tsx'
import { Sign, type Tone } from '../shared/notice.tsx'
import { Acts } from './acts.tsx'
import { CheckIn } from './check-in.tsx'
import type { OnPost } from './on-post.ts'
import { ReliefOf } from './relief.tsx'
import { lengthOf } from './spoken.ts'
import { words } from './words.ts'

const TONES: Record<MyShift['state'], Tone> = {
  on: 'good',
  break: 'good',
  expected: 'watch',
  late: 'gap',
  'no-show': 'gap',
  standby: 'silent',
  left: 'silent',
}

/** One shift of mine: where and when, how it stands, and what I can do. */
export function ShiftCard({ mine, onPost }: { mine: MyShift; onPost: OnPost }) {
  const say = useWords(words)
  const { post, state, turn, assignmentId } = mine
  const here = state === 'on' || state === 'break'
  return (
    <section class={`card${state === 'late' ? ' card_urgent' : ''}`}>
      <h2>{post.name}</h2>
      <p>
        <Sign tone={TONES[state]}>{say(state)}</Sign>{' '}
        {here && turn && <span>{say('onFor', { minutes: lengthOf(turn.minutes, say) })}</span>}{' '}
        {turn?.flags.includes('unproven') && <Sign tone="watch">{say('unproven')}</Sign>}
      </p>
      <Facts mine={mine} />
      {(state === 'expected' || state === 'late' || state === 'no-show') && <CheckIn mine={mine} onPost={onPost} />}
      {here && <ReliefOf mine={mine} onPost={onPost} />}
      {here && <Acts mine={mine} onPost={onPost} />}
      {assignmentId && state === 'expected' && <SwapShift assignmentId={assignmentId} />}
    </section>
  )
}

function Facts({ mine: { post, shift, reportAt } }: { mine: MyShift }) {
  const say = useWords(words)
  const language = useLanguage()
  const ends = timeOf(shift.endsAt, language)
  const until = shift.openEnd ? say('openEnd', { time: ends, condition: post.closesWhen ?? '' }) : ends
  const place = [post.territory.name, post.site?.name].filter(Boolean).join(' · ')
  return (
    <dl class="facts">
      {reportAt && <Fact name={say('report')}>{timeOf(reportAt, language)}</Fact>}
      <Fact name={say('from')}>
        {timeOf(shift.startsAt, language)} – {until}
      </Fact>
      <Fact name={say('place')}>{place}</Fact>
      {post.equipment.length > 0 && (
        <Fact name={say('bring')}>{post.equipment.join(language === 'zh' ? '、' : ', ')}</Fact>
      )}
      {post.briefing && <Fact name={say('briefing')}>{post.briefing}</Fact>}
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
