import Input from 'antd/es/input'
import { Field } from './Field.tsx'

interface Props {
  readonly label: string
  readonly hint?: string
  readonly required?: boolean
  /** Characters that fit. */
  readonly most: number
  readonly value: string
  readonly onChange: (text: string) => void
}

/** A labelled line of text. */
export function TextField({ most, value, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      {control => (
        <Input {...control} maxLength={most} value={value} onChange={event => onChange(event.target.value)} />
      )}
    </Field>
  )
}
