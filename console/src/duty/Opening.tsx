import { actFor, type Sheet } from '@muster/core/duty/turns.wire.ts'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useDutyWords } from './words.ts'

/** What must be ready before the post opens; ticked by whoever is there, or for them. */
export function Opening({ sheet }: { sheet: Sheet }) {
  const say = useDutyWords()
  const times = useTimes()
  const { tell, telling, problem } = useTell(actFor)
  const first = sheet.people.find(({ state }) => state === 'on')
  if (sheet.opening.length === 0) return <p className="soft">{say('openingNone')}</p>
  const tick = (item: string) =>
    first && void tell({ id: newId(), shiftId: sheet.shift.id, personId: first.person.id, what: 'ticked', item })
  return (
    <>
      <ProblemNote problem={problem} />
      <ul className="plain-list">
        {sheet.opening.map(({ item, at }) => (
          <li key={item} className="line">
            <span>
              <StateMark state={at ? 'good' : 'watch'} bare /> {item}
            </span>
            {at ? (
              <span className="soft small digits">{say('openingDone', { at: times.clock(at) })}</span>
            ) : (
              <Act
                verb="duty.run"
                size="small"
                loading={telling}
                blocked={first ? undefined : say('openingNobody')}
                onClick={() => tick(item)}
              >
                {say('openingDo')}
              </Act>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
