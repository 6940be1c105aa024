import './Field.css'
import { useTimes } from '../platform/time.ts'
import { ClockInput } from './ClockInput.tsx'
import { useSharedWords } from './words.ts'

interface Props {
  readonly id?: string
  readonly value: string | null
  readonly onChange: (instant: string | null) => void
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string
}

/** The hour a day begins with when only the day was chosen. */
const MORNING = '08:00'

/** A day and a minute in the tenant's zone. Without a day there is no moment. */
export function MomentInput({ value, onChange, ...rest }: Props) {
  const times = useTimes()
  const say = useSharedWords()
  const field = value ? times.toField(value) : ''
  const [day, clock] = [field.slice(0, 10), field.slice(11, 16)]
  const set = (nextDay: string, nextClock: string) =>
    onChange(nextDay ? times.fromField(`${nextDay}T${nextClock || MORNING}`) : null)
  return (
    <span className="moment">
      <input {...rest} type="date" className="native" value={day} onChange={event => set(event.target.value, clock)} />
      <ClockInput aria-label={say('minute')} value={clock} disabled={!day} onChange={next => set(day, next)} />
    </span>
  )
}
