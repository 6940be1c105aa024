import { Field } from './Field.tsx'

interface Props {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly required?: boolean
  /** `2022-03-30`, or nothing. */
  readonly value: string
  readonly least?: string
  readonly onChange: (day: string) => void
}

/** A labelled calendar day. */
export function DayField({ value, least, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      {control => (
        <input
          {...control}
          type="date"
          className="native"
          value={value}
          min={least}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
