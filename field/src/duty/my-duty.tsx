import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import { myShifts } from '@muster/core/roster/assign.wire.ts'
import type { ComponentChildren } from 'preact'
import { OwnPage } from '../access/own-page.tsx'
import { useMe } from '../access/session.tsx'
import { api } from '../platform/api.ts'
import { now } from '../platform/clock.ts'
import { useWords } from '../platform/language.ts'
import { useKeptLoad } from '../platform/load.ts'
import { LaterShifts } from '../roster/later-shifts.tsx'
import { MyAnswering } from '../roster/my-answering.tsx'
import type { MyShifts } from '../roster/my-shifts.ts'
import { Shown } from '../shared/faces.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { type Duty, type OnPost, useOnPost } from './on-post.ts'
import { ShiftCard } from './shift-card.tsx'
import { lengthOf } from './spoken.ts'
import { words } from './words.ts'

/** Where I stand, what is next, and the one thing to do now. */
export function DutyPage({ children }: { children?: ComponentChildren }) {
  const say = useWords(words)
  return (
    <OwnPage tab="duty" title={say('title')}>
      {(person, me) => (
        <MyDuty key={person.id} personId={person.id} leads={me.verbs.includes('duty.run')}>
          {children}
        </MyDuty>
      )}
    </OwnPage>
  )
}

/** @param children what other slices have for whoever is on duty */
function MyDuty({ personId, leads, children }: { personId: string; leads: boolean; children: ComponentChildren }) {
  const say = useWords(words)
  const onPost = useOnPost(personId)
  const account = useMe()?.account.id
  const of = { account, key: `shifts.${personId}`, topics: 'duty inbox asks' }
  const shifts = useKeptLoad<MyShifts>(of, () => api(myShifts, {}))
  const changed = () => {
    shifts.reload()
    onPost.duty.reload()
  }
  return (
    <div class="stack">
      <h1>{say('title')}</h1>
      {leads && <LeadLink />}
      {children}
      <div class="stuck">
        <TroubleNotice trouble={onPost.trouble} />
      </div>
      <Shown of={onPost.duty}>
        {duty => (
          <>
            <Shifts duty={duty} plans={shifts.data} onPost={onPost} onChanged={changed} />
            {!shifts.data && <TroubleNotice trouble={shifts.trouble} onRetry={shifts.reload} />}
          </>
        )}
      </Shown>
      <MyAnswering />
      <p>
        <a href="/m/record">{say('record')}</a>
      </p>
    </div>
  )
}

interface ShiftsProps {
  readonly duty: Duty
  /** All that is planned for me; undefined until it is known. */
  readonly plans: MyShifts | undefined
  readonly onPost: OnPost
  readonly onChanged: () => void
}

/** The shifts of these days, then all that come later. */
function Shifts({ duty, plans, onPost, onChanged }: ShiftsProps) {
  const say = useWords(words)
  const rows = later(duty, plans)
  return (
    <>
      <Hours hours={duty.hours} />
      {duty.rows.some(({ turn }) => turn?.state === 'on') && <RegisterLink />}
      {duty.rows.length === 0 && <p class="soft">{say(rows.length > 0 ? 'nothingSoon' : 'nothing')}</p>}
      {inOrder(duty.rows).map(mine => (
        <ShiftCard
          key={mine.shift.id}
          mine={mine}
          onPost={onPost}
          planned={plans?.rows.find(row => row.assignmentId === mine.assignmentId && !row.standby) ?? null}
          onChanged={onChanged}
        />
      ))}
      <LaterShifts rows={rows} onChanged={onChanged} />
    </>
  )
}

function RegisterLink() {
  const say = useWords(words)
  return (
    <a class="card card_link" href="/m/register">
      <b>{say('registers')}</b>
      <p class="soft small">{say('registersMean')}</p>
    </a>
  )
}

function LeadLink() {
  const say = useWords(words)
  return (
    <a class="card card_link" href="/m/lead">
      <b>{say('lead')}</b>
      <p class="soft small">{say('leadMeans')}</p>
    </a>
  )
}

/** What is still to come and not among the shifts of these days. */
const later = (duty: Duty, shifts: MyShifts | undefined): MyShifts['rows'] =>
  (shifts?.rows ?? []).filter(
    ({ shift }) => Date.parse(shift.endsAt) > now() && !duty.rows.some(mine => mine.shift.id === shift.id),
  )

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
