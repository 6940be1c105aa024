import { useEffect, useState } from 'react'

/** A value once it has rested: what is typed is asked for when the hands pause. Compared by what it says. */
export function useRested<T>(value: T, pause = 250): T {
  const shown = JSON.stringify(value)
  const [rested, setRested] = useState(shown)
  useEffect(() => {
    const timer = setTimeout(() => setRested(shown), pause)
    return () => clearTimeout(timer)
  }, [shown, pause])
  return JSON.parse(rested) as T
}
