import { useEffect, useRef, useState } from 'preact/hooks'
import { type Trouble, troubleOf } from './trouble.ts'

/** People stop typing for this long when they look at what was found. */
const PAUSE_MS = 250

export interface Found<T> {
  readonly rows: readonly T[]
  /** The text they were found by. */
  readonly of: string
  readonly trouble?: Trouble
}

/** What the server found for the newest text; an older answer that comes late is dropped. Nothing for an empty text. */
export function useFound<T>(search: string, ask: (search: string) => Promise<readonly T[]>): Found<T> | undefined {
  const [found, setFound] = useState<Found<T>>()
  const asking = useRef(ask)
  asking.current = ask
  useEffect(() => {
    if (!search) return setFound(undefined)
    let current = true
    const wait = setTimeout(() => {
      asking.current(search).then(
        rows => current && setFound({ rows, of: search }),
        error => current && setFound({ rows: [], of: search, trouble: troubleOf(error) }),
      )
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(wait)
    }
  }, [search])
  return found
}
