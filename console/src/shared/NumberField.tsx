import { Field } from './Field.tsx'

interface Props {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly least: number
  readonly most: number
  /** As it is typed: a number only when it is whole and within the two ends. */
  readonly value: string
  readonly onChange: (typed: string) => void
}

/** A labelled whole number. */
export function NumberField({ least, most, value, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      {control => (
        <input
          {...control}
          type="number"
          className="native"
          min={least}
          max={most}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
