import { type Alarm, acknowledge, alarms } from '@muster/core/duty/boards.wire.ts'
import { useAsk, useTell } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
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

function AlarmLine({ alarm, onAcknowledge }: { alarm: Alarm; onAcknowledge: () => void }) {
  const say = useDutyWords()
  const said = useSaid()
  const times = useTimes()
  const seen = alarm.acknowledgedAt
  return (
    <li>
      <StateMark state={seen ? 'watch' : 'gap'} bare />
      <div>
        <p>
          <b>{said(alarm)}</b>
        </p>
        <p className="soft small">
          <Go to={`/duty/posts/${alarm.post.id}`} search={alarm.shiftId ? { shift: alarm.shiftId } : {}}>
            {alarm.post.name}
          </Go>{' '}
          · {say('alarmSince', { at: times.brief(alarm.since) })}
          {seen
            ? ` · ${say('acknowledged', { by: alarm.acknowledgedBy ?? '', at: times.brief(seen) })}`
            : alarm.nextStepAt &&
              ` · ${say('alarmNext', { at: times.clock(alarm.nextStepAt), step: nextStep(alarm, say) })}`}
        </p>
      </div>
      {!seen && (
        <Act verb="duty.run" size="small" onClick={onAcknowledge}>
          {say('acknowledge')}
        </Act>
      )}
    </li>
  )
}

const NEXT = {
  person: 'captain',
  captain: 'street-desk',
  'street-desk': 'city-desk',
  'city-desk': 'city-desk',
} as const
const nextStep = ({ step }: Alarm, say: ReturnType<typeof useDutyWords>) => say(`step.${NEXT[step]}`)
