import { CALL_BASES, CALL_KINDS, SELECTIONS } from '@muster/core/callout/wire.ts'
import InputNumber from 'antd/es/input-number'
import Select from 'antd/es/select'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Field } from '../shared/Field.tsx'
import { LongText } from '../shared/LongText.tsx'
import { MomentField } from '../shared/MomentField.tsx'
import { TextField } from '../shared/TextField.tsx'
import { PlaceField } from '../territory/PlaceField.tsx'
import { AudienceFields } from './AudienceFields.tsx'
import type { CallForm } from './form.ts'
import { QuotaField } from './QuotaField.tsx'
import { useCallWords } from './words.ts'

export interface FieldsProps {
  readonly form: CallForm
  readonly onChange: (form: CallForm) => void
  /** A published call keeps its basis and its way of selecting. */
  readonly published?: boolean
}

/** Everything a call says, in the order in which a desk thinks of it. */
export function CallFields(props: FieldsProps) {
  return (
    <>
      {!props.published && <Nature {...props} />}
      <Wording {...props} />
      <AudienceFields {...props} />
      <Numbers {...props} />
      <Muster {...props} />
    </>
  )
}

function Nature({ form, onChange }: FieldsProps) {
  const say = useCallWords()
  return (
    <>
      <ChooseField
        label={say('kind')}
        value={form.kind}
        options={CALL_KINDS.map(kind => ({ key: kind, name: say(`kind.${kind}`) }))}
        onChange={kind => onChange({ ...form, kind })}
      />
      <Radios
        legend={say('basis')}
        value={form.basis}
        options={CALL_BASES.map(basis => [basis, say(`basis.${basis}`), say(`basisSays.${basis}`)])}
        onChange={basis => onChange({ ...form, basis })}
      />
      <Radios
        legend={say('selection')}
        value={form.selection}
        options={SELECTIONS.map(one => [one, say(`selection.${one}`), say(`selectionSays.${one}`)])}
        onChange={selection => onChange({ ...form, selection })}
      />
    </>
  )
}

interface RadiosProps<T extends string> {
  readonly legend: string
  readonly value: T
  readonly options: readonly (readonly [key: T, name: string, says: string])[]
  readonly onChange: (value: T) => void
}

/** A choice with consequences: each way says what it means. */
function Radios<T extends string>({ legend, value, options, onChange }: RadiosProps<T>) {
  return (
    <fieldset className="plain">
      <legend className="legend">{legend}</legend>
      {options.map(([key, name, says]) => (
        <div key={key} className="way">
          <input
            type="radio"
            id={`way-${key}`}
            aria-describedby={`way-${key}-says`}
            name={legend}
            checked={value === key}
            onChange={() => onChange(key)}
          />
          <label htmlFor={`way-${key}`}>{name}</label>
          <small id={`way-${key}-says`}>{says}</small>
        </div>
      ))}
    </fieldset>
  )
}

function Wording({ form, onChange }: FieldsProps) {
  const say = useCallWords()
  return (
    <>
      <TextField
        label={say('title')}
        required
        most={80}
        value={form.title}
        onChange={title => onChange({ ...form, title })}
      />
      <Field label={say('text')} required>
        {control => (
          <LongText
            {...control}
            rows={4}
            most={4000}
            value={form.text}
            onChange={text => onChange({ ...form, text })}
          />
        )}
      </Field>
      <Field label={say('issuers')} hint={say('issuersHint')} required>
        {control => (
          <Select
            {...control}
            mode="tags"
            open={false}
            suffixIcon={null}
            style={{ width: '100%' }}
            value={[...form.issuers]}
            onChange={(issuers: string[]) => onChange({ ...form, issuers })}
          />
        )}
      </Field>
      <TextField
        label={say('orderedBy')}
        required={form.basis === 'DUTY_ORDER'}
        most={60}
        value={form.orderedBy}
        onChange={orderedBy => onChange({ ...form, orderedBy })}
      />
    </>
  )
}

function Numbers({ form, onChange }: FieldsProps) {
  const say = useCallWords()
  return (
    <div className="fields">
      <QuotaField unit={say('unitPeople')} value={form.quota} onChange={quota => onChange({ ...form, quota })} />
      <Field label={say('holdMinutes')} hint={say('holdHint')}>
        {control => (
          <InputNumber
            {...control}
            min={1}
            max={1440}
            suffix={say('minutes')}
            value={form.holdMinutes}
            onChange={holdMinutes => onChange({ ...form, holdMinutes: holdMinutes ?? 10 })}
          />
        )}
      </Field>
      <MomentField
        label={say('deadline')}
        value={form.deadline}
        onChange={deadline => onChange({ ...form, deadline })}
      />
    </div>
  )
}

function Muster({ form, onChange }: FieldsProps) {
  const say = useCallWords()
  return (
    <div className="fields">
      <MomentField label={say('musterAt')} value={form.at} onChange={at => onChange({ ...form, at })} />
      <TextField
        label={say('musterPoint')}
        most={120}
        value={form.point}
        onChange={point => onChange({ ...form, point })}
      />
      <PlaceField label={say('musterPlace')} value={form.place} onChange={place => onChange({ ...form, place })} />
    </div>
  )
}
