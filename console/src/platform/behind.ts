import { hashKey } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { serverAgo } from './clock.ts'

/** Answers that the server gave although something had changed, because it had too much to do: since when each is. */
const since = new Map<string, number>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const listeners = new Set<() => void>()
let oldest: number | undefined

function tell(): void {
  oldest = since.size > 0 ? Math.min(...since.values()) : undefined
  for (const listener of listeners) listener()
}

/**
 * Notes how far an answer lags behind, and has it asked anew when the server said that it would be worth it.
 *
 * @param key the question's: an answer of now to one of them says nothing of another
 */
export function noteBehind(key: readonly unknown[], headers: Headers, again: () => void): void {
  const name = hashKey(key)
  const seconds = Number(headers.get('x-muster-behind') ?? 0)
  clearTimeout(timers.get(name))
  if (seconds === 0) {
    if (since.delete(name)) tell()
    return
  }
  since.set(name, serverAgo(Number(headers.get('age') ?? 0)))
  // Forgotten before it is asked: what no page shows any more is not asked, and no mark may stay.
  const due = () => {
    since.delete(name)
    tell()
    again()
  }
  timers.set(name, setTimeout(due, seconds * 1000))
  tell()
}

/** The moment of the oldest answer that lags behind, by the server's clock; undefined when all is of now. */
export const useBehind = (): number | undefined =>
  useSyncExternalStore(listener => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, oldestBehind)

export const oldestBehind = (): number | undefined => oldest
