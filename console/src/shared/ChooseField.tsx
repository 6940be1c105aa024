import { Choose } from './Choose.tsx'
import { Field } from './Field.tsx'

interface Props<K extends string> {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: K
  readonly options: readonly { readonly key: K; readonly name: string }[]
  readonly onChange: (key: K) => void
}

/** A labelled choice of one of a few. */
export function ChooseField<K extends string>({ value, options, onChange, ...field }: Props<K>) {
  return (
    <Field {...field}>
      {control => (
        // The browser answers with one of the keys it was given.
        <Choose {...control} value={value} options={options} onChange={key => onChange(key as K)} />
      )}
    </Field>
  )
}
