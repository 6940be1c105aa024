import { type ComponentChildren, h } from 'preact'
import { useId } from 'preact/hooks'
import { useWords } from '../platform/language.ts'
import { words } from './words.ts'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ComponentChildren
  readonly optional?: boolean
  readonly kind?: 'text' | 'tel' | 'password' | 'search'
  readonly most?: number
  readonly lines?: number
  readonly autocomplete?: string
}

/** One question with its label above and its hint below. */
export function Field(props: FieldProps) {
  const { label, value, onChange, hint, optional, kind = 'text', most, lines, autocomplete = 'off' } = props
  const say = useWords(words)
  const id = useId()
  const shared = {
    id,
    value,
    required: !optional,
    maxLength: most,
    autocomplete,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {optional ? say('optionalField', { field: label }) : label}
      </label>
      {/* NOTE: not as JSX, whose types want to know the kind of input beforehand. */}
      {lines ? <textarea rows={lines} {...shared} /> : h('input', { ...shared, type: kind })}
      {hint && (
        <span class="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}

/** One of a few, chosen with the phone's own wheel. */
export function Select<V extends string>(props: {
  label: string
  value: V
  options: readonly (readonly [V, string])[]
  onChange: (value: V) => void
}) {
  return (
    <label class="field">
      <span class="field__label">{props.label}</span>
      <select value={props.value} onChange={event => props.onChange(event.currentTarget.value as V)}>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Yes or no; the whole line is the target. */
export function Choice(props: {
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label class="choice">
      <input type="checkbox" checked={props.checked} onChange={event => props.onChange(event.currentTarget.checked)} />
      <span>
        {props.label}
        {props.hint && <span class="choice__hint">{props.hint}</span>}
      </span>
    </label>
  )
}
