import { Field } from './Field.tsx'
import { MomentInput } from './MomentInput.tsx'

interface Props {
  readonly label: string
  readonly value: string | null
  readonly onChange: (instant: string | null) => void
}

/** A labelled day and minute; may stay empty. */
export function MomentField({ label, value, onChange }: Props) {
  return <Field label={label}>{control => <MomentInput {...control} value={value} onChange={onChange} />}</Field>
}
