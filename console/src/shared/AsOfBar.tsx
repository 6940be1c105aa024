import Button from 'antd/es/button'
import { useEffect, useState } from 'react'
import './AsOfBar.css'
import { useAsOf } from '../platform/asOf.ts'
import { useNow } from '../platform/clock.ts'
import { type Times, useTimes } from '../platform/time.ts'
import { ClockInput } from './ClockInput.tsx'
import { useSharedWords } from './words.ts'

const DAY = 86_400_000
/** Sliding asks the server only when the hand rests. */
const REST = 300

/** Time is a place you can go: one control for the whole page. */
export function AsOfBar() {
  const { asOf, live, goTo } = useAsOf()
  const times = useTimes()
  const now = useNow(10_000)
  const [moved, setMoved] = useState<{ from: string | undefined; to: string | undefined }>()
  // What the hand has set holds until the address follows, or goes elsewhere.
  const shown = moved && moved.from === asOf ? moved.to : asOf
  const setShown = (to: string | undefined) => setMoved({ from: asOf, to })
  useEffect(() => {
    if (shown === asOf) return
    const timer = setTimeout(() => goTo(shown), REST)
    return () => clearTimeout(timer)
  })
  return (
    <section className={`asof ${live ? '' : 'asof-past'}`} aria-label={times.clock(shown ?? now)}>
      <Where at={shown} live={live} now={now} times={times} onNow={() => setShown(undefined)} />
      <Dial at={shown ?? new Date(now).toISOString()} now={now} times={times} onMove={setShown} />
    </section>
  )
}

interface WhereProps {
  readonly at: string | undefined
  readonly live: boolean
  readonly now: number
  readonly times: Times
  readonly onNow: () => void
}
function Where({ at, live, now, times, onNow }: WhereProps) {
  const say = useSharedWords()
  if (live && at === undefined)
    return (
      <p className="asof-where">
        <b>{say('now')}</b> <span className="digits">{times.moment(now)}</span>
      </p>
    )
  return (
    <output className="asof-where">
      <b>{say('pastTitle')}</b> {say('past', { at: times.formal(at ?? now) })}{' '}
      <Button size="small" type="primary" onClick={onNow}>
        {say('backToNow')}
      </Button>
    </output>
  )
}

interface DialProps {
  readonly at: string
  readonly now: number
  readonly times: Times
  readonly onMove: (instant: string | undefined) => void
}
function Dial({ at, now, times, onMove }: DialProps) {
  const say = useSharedWords()
  const field = times.toField(at)
  const [day, clock] = [field.slice(0, 10), field.slice(11, 16)]
  const move = (to: string) => {
    const instant = times.fromField(to)
    onMove(Date.parse(instant) >= now ? undefined : instant)
  }
  const at16 = (ago: number) => move(`${times.toField(now - ago * DAY).slice(0, 10)}T16:00`)
  return (
    <div className="asof-dial">
      <input
        type="date"
        className="native"
        aria-label={say('day')}
        value={day}
        max={times.toField(now).slice(0, 10)}
        onChange={event => event.target.value && move(`${event.target.value}T${clock}`)}
      />
      <input
        type="range"
        className="asof-slider"
        aria-label={say('slider')}
        aria-valuetext={clock}
        min={0}
        max={1439}
        step={1}
        value={minutesOf(clock)}
        onChange={event => move(`${day}T${clockOf(Number(event.target.value))}`)}
      />
      <ClockInput aria-label={say('minute')} value={clock} onChange={next => move(`${day}T${next}`)} />
      <Button size="small" type="text" onClick={() => at16(0)}>
        {say('todayAt')}
      </Button>
      <Button size="small" type="text" onClick={() => at16(1)}>
        {say('yesterdayAt')}
      </Button>
    </div>
  )
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
