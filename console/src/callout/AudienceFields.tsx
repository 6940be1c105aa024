import { SKILLS } from '@muster/core/people/wire.ts'
import { SKILL_WORDS } from '@muster/core/people/words.ts'
import Select from 'antd/es/select'
import { UnitPicker } from '../people/UnitPicker.tsx'
import { useSaid } from '../platform/language.ts'
import { Field } from '../shared/Field.tsx'
import { PlacePicker } from '../territory/PlacePicker.tsx'
import type { FieldsProps } from './CallFields.tsx'
import { useCallWords } from './words.ts'

/** To whom a call goes: units, places of residence, skills; each side left empty is open. */
export function AudienceFields({ form, onChange }: FieldsProps) {
  const say = useCallWords()
  const said = useSaid()
  return (
    <fieldset className="plain">
      <legend className="legend">{say('audience')}</legend>
      <p className="field-hint">{say('audienceHint')}</p>
      <Field label={say('units')}>
        {control => (
          <UnitPicker {...control} many value={form.units} onChange={units => onChange({ ...form, units })} />
        )}
      </Field>
      <Field label={say('places')}>
        {control => (
          <PlacePicker {...control} many value={form.places} onChange={places => onChange({ ...form, places })} />
        )}
      </Field>
      <Field label={say('skills')}>
        {control => (
          <Select
            {...control}
            mode="multiple"
            style={{ width: '100%' }}
            value={[...form.skills]}
            options={SKILLS.map(skill => ({ value: skill, label: said(SKILL_WORDS[skill]) }))}
            onChange={(skills: CallForm['skills']) => onChange({ ...form, skills })}
          />
        )}
      </Field>
    </fieldset>
  )
}
type CallForm = FieldsProps['form']
