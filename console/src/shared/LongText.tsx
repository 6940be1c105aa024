import './Field.css'

interface Props {
  readonly id?: string
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-required'?: boolean
  readonly rows?: number
  readonly most: number
  readonly value: string
  readonly onChange: (text: string) => void
}

/** Text of several lines; grows with what is written, by the style sheet alone. */
export function LongText({ rows = 3, most, value, onChange, ...rest }: Props) {
  return (
    <textarea
      {...rest}
      className="native"
      rows={rows}
      maxLength={most}
      value={value}
      onChange={event => onChange(event.target.value)}
    />
  )
}
