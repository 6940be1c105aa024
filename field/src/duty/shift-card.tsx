import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { KeptEntries } from '../ledger/kept-entries.tsx'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useNow } from '../platform/now.ts'
import { newId } from '../platform/uuid.ts'
import { ChangeShift } from '../roster/change-shift.tsx'
import type { MyAssignment } from '../roster/my-shifts.ts'
import { Button } from '../shared/button.tsx'
import { FactList } from '../shared/facts.tsx'
import { Sign, type Tone } from '../shared/notice.tsx'
import { Acts } from './acts.tsx'
import { CheckIn } from './check-in.tsx'
import { type Hurt, OwnHelp, type SayHurt } from './hurt.tsx'
import type { OnPost } from './on-post.ts'
import { ReliefOf } from './relief.tsx'
import { lengthOf } from './spoken.ts'
import { canTakeBack, minutesAt, stateAt } from './standing.ts'
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

interface CardProps {
  readonly mine: MyShift
  readonly onPost: OnPost
  /** The same shift as a plan; null until it is known, and for who came without one. */
  readonly planned: MyAssignment | null
  /** The shift was offered, kept or given up. */
  readonly onChanged: () => void
}

/** One shift of mine: where and when, how it stands, and what I can do. */
export function ShiftCard({ mine, onPost, planned, onChanged }: CardProps) {
  const say = useWords(words)
  const { post, turn } = mine
  const at = useNow(20_000)
  const state = stateAt(mine, at)
  const here = state === 'on' || state === 'break'
  const [hurt, setHurt] = useState<{ readonly id: string; readonly what: Hurt }>()
  const sayHurt: SayHurt = (what, leaves) => {
    const id = newId()
    setHurt({ id, what })
    onPost.hurt(mine.shift.id, { what, leaves }, id)
  }
  return (
    <section class={`card${state === 'late' ? ' card_urgent' : ''}`}>
      <h2>{post.name}</h2>
      <p>
        <Sign tone={TONES[state]}>{say(state)}</Sign>{' '}
        {here && turn && (
          <span>{say('onFor', { minutes: lengthOf(minutesAt(turn, onPost.duty.at ?? at, at), say) })}</span>
        )}{' '}
        {turn?.flags.includes('unproven') && <Sign tone="watch">{say('unproven')}</Sign>}
      </p>
      {hurt && <OwnHelp key={hurt.id} id={hurt.id} what={hurt.what} busy={onPost.busy} />}
      <KeptEntries entries={onPost.entries.filter(({ fact }) => fact.subjectId === mine.shift.id)} />
      <Facts mine={mine} />
      {(state === 'expected' || state === 'late' || state === 'no-show') && (
        <Arrive mine={mine} onPost={onPost} at={at} />
      )}
      {here && <ReliefOf mine={mine} onPost={onPost} />}
      {here && <Acts mine={mine} onPost={onPost} onHurt={sayHurt} />}
      {turn && canTakeBack(mine, at) && (
        <Button kind="quiet" busy={onPost.busy} onTap={() => onPost.act(mine.shift.id, 'took-back')}>
          {say('tookBack')}
        </Button>
      )}
      {planned && (state === 'expected' || state === 'late') && at < Date.parse(mine.shift.startsAt) && (
        <ChangeShift row={planned} onChanged={onChanged} />
      )}
    </section>
  )
}

/** People come early; a shift of tomorrow is not checked in to by a slip. */
const EARLY_MS = 2 * 3_600_000

function Arrive({ mine, onPost, at }: { mine: MyShift; onPost: OnPost; at: number }) {
  const say = useWords(words)
  const language = useLanguage()
  const from = Date.parse(mine.reportAt ?? mine.shift.startsAt) - EARLY_MS
  if (at >= from) return <CheckIn mine={mine} onPost={onPost} />
  return <p class="soft small">{say('checkInFrom', { time: timeOf(from, language) })}</p>
}

function Facts({ mine: { post, shift, reportAt } }: { mine: MyShift }) {
  const say = useWords(words)
  const language = useLanguage()
  const ends = timeOf(shift.endsAt, language, Date.parse(shift.startsAt))
  const until = shift.openEnd ? say('openEnd', { time: ends, condition: post.closesWhen ?? '' }) : ends
  const place = [post.territory.name, post.site?.name].filter(Boolean).join(' · ')
  return (
    <FactList
      facts={[
        [say('report'), reportAt && timeOf(reportAt, language)],
        [say('from'), `${timeOf(shift.startsAt, language)} – ${until}`],
        [say('place'), place],
        [say('bring'), post.equipment.join(language === 'zh' ? '、' : ', ')],
        [say('briefing'), post.briefing],
      ]}
    />
  )
}
