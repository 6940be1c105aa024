import { askToTake } from '@muster/core/roster/asks.wire.ts'
import { judge } from '@muster/core/roster/assign.wire.ts'
import { stops } from '@muster/core/roster/guard.ts'
import { useState } from 'react'
import { PersonPicker } from '../../people/PersonPicker.tsx'
import { useAsk, useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { useLanguage } from '../../platform/language.ts'
import { Confirm } from '../../shared/Confirm.tsx'
import { Field } from '../../shared/Field.tsx'
import { MomentField } from '../../shared/MomentField.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { useAssignWords } from './words.ts'

const HOUR = 3_600_000

interface Props {
  readonly shiftId: string
  /** Post and hours, as the reader knows them. */
  readonly title: string
  readonly startsAt: string
  readonly onDone: () => void
}

/** Asks people to take a shift until a time; the first to say yes have it, and nobody learns of a no. */
export function AskDialog({ shiftId, title, startsAt, onDone }: Props) {
  const say = useAssignWords()
  const done = useDone()
  const [people, setPeople] = useState<readonly Choice[]>([])
  const [until, setUntil] = useState<string | null>(() => untilFor(startsAt))
  const personIds = people.map(({ key }) => key)
  const { tell, telling, problem } = useTell(askToTake)
  const send = async () => {
    if (!until) return
    const made = await tell({ shiftId, personIds, until })
    if (!made) return
    done(say('didAsk', { count: made.asked }))
    onDone()
  }
  return (
    <Confirm
      open
      title={`${say('ask')} · ${title}`}
      does={say('doAsk', { count: people.length })}
      busy={telling}
      blocked={people.length === 0 || !until}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('askSays')}</p>
      <Field label={say('askWhom')} required>
        {control => <PersonPicker {...control} value={people} onChange={setPeople} />}
      </Field>
      <Stopped shiftId={shiftId} personIds={personIds} />
      <MomentField label={say('askUntil')} value={until} onChange={setUntil} />
    </Confirm>
  )
}

/** Two hours to answer, or until the shift begins, where that is sooner. */
function untilFor(startsAt: string): string {
  const starts = Date.parse(startsAt)
  const now = serverNow()
  return new Date(starts > now ? Math.min(starts, now + 2 * HOUR) : now + HOUR).toISOString()
}

/** Who could not say yes: the guard would stop them. */
function Stopped({ shiftId, personIds }: { shiftId: string; personIds: readonly string[] }) {
  const say = useAssignWords()
  const language = useLanguage()
  const asked = useAsk(judge, { shiftId, personIds: [...personIds] }, { when: personIds.length > 0, keep: true })
  const stopped = (asked.data?.rows ?? []).filter(row => personIds.includes(row.person.id) && stops(row.verdicts))
  if (stopped.length === 0) return null
  return (
    <ul className="plain-list field" aria-live="polite">
      {stopped.map(({ person, verdicts }) => (
        <li key={person.id}>
          <StateMark state="gap">
            {say('cannotTake', {
              name: person.name ?? person.volunteerNo,
              why: verdicts
                .filter(({ level }) => level === 'stop')
                .map(one => one[language])
                .join(' · '),
            })}
          </StateMark>
        </li>
      ))}
    </ul>
  )
}
