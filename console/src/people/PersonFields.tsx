import { AVAILABILITY, SKILLS } from '@muster/core/people/wire.ts'
import { AVAILABILITY_WORDS, SKILL_WORDS } from '@muster/core/people/words.ts'
import Input from 'antd/es/input'
import { useSaid } from '../platform/language.ts'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Field } from '../shared/Field.tsx'
import { Tick, Ticks } from '../shared/Ticks.tsx'
import { PlaceField } from '../territory/PlaceField.tsx'
import type { PersonForm } from './person-form.ts'
import { useRosterWords } from './roster-words.ts'
import { UnitPicker } from './UnitPicker.tsx'
import { useSight } from './useSight.ts'

interface Props {
  readonly form: PersonForm
  /** Nothing is held yet. */
  readonly adding: boolean
  readonly onChange: (form: PersonForm) => void
}

export function PersonFields(props: Props) {
  return (
    <>
      <IdentityFields {...props} />
      <ReachFields {...props} />
      <DutyFields {...props} />
    </>
  )
}

function IdentityFields({ form, onChange }: Props) {
  const say = useRosterWords()
  return (
    <>
      <Field label={say('name')} required>
        {control => (
          <Input
            {...control}
            maxLength={40}
            autoComplete="off"
            value={form.name}
            onChange={event => onChange({ ...form, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={say('volunteerNo')} hint={say('volunteerNoHint')} required>
        {control => (
          <Input
            {...control}
            maxLength={30}
            autoComplete="off"
            value={form.volunteerNo}
            onChange={event => onChange({ ...form, volunteerNo: event.target.value })}
          />
        )}
      </Field>
      <Field label={say('unit')} required>
        {control => (
          <UnitPicker {...control} value={form.unit} onChange={unit => onChange({ ...form, unit: unit.slice(-1) })} />
        )}
      </Field>
    </>
  )
}

function ReachFields({ form, adding, onChange }: Props) {
  const say = useRosterWords()
  const { sight } = useSight()('person.phone')
  const phoneHint = { full: say('phoneHint'), masked: say('keepMasked'), none: say('hiddenKept') }[
    adding ? 'full' : (sight ?? 'none')
  ]
  return (
    <>
      <PlaceField
        label={say('residence')}
        hint={say('residenceHint')}
        level="community"
        value={form.residence}
        onChange={residence => onChange({ ...form, residence })}
      />
      <Field label={say('phone')} hint={phoneHint}>
        {control => (
          <Input
            {...control}
            type="tel"
            maxLength={20}
            autoComplete="off"
            value={form.phone}
            onChange={event => onChange({ ...form, phone: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

function DutyFields({ form, adding, onChange }: Props) {
  const say = useRosterWords()
  const said = useSaid()
  const sees = useSight()('person.light-duty').sight
  return (
    <>
      <Ticks
        legend={say('skills')}
        options={SKILLS.map(skill => ({ key: skill, name: said(SKILL_WORDS[skill]) }))}
        value={form.skills}
        onChange={skills => onChange({ ...form, skills })}
      />
      <ChooseField
        label={say('availability')}
        value={form.availability}
        options={AVAILABILITY.map(key => ({ key, name: said(AVAILABILITY_WORDS[key]) }))}
        onChange={key => onChange({ ...form, availability: key })}
      />
      <Tick checked={form.onCall} onChange={onCall => onChange({ ...form, onCall })}>
        {say('onCall')}
      </Tick>
      {sees && (
        <Tick checked={form.lightDuty} onChange={lightDuty => onChange({ ...form, lightDuty })}>
          {say('lightDuty')}
        </Tick>
      )}
      {!sees && !adding && (
        <p className="soft small">
          {say('lightDutyShort')}：{say('hiddenKept')}
        </p>
      )}
    </>
  )
}
