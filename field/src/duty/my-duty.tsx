import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import { OwnPage } from '../access/own-page.tsx'
import { useWords } from '../platform/language.ts'
import { Shown } from '../shared/faces.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { type Duty, useOnPost } from './on-post.ts'
import { ShiftCard } from './shift-card.tsx'
import { lengthOf } from './spoken.ts'
import { words } from './words.ts'

/** Where I stand, what is next, and the one thing to do now. */
export function DutyPage() {
  const say = useWords(words)
  return (
    <OwnPage tab="duty" title={say('title')}>
      {person => <MyDuty key={person.id} personId={person.id} />}
    </OwnPage>
  )
}

function MyDuty({ personId }: { personId: string }) {
  const say = useWords(words)
  const onPost = useOnPost(personId)
  return (
    <div class="stack">
      <h1>{say('title')}</h1>
      <TroubleNotice trouble={onPost.trouble} />
      <Shown of={onPost.duty}>
        {duty => (
          <>
            <Hours hours={duty.hours} />
            {duty.rows.length === 0 && <p class="soft">{say('nothing')}</p>}
            {inOrder(duty.rows).map(mine => (
              <ShiftCard key={mine.shift.id} mine={mine} onPost={onPost} />
            ))}
          </>
        )}
      </Shown>
      <p>
        <a href="/m/record">{say('record')}</a>
      </p>
    </div>
  )
}

/** Said only when there is something to say: nobody counts their hours for fun. */
function Hours({ hours: { served, warn, most } }: Pick<Duty, 'hours'>) {
  const say = useWords(words)
  if (served === 0) return null
  const line = say('hours', { served: lengthOf(served, say), most: lengthOf(most, say) })
  if (served < warn) return <p class="soft small">{line}</p>
  return (
    <Notice tone={served >= most ? 'gap' : 'watch'} title={line}>
      <p class="small">{say('hoursNear')}</p>
    </Notice>
  )
}

const FIRST: readonly MyShift['state'][] = ['on', 'break', 'late', 'expected', 'standby', 'no-show', 'left']

/** Where I am now before where I shall be, and what is over last. */
const inOrder = (rows: readonly MyShift[]): MyShift[] =>
  [...rows].sort(
    (a, b) => FIRST.indexOf(a.state) - FIRST.indexOf(b.state) || a.shift.startsAt.localeCompare(b.shift.startsAt),
  )
