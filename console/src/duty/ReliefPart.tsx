import type { Relief } from '@muster/core/duty/turns.wire.ts'
import { useTimes } from '../platform/time.ts'
import { StateMark } from '../shared/StateMark.tsx'
import { useDutyWords } from './words.ts'

/** Those of the shift before with what they hand over, or those of the next and whether they are here. */
export function ReliefPart({ title, relief, notes }: { title: string; relief: Relief | null; notes?: boolean }) {
  const say = useDutyWords()
  const times = useTimes()
  return (
    <div className="post-relief">
      <h3>
        {title} {relief && <span className="soft digits">{times.brief(relief.at)}</span>}
      </h3>
      {!relief?.people.length && <p className="soft">{say('chainNone')}</p>}
      <ul className="plain-list">
        {relief?.people.map(({ person, arrived, handedOver, note }) => (
          <li key={person.id}>
            {person.name ?? person.volunteerNo}{' '}
            {notes ? (
              <span className="soft">
                {handedOver === null ? say('notHandedOver') : handedOver === 'nothing' ? say('noNote') : note}
              </span>
            ) : (
              <StateMark state={arrived ? 'good' : 'silent'}>{say(arrived ? 'chainArrived' : 'chainNotYet')}</StateMark>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
