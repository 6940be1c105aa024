import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { assign, judge } from '@muster/core/roster/assign.wire.ts'
import { stops } from '@muster/core/roster/guard.ts'
import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import { useState } from 'react'
import { PersonPicker } from '../../people/PersonPicker.tsx'
import { useAsk, useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { useLanguage } from '../../platform/language.ts'
import { Answer } from '../../shared/Answer.tsx'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { Confirm } from '../../shared/Confirm.tsx'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { useAssignWords } from './words.ts'

interface Props {
  readonly shiftId: string
  /** Post and hours, as the reader knows them. */
  readonly title: string
  readonly person?: Choice | undefined
  readonly onDone: () => void
}

interface Form {
  readonly id: string
  readonly person: readonly Choice[]
  readonly basis: 'VOLUNTARY' | 'DUTY_ORDER'
  readonly standby: boolean
  readonly reason: string
  readonly second: string
}

type Judged = OutputOf<typeof judge>['rows'][number]

/** Puts somebody on a shift by hand. The guard speaks first; what it stops needs a reason and a second name. */
export function AssignDialog({ shiftId, title, person, onDone }: Props) {
  const say = useAssignWords()
  const done = useDone()
  const [form, setForm] = useState<Form>(() => ({
    id: newId(),
    person: person ? [person] : [],
    basis: 'VOLUNTARY',
    standby: false,
    reason: '',
    second: '',
  }))
  const set = (over: Partial<Form>) => setForm({ ...form, ...over })
  const [chosen] = form.person
  const asked = useAsk(judge, { shiftId, personIds: chosen ? [chosen.key] : [] }, { when: chosen !== undefined })
  const { tell, telling, problem } = useTell(assign)
  const judged = asked.data?.rows[0]
  const stopped = judged ? stops(judged.verdicts) : false
  const firm = judged ? stops(judged.verdicts, true) : false
  const named = form.reason.trim().length >= 4 && form.second.trim() !== ''
  const send = async () => {
    if (!chosen) return
    const override = stopped ? { override: { reason: form.reason.trim(), second: form.second.trim() } } : {}
    const { id, basis, standby } = form
    const placed = await tell({ shiftId, id, personId: chosen.key, basis, standby, ...override })
    if (!placed) return
    done(say(placed.shortageId ? 'doneRelief' : 'done', { name: chosen.name }))
    onDone()
  }
  return (
    <Confirm
      open
      title={`${say(stopped ? 'override' : 'assign')} · ${title}`}
      does={say(stopped ? 'override' : 'assign')}
      grave={stopped}
      busy={telling}
      blocked={!judged || firm || (stopped && !named)}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <Field label={say('who')} required>
        {control => <PersonPicker {...control} one value={form.person} onChange={person => set({ person })} />}
      </Field>
      {chosen && <Answer asked={asked}>{({ rows: [row] }) => row && <Verdicts judged={row} />}</Answer>}
      {stopped && !firm && <Override form={form} onSet={set} />}
      <Terms form={form} onSet={set} />
    </Confirm>
  )
}

interface PartProps {
  readonly form: Form
  readonly onSet: (over: Partial<Form>) => void
}

function Terms({ form, onSet }: PartProps) {
  const say = useAssignWords()
  return (
    <>
      <ChooseField
        label={say('basis')}
        value={form.basis}
        options={[
          { key: 'VOLUNTARY', name: say('voluntary') },
          { key: 'DUTY_ORDER', name: say('order') },
        ]}
        onChange={basis => onSet({ basis })}
      />
      <Tick checked={form.standby} onChange={standby => onSet({ standby })}>
        {say('standby')}
      </Tick>
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

function Override({ form, onSet }: PartProps) {
  const say = useAssignWords()
  return (
    <>
      <Note state="gap">{say('needsOverride')}</Note>
      <Field label={say('reason')} required hint={say('reasonHint')}>
        {control => (
          <LongText {...control} rows={2} most={300} value={form.reason} onChange={reason => onSet({ reason })} />
        )}
      </Field>
      <TextField
        label={say('second')}
        required
        hint={say('secondHint')}
        most={60}
        value={form.second}
        onChange={second => onSet({ second })}
      />
    </>
  )
}
