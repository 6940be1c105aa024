import { useSyncExternalStore } from 'react'

/** Rehearsals run on a clock of their own, and office machines are minutes wrong: time is the server's. */
let anchor = { server: Date.now(), here: performance.now(), speed: 1 }
const listeners = new Set<() => void>()

/** Sets the server's time as heard just now; `speed` is server seconds per real second. */
export function setClock(now: string, speed = 1): void {
  anchor = { server: Date.parse(now), here: performance.now(), speed }
  for (const listener of listeners) listener()
}

/** The server's time in milliseconds. */
export const serverNow = (): number => anchor.server + (performance.now() - anchor.here) * anchor.speed

/** The server's time so many real seconds ago. */
export const serverAgo = (seconds: number): number => serverNow() - seconds * 1000 * anchor.speed

/** The server's time, drawn again every `everyMs`. */
export function useNow(everyMs = 1000): number {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      const timer = setInterval(listener, everyMs)
      return () => {
        listeners.delete(listener)
        clearInterval(timer)
      }
    },
    // NOTE: rounded, so that two readings in one drawing are the same.
    () => Math.floor(serverNow() / everyMs) * everyMs,
  )
}
