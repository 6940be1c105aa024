import { type RefObject, useEffect, useRef, useState } from 'react'
import { ROW } from '../platform/tokens.ts'

/** Rows drawn beyond what is seen, so that a fast hand meets no blank. */
const BEYOND = 20
/** Rows before the end at which more are asked for. */
const AHEAD = 60

export interface Windowed {
  readonly well: RefObject<HTMLElement | null>
  readonly from: number
  readonly to: number
}

/** Which of very many rows of one height are drawn: those in view. `onEnd` is called when the end comes near. */
export function useWindowed(count: number, on: boolean, onEnd: (() => void) | undefined): Windowed {
  const well = useRef<HTMLElement>(null)
  const [from, setFrom] = useState(0)
  const [seen, setSeen] = useState(40)
  const to = Math.min(count, from + seen + 2 * BEYOND)
  useEffect(() => {
    const element = well.current
    if (!on || !element) return
    const look = () => {
      setFrom(Math.max(0, Math.floor(element.scrollTop / ROW / 10) * 10 - BEYOND))
      setSeen(Math.ceil(element.clientHeight / ROW))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [on])
  const near = on && to + AHEAD >= count
  // NOTE: `onEnd` is new at every drawing, so this asks again when rows came and the end is still near.
  useEffect(() => {
    if (near) onEnd?.()
  }, [near, onEnd])
  return on ? { well, from: Math.min(from, Math.max(0, count - 1)), to } : { well, from: 0, to: count }
}
