import { type CareCase, careCounts, cases } from '@muster/core/duty/care.wire.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import { useState } from 'react'
import './Duty.css'
import { useAsk } from '../platform/api.ts'
import { serverNow } from '../platform/clock.ts'
import { usePages } from '../platform/pages.ts'
import { usePlacesOf, useSession } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Choose } from '../shared/Choose.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { Personal } from '../shared/Personal.tsx'
import { Rows } from '../shared/Rows.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useCareWords } from './care-words.ts'
import { DutyTabs } from './DutyTabs.tsx'
import { FollowUp } from './FollowUp.tsx'
import { Whom } from './Whom.tsx'

const WHICH = ['open', 'all'] as const

/** Who was hurt or asked for support, and who asks after them next. Seen by the captain and the desks of the post alone. */
export function CarePage() {
  const say = useCareWords()
  const [which, setWhich] = useState<(typeof WHICH)[number]>('open')
  const [chosen, setChosen] = useState<CareCase>()
  const choice = (
    <Choose
      aria-label={say('which')}
      value={which}
      options={WHICH.map(key => ({ key, name: say(`which.${key}`) }))}
      onChange={key => setWhich(key === 'all' ? 'all' : 'open')}
    />
  )
  return (
    <Page title={say('care')}>
      <DutyTabs />
      <p className="soft">{say('careSays')}</p>
      <Section title={say(`which.${which}`)} actions={choice}>
        <CaseTable open={which === 'open'} onChoose={setChosen} />
      </Section>
      <Counted />
      {chosen && <FollowUp key={chosen.id} one={chosen} onDone={() => setChosen(undefined)} />}
    </Page>
  )
}

/** The day as the city has it. */
function useToday(): string {
  const { tenant } = useSession()
  return dayIn(tenant.zone, new Date(serverNow()))
}

function CaseTable({ open, onChoose }: { open: boolean; onChoose: (one: CareCase) => void }) {
  const say = useCareWords()
  const times = useTimes()
  const today = useToday()
  // NOTE: in an address everything is text, and the contract reads it so.
  const pages = usePages(cases, { open: String(open) })
  const columns: readonly Column<CareCase>[] = [
    { key: 'name', title: say('name'), cell: ({ person }) => <Whom person={person} /> },
    { key: 'what', title: say('what'), cell: ({ what }) => (what ? say(what) : <Personal>{null}</Personal>) },
    { key: 'at', title: say('at'), cell: ({ at }) => times.brief(at), wideOnly: true },
    {
      key: 'post',
      title: say('post'),
      cell: ({ post, shiftId }) => (
        <Go to={`/duty/posts/${post.id}`} search={{ shift: shiftId }}>
          {post.name}
        </Go>
      ),
      wideOnly: true,
    },
    { key: 'next', title: say('next'), cell: one => <Next one={one} today={today} /> },
    { key: 'note', title: say('note'), cell: ({ note }) => <span className="care-note">{note}</span>, wideOnly: true },
    {
      key: 'act',
      title: '',
      cell: one => (
        <Act verb="duty.care" size="small" onClick={() => onChoose(one)}>
          {say('follow')}
        </Act>
      ),
    },
  ]
  return (
    <Rows pages={pages}>
      {rows => (
        <DataTable
          caption={say('care')}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          tone={one => (one.closedAt === null && one.followUpOn <= today ? 'watch' : undefined)}
          long={{ total: pages.total, more: pages.more }}
          empty={<Empty title={say(open ? 'noneOpen' : 'none')}>{say('noneSays')}</Empty>}
        />
      )}
    </Rows>
  )
}

/** When somebody asks again; whose day has come stands out. */
function Next({ one, today }: { one: CareCase; today: string }) {
  const say = useCareWords()
  const times = useTimes()
  if (one.closedAt) return <StateMark state="good">{say('closedAt', { at: times.brief(one.closedAt) })}</StateMark>
  if (one.followUpOn > today) return <span className="digits">{one.followUpOn}</span>
  return <StateMark state={one.followUpOn < today ? 'gap' : 'watch'}>{say('due', { on: one.followUpOn })}</StateMark>
}

const DAYS = 30
const DAY_MS = 86_400_000

/** How often, without names; for those who answer for the whole city. */
function Counted() {
  const say = useCareWords()
  const { tenant } = useSession()
  const whole = usePlacesOf(['city-desk', 'street-desk', 'captain']) === undefined
  const dayOf = (ago: number) => dayIn(tenant.zone, new Date(serverNow() - ago * DAY_MS))
  const asked = useAsk(careCounts, { from: dayOf(DAYS - 1), to: dayOf(0) }, { when: whole })
  if (!whole) return null
  return (
    <Section title={say('counted', { days: DAYS })} beside={say('countedSays')}>
      <Answer asked={asked}>
        {({ injuries, distress, open }) => (
          <dl className="facts digits">
            <dt>{say('injury')}</dt>
            <dd>{say('times', { count: injuries })}</dd>
            <dt>{say('distress')}</dt>
            <dd>{say('times', { count: distress })}</dd>
            <dt>{say('which.open')}</dt>
            <dd>{say('casesOpen', { count: open })}</dd>
          </dl>
        )}
      </Answer>
    </Section>
  )
}
