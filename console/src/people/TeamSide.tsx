import { createTeam, TEAM_KINDS, type Team } from '@muster/core/people/teams.wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Field } from '../shared/Field.tsx'
import { LongText } from '../shared/LongText.tsx'
import { NameField } from '../shared/NameField.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { Side } from '../shared/Side.tsx'
import { useDone } from '../shared/useDone.tsx'
import { PlaceField } from '../territory/PlaceField.tsx'
import { useTeamWords } from './team-words.ts'
import { UnitPicker } from './UnitPicker.tsx'

interface Form {
  readonly name: string
  readonly kind: Team['kind']
  readonly unit: readonly Choice[]
  readonly territory: readonly Choice[]
  readonly charter: string
}

interface Props {
  /** The team in which a group is formed; a team of its own when left out. */
  readonly parent?: Team
  readonly onClose: () => void
}

/** Forms a team, or a group inside one, and opens it: the next thing is to add people. */
export function TeamSide({ parent, onClose }: Props) {
  const say = useTeamWords()
  const done = useDone()
  const navigate = useNavigate()
  const [id] = useState(newId)
  const [form, setForm] = useState<Form>({
    name: '',
    kind: parent?.kind ?? 'service',
    unit: [],
    territory: [],
    charter: '',
  })
  const { tell, telling, problem } = useTell(createTeam)
  const send = async () => {
    const formed = await tell({
      id,
      name: form.name.trim(),
      kind: form.kind,
      ...(parent ? { parent: parent.id } : {}),
      ...(form.unit[0] ? { unitId: form.unit[0].key } : {}),
      ...(form.territory[0] ? { territory: form.territory[0].key } : {}),
      ...(form.charter.trim() ? { charter: form.charter.trim() } : {}),
    })
    if (!formed) return
    done(say('formed', { name: formed.name }))
    onClose()
    if (!parent) await navigate({ to: `/people/teams/${formed.id}` })
  }
  const title = say(parent ? 'formGroup' : 'form')
  return (
    <Side
      open
      title={title}
      does={title}
      busy={telling}
      blocked={!form.name.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <NameFields form={form} onChange={setForm} />
      {!parent && <HomeFields form={form} onChange={setForm} />}
    </Side>
  )
}

interface FieldsProps {
  readonly form: Form
  readonly onChange: (form: Form) => void
}
function NameFields({ form, onChange }: FieldsProps) {
  const say = useTeamWords()
  return (
    <>
      <NameField label={say('name')} value={form.name} onChange={name => onChange({ ...form, name })} />
      <ChooseField
        label={say('kind')}
        value={form.kind}
        options={TEAM_KINDS.map(key => ({ key, name: say(`kind.${key}`) }))}
        onChange={kind => onChange({ ...form, kind })}
      />
      <Field label={say('charter')} hint={say('charterHint')}>
        {control => (
          <LongText
            {...control}
            most={2000}
            value={form.charter}
            onChange={charter => onChange({ ...form, charter })}
          />
        )}
      </Field>
    </>
  )
}

function HomeFields({ form, onChange }: FieldsProps) {
  const say = useTeamWords()
  return (
    <>
      <Field label={say('unit')} hint={say('unitHint')}>
        {control => (
          <UnitPicker {...control} value={form.unit} onChange={unit => onChange({ ...form, unit: unit.slice(-1) })} />
        )}
      </Field>
      <PlaceField
        label={say('territory')}
        value={form.territory}
        onChange={territory => onChange({ ...form, territory })}
      />
    </>
  )
}
