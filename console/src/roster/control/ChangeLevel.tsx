import { type Control, changeControlLevel, previewLevel } from '@muster/core/roster/control.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { useSaid } from '../../platform/language.ts'
import { useTimes } from '../../platform/time.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { DayField } from '../../shared/DayField.tsx'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import { Side } from '../../shared/Side.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { Beside } from '../posts/Beside.tsx'
import { daysLater } from '../posts/days.ts'
import { bodyOfSaid, isSaid, type Said, SaidFields } from './SaidFields.tsx'
import { useScales } from './useScales.ts'
import { useControlWords } from './words.ts'

/** A control usually lasts two weeks at first, and is looked at again after one. */
const WEEK = 7

interface Form extends Said {
  readonly batchId: string
  readonly level: string
  readonly endsOn: string
  readonly reviewOn: string
  readonly reason: string
}
/** Sets the level; what it makes is shown before it is done. */
export function ChangeLevel({ control, onClose }: { control: Control; onClose: () => void }) {
  const say = useControlWords()
  const done = useDone()
  const [form, set] = useForm(control)
  const { tell, telling, problem } = useTell(changeControlLevel)
  const send = async () => {
    const { batchId, level, endsOn, reviewOn, reason } = form
    const about = { ...bodyOfSaid(form), endsOn, reviewOn, reason }
    const answer = await tell({ controlId: control.id, version: control.version, batchId, level, ...about })
    if (!answer) return
    done(say('didChange', { posts: answer.made.posts, shifts: answer.made.shifts }))
    onClose()
  }
  const complete = isSaid(form) && [form.level, form.reason, form.endsOn].every(text => text.trim() !== '')
  return (
    <Side
      open
      title={`${say('changeLevel')} · ${control.name}`}
      does={say('changeLevel')}
      busy={telling}
      blocked={!complete}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Level control={control} form={form} onSet={set} />
      <Words form={form} onSet={set} />
      <Dates form={form} onSet={set} />
    </Side>
  )
}

type Set = (over: Partial<Form>) => void

function useForm(control: Control): [Form, Set] {
  const times = useTimes()
  const { scales } = useScales(control.incidentId)
  const [today] = useState(() => times.toField(serverNow()).slice(0, 10))
  const [said, setSaid] = useState<Partial<Form>>({})
  const [batchId] = useState(newId)
  const levels = scales.find(({ key }) => key === control.scale)?.levels ?? []
  const begin = {
    batchId,
    level: levels.find(({ key }) => key !== control.level)?.key ?? '',
    measures: control.measures.join('\n'),
    basis: control.basis ?? '',
    issuer: control.issuer ?? '',
    contact: control.contact ?? '',
    endsOn: daysLater(today, 2 * WEEK),
    reviewOn: daysLater(today, WEEK),
    reason: '',
  }
  return [{ ...begin, ...said }, over => setSaid({ ...said, ...over })]
}

function Level({ control, form, onSet }: { control: Control; form: Form; onSet: Set }) {
  const say = useControlWords()
  const said = useSaid()
  const { scales } = useScales(control.incidentId)
  const levels = scales.find(({ key }) => key === control.scale)?.levels ?? []
  const preview = useAsk(
    previewLevel,
    { controlId: control.id, level: form.level, reviewOn: form.reviewOn },
    { when: form.level !== '', keep: true },
  ).data
  return (
    <>
      <ChooseField
        label={say('toLevel')}
        value={form.level}
        options={levels
          .filter(({ key }) => key !== control.level)
          .map(({ key, words }) => ({ key, name: said(words) }))}
        onChange={level => onSet({ level })}
      />
      {preview && (
        <Note state={preview.posts > 0 ? 'watch' : 'good'}>
          {preview.posts > 0
            ? say('wouldMake', { ...preview, names: '' })
            : say('wouldNothing', { untouched: preview.untouched })}
        </Note>
      )}
    </>
  )
}

function Words({ form, onSet }: { form: Form; onSet: Set }) {
  const say = useControlWords()
  return (
    <>
      <SaidFields form={form} onSet={onSet} />
      <Field label={say('reason')} hint={say('reasonHint')} required>
        {control => (
          <LongText {...control} rows={2} most={200} value={form.reason} onChange={reason => onSet({ reason })} />
        )}
      </Field>
    </>
  )
}

function Dates({ form, onSet }: { form: Form; onSet: Set }) {
  const say = useControlWords()
  return (
    <Beside>
      <DayField
        label={say('reviewOn')}
        hint={say('reviewMost')}
        value={form.reviewOn}
        onChange={reviewOn => onSet({ reviewOn })}
      />
      <DayField label={say('endsOn')} value={form.endsOn} onChange={endsOn => onSet({ endsOn })} />
    </Beside>
  )
}
