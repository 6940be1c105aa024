import { useEffect, useRef, useState } from 'preact/hooks'
import { leftUntil } from '../platform/clock.ts'

/** Time that is left, by the server's clock; calls `onEnd` once when it has run out. */
export function Countdown({ until, label, onEnd }: { until: string; label: string; onEnd?: () => void }) {
  const [left, setLeft] = useState(() => leftUntil(until))
  const atEnd = useRef(onEnd)
  atEnd.current = onEnd
  useEffect(() => {
    setLeft(leftUntil(until))
    const tick = setInterval(() => {
      const next = leftUntil(until)
      setLeft(next)
      if (next.seconds > 0) return
      clearInterval(tick)
      atEnd.current?.()
    }, 1000)
    return () => clearInterval(tick)
  }, [until])
  // NOTE: a timer that speaks every second is unbearable; screen readers get it when they ask.
  return (
    <p class="countdown" role="timer" aria-live="off" aria-label={`${label} ${left.text}`}>
      <span>{label}</span>
      {left.text}
    </p>
  )
}
