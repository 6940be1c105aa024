import { useEffect, useRef } from 'preact/hooks'
import { leftUntil } from '../platform/clock.ts'
import { useNow } from '../platform/now.ts'

/** Time that is left, by the server's clock, right again at once after the phone has slept; calls `onEnd` once when it has run out. */
export function Countdown({ until, label, onEnd }: { until: string; label: string; onEnd?: () => void }) {
  useNow(1000)
  const left = leftUntil(until)
  const atEnd = useRef(onEnd)
  atEnd.current = onEnd
  const over = left.seconds === 0
  useEffect(() => {
    if (over) atEnd.current?.()
  }, [over, until])
  // NOTE: a timer that speaks every second is unbearable; screen readers get it when they ask.
  return (
    <p class="countdown" role="timer" aria-live="off" aria-label={`${label} ${left.text}`}>
      <span>{label}</span>
      {left.text}
    </p>
  )
}
