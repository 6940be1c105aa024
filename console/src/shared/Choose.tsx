import './Field.css'

interface Props {
  readonly id?: string
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string
  readonly value: string
  readonly options: readonly { readonly key: string; readonly name: string }[]
  readonly onChange: (key: string) => void
}

/** One of a few; the browser's own list, which every keyboard and screen reader knows. */
export function Choose({ value, options, onChange, ...rest }: Props) {
  return (
    <select {...rest} className="native choose" value={value} onChange={event => onChange(event.target.value)}>
      {options.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  )
}
