import { amendControl, type Control } from '@muster/core/roster/control.wire.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { DayField } from '../../shared/DayField.tsx'
import { NameField } from '../../shared/NameField.tsx'
import { Side } from '../../shared/Side.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { bodyOfSaid, isSaid, type Said, SaidFields } from './SaidFields.tsx'
import { useControlWords } from './words.ts'

interface Form extends Said {
  readonly name: string
  readonly endsOn: string
}

/** Other words or another end at the same level; what was said before stays in the history. */
export function AmendControl({ control, onClose }: { control: Control; onClose: () => void }) {
  const say = useControlWords()
  const done = useDone()
  const [form, setForm] = useState<Form>(() => ({
    name: control.name,
    measures: control.measures.join('\n'),
    basis: control.basis ?? '',
    issuer: control.issuer ?? '',
    contact: control.contact ?? '',
    endsOn: control.endsOn ?? '',
  }))
  const set = (over: Partial<Form>) => setForm({ ...form, ...over })
  const { tell, telling, problem } = useTell(amendControl)
  const send = async () => {
    const about = { controlId: control.id, version: control.version, name: form.name.trim(), endsOn: form.endsOn }
    if (!(await tell({ ...about, ...bodyOfSaid(form) }))) return
    done(say('didAmend'))
    onClose()
  }
  return (
    <Side
      open
      title={`${say('amend')} · ${control.name}`}
      does={say('amend')}
      busy={telling}
      blocked={!form.name.trim() || !form.endsOn || !isSaid(form)}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p className="soft">{say('amendSays')}</p>
      <NameField label={say('name')} hint={say('nameHint')} value={form.name} onChange={name => set({ name })} />
      <SaidFields form={form} onSet={set} />
      <DayField label={say('endsOn')} required value={form.endsOn} onChange={endsOn => set({ endsOn })} />
    </Side>
  )
}
