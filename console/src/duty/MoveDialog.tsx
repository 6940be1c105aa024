import type { Line, Sheet } from '@muster/core/duty/turns.wire.ts'
import { assignments, move } from '@muster/core/roster/assign.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { type Guarded, GuardedPart, type Lifting, mayPlace, overrideOf, useGuarded } from '../roster/assign/Guarded.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { Field } from '../shared/Field.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useDone } from '../shared/useDone.tsx'
import { usePlanWords } from './plan-words.ts'
import { ShiftPicker } from './ShiftPicker.tsx'

interface Form extends Lifting {
  readonly id: string
  readonly to: readonly Choice[]
  readonly why: string
}

interface Props {
  readonly sheet: Sheet
  readonly line: Line
  readonly onDone: () => void
}

/** To another shift in one step: the guard speaks before anybody is taken off, and nobody stands on both or on neither. */
export function MoveDialog({ sheet: { shift, post }, line, onDone }: Props) {
  const plan = usePlanWords()
  const done = useDone()
  const [form, setForm] = useState(() => ({
    id: newId(),
    to: [] as readonly Choice[],
    why: '',
    reason: '',
    second: '',
  }))
  const set = (over: Partial<Form>) => setForm({ ...form, ...over })
  const held = useAsk(assignments, { shiftId: shift.id }).data?.rows.find(({ id }) => id === line.assignmentId)
  const [to] = form.to
  const guarded = useGuarded(to?.key, line.person.id, line.assignmentId ?? undefined)
  const { tell, telling, problem } = useTell(move)
  const name = line.person.name ?? line.person.volunteerNo
  const send = async () => {
    if (!held || !to) return
    const why = form.why.trim() ? { why: form.why.trim() } : {}
    const what = { assignmentId: held.id, version: held.version, toShiftId: to.key, id: form.id }
    if (!(await tell({ ...what, ...why, ...overrideOf(guarded, form) }))) return
    done(plan('moved', { name, to: to.name }))
    onDone()
  }
  return (
    <Confirm
      open
      title={`${plan('move')} · ${name}`}
      does={plan(guarded.stopped ? 'moveLifted' : 'moveDo')}
      grave={guarded.stopped}
      busy={telling}
      blocked={!held || !to || !mayPlace(guarded, form)}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{plan(held?.basis === 'DUTY_ORDER' ? 'moveSaysOrder' : 'moveSays')}</p>
      <Fields form={form} onSet={set} post={post} without={shift.id} guarded={guarded} />
    </Confirm>
  )
}

interface FieldsProps {
  readonly form: Form
  readonly onSet: (over: Partial<Form>) => void
  readonly post: Sheet['post']
  readonly without: string
  readonly guarded: Guarded
}

/** Where to, what the guard says of it, and what the person is told. */
function Fields({ form, onSet, post, without, guarded }: FieldsProps) {
  const plan = usePlanWords()
  return (
    <>
      <Field label={plan('moveTo')} hint={plan('moveToHint')} required>
        {control => (
          <ShiftPicker
            {...control}
            post={post}
            without={without}
            value={form.to}
            onChange={to => onSet({ to, reason: '', second: '' })}
          />
        )}
      </Field>
      {form.to.length > 0 && <GuardedPart guarded={guarded} lifting={form} onLift={onSet} />}
      <TextField
        label={plan('offWhy')}
        hint={plan('offWhyHint')}
        most={200}
        value={form.why}
        onChange={why => onSet({ why })}
      />
    </>
  )
}
