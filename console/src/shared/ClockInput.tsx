import { useState } from 'react'
import './Field.css'

interface Props {
  /** `15:47` */
  readonly value: string
  readonly onChange: (clock: string) => void
  readonly 'aria-label': string
  readonly disabled?: boolean
}

/**
 * A minute of the day, always in 24 hours: the browser's own control follows the computer's language and would write
 * 03:47 PM beside our 15:47. Takes 1547, 15：47 and 9 as well; arrows step by a minute, with Shift by an hour.
 */
export function ClockInput({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState<string>()
  const commit = () => {
    const clock = typed === undefined ? undefined : clockOf(typed)
    setTyped(undefined)
    if (clock && clock !== value) onChange(clock)
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') commit()
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    onChange(shifted(value, step * (event.shiftKey ? 60 : 1)))
  }
  return (
    <input
      {...rest}
      type="text"
      inputMode="numeric"
      className="native clock"
      autoComplete="off"
      placeholder="--:--"
      value={typed ?? value}
      onChange={event => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={onKey}
    />
  )
}

/** What was typed as `HH:MM`; undefined when it is no time. */
export function clockOf(typed: string): string | undefined {
  const [, hours, minutes = '0'] = /^\s*(\d{1,2})\s*[:：.]?\s*(\d{2})?\s*$/.exec(typed) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined
  return `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`
}

/** A clock moved by minutes, staying within its day. */
export function shifted(clock: string, minutes: number): string {
  const [hours = 0, rest = 0] = clock.split(':').map(Number)
  const at = Math.max(0, Math.min(1439, hours * 60 + rest + minutes))
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}
