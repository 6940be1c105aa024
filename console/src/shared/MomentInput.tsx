import './Field.css'
import { useTimes } from '../platform/time.ts'

interface Props {
  readonly id?: string
  readonly value: string | null
  readonly onChange: (instant: string | null) => void
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string
}

/** A day and a minute in the tenant's zone; the browser's own control, which every keyboard knows. */
export function MomentInput({ value, onChange, ...rest }: Props) {
  const times = useTimes()
  return (
    <input
      {...rest}
      type="datetime-local"
      className="native"
      value={value ? times.toField(value) : ''}
      onChange={event => onChange(event.target.value ? times.fromField(event.target.value) : null)}
    />
  )
}
