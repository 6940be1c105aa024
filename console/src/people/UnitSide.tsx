import { createUnit, UNIT_KINDS, type Unit, updateUnit } from '@muster/core/people/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Field } from '../shared/Field.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { Side } from '../shared/Side.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useSharedWords } from '../shared/words.ts'
import { PlacePicker } from '../territory/PlacePicker.tsx'
import { UnitPicker } from './UnitPicker.tsx'
import { useUnitWords } from './unit-words.ts'

interface Form {
  readonly name: string
  readonly code: string
  readonly kind: Unit['kind']
  readonly parent: readonly Choice[]
  readonly partners: readonly Choice[]
}

interface Props {
  /** Which to change; a new one when left out. */
  readonly unit?: Unit
  /** The unit above a new one, or the one above the unit that is changed. */
  readonly parent?: Choice | undefined
  readonly onClose: () => void
}

/** Creates a unit, or changes one with its partner communities. */
export function UnitSide({ unit, parent, onClose }: Props) {
  const say = useUnitWords()
  const shared = useSharedWords()
  const done = useDone()
  const [id] = useState(newId)
  const [form, setForm] = useState<Form>(() => ({
    name: unit?.name ?? '',
    code: unit?.code ?? '',
    kind: unit?.kind ?? 'agency',
    parent: parent ? [parent] : [],
    partners: (unit?.partners ?? []).map(({ code, name }) => ({ key: code, name })),
  }))
  const adding = useTell(createUnit)
  const changing = useTell(updateUnit)
  const send = async () => {
    const body = {
      name: form.name.trim(),
      code: form.code.trim(),
      kind: form.kind,
      parent: form.parent[0]?.key ?? null,
      partners: form.partners.map(({ key }) => key),
    }
    const saved = unit
      ? await changing.tell({ unitId: unit.id, version: unit.version, ...body })
      : await adding.tell({ id, ...body })
    if (!saved) return
    done(say(unit ? 'saved' : 'added', { name: saved.name }))
    onClose()
  }
  return (
    <Side
      open
      title={say(unit ? 'edit' : 'add')}
      does={unit ? shared('save') : say('add')}
      busy={adding.telling || changing.telling}
      blocked={!form.name.trim() || !form.code.trim()}
      problem={adding.problem ?? changing.problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <UnitFields form={form} onChange={setForm} />
    </Side>
  )
}

function UnitFields({ form, onChange }: { form: Form; onChange: (form: Form) => void }) {
  const say = useUnitWords()
  return (
    <>
      <TextField
        label={say('name')}
        required
        most={80}
        value={form.name}
        onChange={name => onChange({ ...form, name })}
      />
      <TextField
        label={say('code')}
        hint={say('codeHint')}
        required
        most={30}
        value={form.code}
        onChange={code => onChange({ ...form, code })}
      />
      <ChooseField
        label={say('kind')}
        value={form.kind}
        options={UNIT_KINDS.map(key => ({ key, name: say(`kind.${key}`) }))}
        onChange={kind => onChange({ ...form, kind })}
      />
      <Field label={say('parent')} hint={say('parentHint')}>
        {control => (
          <UnitPicker
            {...control}
            value={form.parent}
            onChange={parent => onChange({ ...form, parent: parent.slice(-1) })}
          />
        )}
      </Field>
      <Field label={say('partners')} hint={say('partnersHint')}>
        {control => (
          <PlacePicker
            {...control}
            many
            level="community"
            value={form.partners}
            onChange={partners => onChange({ ...form, partners })}
          />
        )}
      </Field>
    </>
  )
}
