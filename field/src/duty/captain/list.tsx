import { type ShiftOnDay, shifts } from '@muster/core/duty/captain.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useState } from 'preact/hooks'
import { OwnPage } from '../../access/own-page.tsx'
import { api } from '../../platform/api.ts'
import { hearing, now, timeOf } from '../../platform/clock.ts'
import { useLanguage, useWords } from '../../platform/language.ts'
import { useLoad } from '../../platform/load.ts'
import { useEvery } from '../../platform/now.ts'
import { Seconds } from '../../roster/seconds.tsx'
import { Shown } from '../../shared/faces.tsx'
import { Sign } from '../../shared/notice.tsx'
import { Alarms } from './alarms.tsx'
import { useRole } from './roles.ts'
import { words } from './words.ts'

type Shifts = OutputOf<typeof shifts>

/** The captain's first look: which of my posts needs me now. */
export function LeadPage() {
  const say = useWords(words)
  return (
    <OwnPage tab="duty" title={say('title')}>
      {(person, me) => (
        <div class="stack" key={person.id}>
          <p>
            <a href="/m/duty">{say('backDuty')}</a>
          </p>
          <h1>{say('title')}</h1>
          {me.verbs.includes('duty.run') ? (
            <MyPosts assigns={me.verbs.includes('roster.assign')} />
          ) : (
            <p>{say('notYours')}</p>
          )}
        </div>
      )}
    </OwnPage>
  )
}

function MyPosts({ assigns }: { assigns: boolean }) {
  const say = useWords(words)
  const [topics, setTopics] = useState('')
  const asked = useLoad<Shifts>('lead', topics, async () => {
    const found = await api(shifts, {}).then(hearing(({ asOf }) => asOf))
    setTopics(found.rows.map(({ post }) => `post/${post.id}`).join(' '))
    return found
  })
  useEvery(60_000, asked.reload)
  return (
    <>
      <Alarms />
      {assigns && <Seconds />}
      <Shown of={asked}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <p class="soft">{say('none')}</p>}
            {inOrder(rows).map(row => (
              <OneShift key={row.shiftId} row={row} />
            ))}
          </>
        )}
      </Shown>
    </>
  )
}

const begun = ({ startsAt }: ShiftOnDay) => Date.parse(startsAt) <= now()
const needsMe = (row: ShiftOnDay) => row.unproven + row.late + row.overdue > 0 || (begun(row) && row.missing > 0)

/** What needs the captain first, then by time. */
const inOrder = (rows: readonly ShiftOnDay[]): ShiftOnDay[] =>
  [...rows].sort((a, b) => Number(needsMe(b)) - Number(needsMe(a)) || a.startsAt.localeCompare(b.startsAt))

function OneShift({ row }: { row: ShiftOnDay }) {
  const say = useWords(words)
  const language = useLanguage()
  const role = useRole()
  const { post, startsAt, endsAt } = row
  const hours = {
    from: timeOf(startsAt, language),
    to: timeOf(endsAt, language, Date.parse(startsAt)),
    role: role(row.role),
  }
  return (
    <a class={`card card_link${needsMe(row) ? ' card_urgent' : ''}`} href={`/m/lead/${row.shiftId}`}>
      <b>{post.name}</b>
      <p class="small">{say('hours', hours)}</p>
      <p class="signs">
        <Standing row={row} />
      </p>
      <p class="soft small">{[post.territory.name, post.site?.name].filter(Boolean).join(' · ')}</p>
    </a>
  )
}

/** What is wrong first; what is well in one word. */
function Standing({ row }: { row: ShiftOnDay }) {
  const say = useWords(words)
  const { need, present, expected, unproven, late, overdue, missing, asking } = row
  if (row.closedAt) return <Sign tone="silent">{say('over')}</Sign>
  return (
    <>
      {missing > 0 && <Sign tone="gap">{say('missing', { count: missing })}</Sign>}
      {late > 0 && <Sign tone="gap">{say('lateCount', { count: late })}</Sign>}
      {unproven > 0 && <Sign tone="watch">{say('unprovenCount', { count: unproven })}</Sign>}
      {overdue > 0 && <Sign tone="watch">{say('overdue', { count: overdue })}</Sign>}
      {begun(row) ? (
        <Sign tone={missing > 0 ? 'silent' : 'good'}>{say('present', { present, need })}</Sign>
      ) : (
        <Sign tone="silent">{say('coming', { present: present + expected, need })}</Sign>
      )}
      {asking > 0 && <Sign tone="silent">{say('asking', { count: asking })}</Sign>}
    </>
  )
}
