import { ALARM_KINDS } from '@muster/core/duty/alarms.ts'
import { type Alarm, acknowledge, alarms } from '@muster/core/duty/boards.wire.ts'
import { useAsk, useTell } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import { useHolds } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Go } from '../shared/Go.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useDutyWords } from './words.ts'

interface Props {
  readonly territory?: string
  readonly postId?: string
}

/** What climbs until somebody says “I see to it”. */
export function AlarmList(where: Props) {
  const say = useDutyWords()
  const asked = useAsk(alarms, where, { keep: true, every: 30_000 })
  const { tell, problem } = useTell(acknowledge)
  return (
    <Answer asked={asked}>
      {({ rows }) => (
        <>
          <ProblemNote problem={problem} />
          {rows.length === 0 && <StateMark state="good">{say('alarmsNone')}</StateMark>}
          <ul className="duty-alarms">
            {rows.map(alarm => (
              <AlarmLine
                key={alarm.id}
                alarm={alarm}
                onAcknowledge={() => void tell({ postId: alarm.post.id, alarmId: alarm.id })}
              />
            ))}
          </ul>
        </>
      )}
    </Answer>
  )
}

/** What may still be put right in time, and what only wants a look; the others are gaps. */
const MILD: readonly Alarm['kind'][] = ['late', 'not-opened', 'hours-warn', 'overdue']

function AlarmLine({ alarm, onAcknowledge }: { alarm: Alarm; onAcknowledge: () => void }) {
  const say = useDutyWords()
  const said = useSaid()
  const holds = useHolds()
  const { post, shiftId, person, kind, acknowledgedAt } = alarm
  const about = [post.name, person && (person.name ?? person.volunteerNo)].filter(Boolean).join(' · ')
  return (
    <li>
      <StateMark state={acknowledgedAt || MILD.includes(kind) ? 'watch' : 'gap'} bare />
      <div>
        <p title={said(alarm)}>
          <b>{said(ALARM_KINDS[kind])}</b> ·{' '}
          <Go to={`/duty/posts/${post.id}`} search={shiftId ? { shift: shiftId } : {}}>
            {about}
          </Go>
        </p>
        <p className="soft small digits">
          <Ladder alarm={alarm} />
        </p>
      </div>
      <div className="duty-acts">
        {kind === 'care' && holds('duty.care') && (
          <Go to="/duty/care" className="gap-act">
            {say('toCare')}
          </Go>
        )}
        {!acknowledgedAt && (
          <Act verb="duty.run" size="small" onClick={onAcknowledge}>
            {say('acknowledge')}
          </Act>
        )}
      </div>
    </li>
  )
}

/** Since when, and who sees to it or is told next. */
function Ladder({ alarm }: { alarm: Alarm }) {
  const say = useDutyWords()
  const times = useTimes()
  const { since, acknowledgedAt, acknowledgedBy, nextStepAt } = alarm
  const words = [
    say('alarmSince', { at: times.brief(since) }),
    acknowledgedAt ? say('acknowledged', { by: acknowledgedBy ?? '', at: times.brief(acknowledgedAt) }) : '',
    !acknowledgedAt && nextStepAt ? say('alarmNext', { at: times.clock(nextStepAt), step: nextStep(alarm, say) }) : '',
  ]
  return <>{words.filter(Boolean).join(' · ')}</>
}

const NEXT = {
  person: 'captain',
  captain: 'street-desk',
  'street-desk': 'city-desk',
  'city-desk': 'city-desk',
} as const
const nextStep = ({ step }: Alarm, say: ReturnType<typeof useDutyWords>) => say(`step.${NEXT[step]}`)
