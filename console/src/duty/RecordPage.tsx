import { record } from '@muster/core/duty/turns.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import './Duty.css'
import { useAsk } from '../platform/api.ts'
import { serverNow } from '../platform/clock.ts'
import { useLanguage } from '../platform/language.ts'
import { useSession } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { Choose } from '../shared/Choose.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { Personal } from '../shared/Personal.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useRecordWords } from './record-words.ts'
import { useRoleWord } from './roles.ts'
import { useDutyWords } from './words.ts'

type Served = OutputOf<typeof record>
type Stretch = Served['segments'][number]

const SPANS = { week: 7, month: 30, year: 365 } as const
type Span = keyof typeof SPANS
const DAY_MS = 86_400_000

/** What somebody has served: stretches on posts as they were, each counted for the day of its shift; travel is in none. */
export function RecordPage() {
  const say = useRecordWords()
  const { personId = '' }: { personId?: string } = useParams({ strict: false })
  const { tenant } = useSession()
  const [span, setSpan] = useState<Span>('month')
  const from = dayIn(tenant.zone, new Date(serverNow() - (SPANS[span] - 1) * DAY_MS))
  const asked = useAsk(record, { personId, from }, { keep: true })
  const who = asked.data?.person
  const choice = (
    <Choose
      aria-label={say('span')}
      value={span}
      options={Object.keys(SPANS).map(key => ({ key, name: say(`span.${key as Span}`) }))}
      onChange={key => setSpan(key as Span)}
    />
  )
  return (
    <Page
      title={say('recordOf', { name: who?.name ?? who?.volunteerNo ?? '' })}
      beside={who && <span className="soft digits">{`${who.volunteerNo} · ${who.unit}`}</span>}
      actions={<Go to={`/people/${personId}`}>{say('toPerson')}</Go>}
    >
      <Section
        title={say('segments')}
        beside={asked.data && <span className="digits">{`${asked.data.from} – ${asked.data.to}`}</span>}
        actions={choice}
      >
        <Answer asked={asked}>
          {answer => (
            <>
              <Sums served={answer} />
              <SegmentTable rows={answer.segments} />
            </>
          )}
        </Answer>
      </Section>
    </Page>
  )
}

function Sums({ served: { minutes, segments, hours } }: { served: Served }) {
  const say = useRecordWords()
  const language = useLanguage()
  const state = hours.served >= hours.most ? 'gap' : hours.served >= hours.warn ? 'watch' : undefined
  const lately = say('lately', {
    served: asDuration(hours.served)[language],
    most: asDuration(hours.most)[language],
  })
  return (
    <p className="duty-sums digits">
      <b>{say('sum', { time: asDuration(minutes)[language], count: segments.length })}</b>
      {state ? <StateMark state={state}>{lately}</StateMark> : <span className="soft">{lately}</span>}
    </p>
  )
}

function SegmentTable({ rows }: { rows: readonly Stretch[] }) {
  const say = useRecordWords()
  const duty = useDutyWords()
  const role = useRoleWord()
  const times = useTimes()
  const language = useLanguage()
  const time = (at: string | null) => (at ? times.moment(at) : <Personal>{null}</Personal>)
  const columns: readonly Column<Stretch>[] = [
    { key: 'day', title: say('day'), cell: ({ day }) => <span className="digits">{day}</span> },
    {
      key: 'post',
      title: duty('post'),
      cell: ({ post, turn }) => (
        <Go to={`/duty/posts/${post.id}`} search={{ shift: turn.shiftId }}>
          {post.name}
        </Go>
      ),
    },
    { key: 'place', title: duty('place'), cell: ({ territory, site }) => site?.name ?? territory.name, wideOnly: true },
    { key: 'role', title: say('role'), cell: row => role(row.role), wideOnly: true },
    { key: 'in', title: say('in'), cell: ({ turn }) => time(turn.in), wideOnly: true },
    {
      key: 'out',
      title: say('out'),
      cell: ({ turn }) => (turn.state === 'on' ? duty('state.on') : time(turn.out)),
      wideOnly: true,
    },
    { key: 'served', title: say('served'), number: true, cell: ({ turn }) => asDuration(turn.minutes)[language] },
    { key: 'notes', title: say('notes'), cell: ({ turn }) => <Notes turn={turn} /> },
  ]
  return (
    <DataTable
      caption={say('segments')}
      columns={columns}
      rows={rows.toReversed()}
      keyOf={({ turn }) => turn.id}
      empty={<Empty title={say('none')}>{say('noneSays')}</Empty>}
    />
  )
}

/** What somebody should know before they count on a number. */
function Notes({ turn }: { turn: Stretch['turn'] }) {
  const say = useRecordWords()
  const duty = useDutyWords()
  const language = useLanguage()
  const unproven = turn.flags.includes('unproven')
  const rest = turn.flags.filter(flag => flag !== 'unproven')
  return (
    <span className="duty-notes">
      {unproven && <StateMark state="watch">{duty('flag.unproven')}</StateMark>}
      {turn.breakMinutes > 0 && (
        <span className="soft">{say('breaks', { time: asDuration(turn.breakMinutes)[language] })}</span>
      )}
      {rest.map(flag => (
        <span key={flag} className="soft">
          {duty(`flag.${flag}`)}
        </span>
      ))}
    </span>
  )
}
