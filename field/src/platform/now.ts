import { useEffect, useRef, useState } from 'preact/hooks'
import { now } from './clock.ts'

/**
 * The server's time, with a new look every `step` milliseconds and at once when the page wakes: a phone in a pocket stops its timers,
 * and what it then shows must not be what was true when it went in.
 */
export function useNow(step: number): number {
  const [at, setAt] = useState(now)
  useEvery(step, () => setAt(now()))
  return at
}

/** Does something every `step` milliseconds while the page is looked at, and at once when it is looked at again. */
export function useEvery(step: number, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') latest.current()
    }
    const timer = setInterval(look, step)
    document.addEventListener('visibilitychange', look)
    // Pages that come back from the history of old web views say so in no other way.
    addEventListener('pageshow', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      removeEventListener('pageshow', look)
    }
  }, [step])
}
