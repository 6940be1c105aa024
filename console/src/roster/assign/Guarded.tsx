import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { judge } from '@muster/core/roster/assign.wire.ts'
import { stops } from '@muster/core/roster/guard.ts'
import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import { type Asked, useAsk } from '../../platform/api.ts'
import { useLanguage } from '../../platform/language.ts'
import { Answer } from '../../shared/Answer.tsx'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { useAssignWords } from './words.ts'

type Judgement = OutputOf<typeof judge>
type Judged = Judgement['rows'][number]

/** Why a stop is lifted, and who answers for it too. */
export interface Lifting {
  readonly reason: string
  readonly second: string
}

export interface Guarded {
  readonly asked: Asked<Judgement>
  readonly judged: Judged | undefined
  /** A stop that a second name may lift. */
  readonly stopped: boolean
  /** A stop that nothing lifts. */
  readonly firm: boolean
}

/**
 * What the guard says of somebody on a shift, before anybody lets go.
 *
 * @param instead the assignment that ends if it comes to it: its hours do not count
 */
export function useGuarded(shiftId: string | undefined, personId: string | undefined, instead?: string): Guarded {
  const when = shiftId !== undefined && personId !== undefined
  const about = { shiftId: shiftId ?? '', personIds: personId ? [personId] : [] }
  const asked = useAsk(judge, { ...about, ...(instead ? { instead } : {}) }, { when })
  const judged = asked.data?.rows[0]
  return {
    asked,
    judged,
    stopped: judged ? stops(judged.verdicts) : false,
    firm: judged ? stops(judged.verdicts, true) : false,
  }
}

/** Whether it can be done now: nothing speaks against it, or a reason and a second name stand for it. */
export const mayPlace = ({ judged, stopped, firm }: Guarded, { reason, second }: Lifting): boolean =>
  judged !== undefined && !firm && (!stopped || (reason.trim().length >= 4 && second.trim() !== ''))

/** What is sent beside the placing. */
export const overrideOf = ({ stopped }: Guarded, { reason, second }: Lifting) =>
  stopped ? { override: { reason: reason.trim(), second: second.trim() } } : {}

interface PartProps {
  readonly guarded: Guarded
  readonly lifting: Lifting
  readonly onLift: (lifting: Lifting) => void
}

/** The guard's words, and where a stop may be lifted the reason and the second name. */
export function GuardedPart({ guarded, lifting, onLift }: PartProps) {
  const say = useAssignWords()
  return (
    <>
      <Answer asked={guarded.asked}>
        {({ rows: [row] }) => (row ? <Verdicts judged={row} /> : <Note state="watch">{say('beyondReach')}</Note>)}
      </Answer>
      {guarded.stopped && !guarded.firm && <Override lifting={lifting} onLift={onLift} />}
    </>
  )
}

/** Hours first, then every rule that speaks against it, in plain words. */
function Verdicts({ judged: { minutesBefore, verdicts } }: { judged: Judged }) {
  const say = useAssignWords()
  const language = useLanguage()
  return (
    <div className="field">
      <p className="soft">{say('hoursBefore', { time: asDuration(minutesBefore)[language] })}</p>
      {verdicts.length === 0 && <StateMark state="good">{say('fine')}</StateMark>}
      <ul className="plain-list">
        {verdicts.map(verdict => (
          <li key={verdict.rule}>
            <StateMark state={verdict.level === 'stop' ? 'gap' : 'watch'}>{verdict[language]}</StateMark>
          </li>
        ))}
      </ul>
      {stops(verdicts, true) && <p>{say('firm')}</p>}
    </div>
  )
}

/** A reason and a second name, as every stop that is lifted needs them. */
export function Override({ lifting, onLift }: Omit<PartProps, 'guarded'>) {
  const say = useAssignWords()
  return (
    <>
      <Note state="gap">{say('needsOverride')}</Note>
      <Field label={say('reason')} required hint={say('reasonHint')}>
        {control => (
          <LongText
            {...control}
            rows={2}
            most={300}
            value={lifting.reason}
            onChange={reason => onLift({ ...lifting, reason })}
          />
        )}
      </Field>
      <TextField
        label={say('second')}
        required
        hint={say('secondHint')}
        most={60}
        value={lifting.second}
        onChange={second => onLift({ ...lifting, second })}
      />
    </>
  )
}
