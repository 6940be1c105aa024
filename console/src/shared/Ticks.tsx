import './Side.css'

interface Props<K extends string> {
  readonly legend: string
  readonly options: readonly { readonly key: K; readonly name: string }[]
  readonly value: readonly K[]
  readonly onChange: (value: readonly K[]) => void
}

/** Any number of a few. */
export function Ticks<K extends string>({ legend, options, value, onChange }: Props<K>) {
  return (
    <fieldset className="plain">
      <legend className="legend">{legend}</legend>
      <div className="ticks">
        {options.map(({ key, name }) => (
          <Tick
            key={key}
            checked={value.includes(key)}
            onChange={on => onChange(on ? [...value, key] : value.filter(one => one !== key))}
          >
            {name}
          </Tick>
        ))}
      </div>
    </fieldset>
  )
}

interface TickProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: React.ReactNode
}
export function Tick({ checked, onChange, children }: TickProps) {
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={event => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  )
}
