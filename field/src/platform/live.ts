import { useEffect, useState } from 'preact/hooks'

/** How often to ask where the server cannot tell us: old web views, proxies that cut long answers. */
const POLL_MS = 45_000
/** Thousands of phones hear the same change; they ask again within this time, not all at once. */
const SPREAD_MS = 1_500

const CHANGED = 'muster-changed'
const announce = () => void dispatchEvent(new Event(CHANGED))

/** Calls `act` whenever something may have changed. */
export function useChanges(act: () => void): void {
  useEffect(() => {
    addEventListener(CHANGED, act)
    return () => removeEventListener(CHANGED, act)
  }, [act])
}

/** Listens to the server while somebody is signed in; true while the line is open. */
export function useLive(signedIn: boolean): boolean {
  const [open, setOpen] = useState(false)
  useEffect(() => watchPhone(() => open), [open])
  useEffect(() => (signedIn ? listen(setOpen) : undefined), [signedIn])
  return open
}

/** Asks again when the page is looked at, when the network is back, and from time to time while nothing tells us. */
function watchPhone(isOpen: () => boolean): () => void {
  const looked = () => {
    if (document.visibilityState === 'visible') announce()
  }
  const poll = setInterval(() => {
    if (!isOpen()) looked()
  }, POLL_MS)
  document.addEventListener('visibilitychange', looked)
  addEventListener('online', announce)
  return () => {
    clearInterval(poll)
    document.removeEventListener('visibilitychange', looked)
    removeEventListener('online', announce)
  }
}

function listen(setOpen: (open: boolean) => void): (() => void) | undefined {
  if (typeof EventSource === 'undefined') return undefined
  const source = new EventSource('/api/live')
  let waiting: ReturnType<typeof setTimeout> | undefined
  const heard = () => {
    clearTimeout(waiting)
    waiting = setTimeout(announce, Math.random() * SPREAD_MS)
  }
  source.onopen = () => setOpen(true)
  source.addEventListener('changed', heard)
  source.addEventListener('reset', heard)
  // The browser tries again by itself, except where the server refused; polling goes on meanwhile.
  source.onerror = () => setOpen(false)
  return () => {
    clearTimeout(waiting)
    source.close()
    setOpen(false)
  }
}
