import { assign } from '@muster/core/roster/assign.wire.ts'
import { useState } from 'react'
import { PersonPicker } from '../../people/PersonPicker.tsx'
import { useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { Confirm } from '../../shared/Confirm.tsx'
import { Field } from '../../shared/Field.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { GuardedPart, type Lifting, mayPlace, overrideOf, useGuarded } from './Guarded.tsx'
import { useAssignWords } from './words.ts'

interface Props {
  readonly shiftId: string
  /** Post and hours, as the reader knows them. */
  readonly title: string
  readonly person?: Choice | undefined
  readonly onDone: () => void
}

interface Form extends Lifting {
  readonly id: string
  readonly person: readonly Choice[]
  readonly basis: 'VOLUNTARY' | 'DUTY_ORDER'
  readonly standby: boolean
}

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
  const guarded = useGuarded(shiftId, chosen?.key)
  const { tell, telling, problem } = useTell(assign)
  const send = async () => {
    if (!chosen) return
    const { id, basis, standby } = form
    const placed = await tell({ shiftId, id, personId: chosen.key, basis, standby, ...overrideOf(guarded, form) })
    if (!placed) return
    done(say(placed.shortageId ? 'doneRelief' : 'done', { name: chosen.name }))
    onDone()
  }
  return (
    <Confirm
      open
      title={`${say(guarded.stopped ? 'override' : 'assign')} · ${title}`}
      does={say(guarded.stopped ? 'override' : 'assign')}
      grave={guarded.stopped}
      busy={telling}
      blocked={!mayPlace(guarded, form)}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <Field label={say('who')} required>
        {control => <PersonPicker {...control} one value={form.person} onChange={person => set({ person })} />}
      </Field>
      {chosen && <GuardedPart guarded={guarded} lifting={form} onLift={set} />}
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
