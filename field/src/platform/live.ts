import { useEffect, useState } from 'preact/hooks'

/** How often to ask where the server cannot tell us: old web views, proxies that cut long answers. */
const POLL_MS = 45_000
/** Thousands of phones hear the same change; they ask again within this time, not all at once. */
const SPREAD_MS = 1_500

/** In a busy hour everything changes all the time; a phone asks again this often at most. */
const REST_MS = 5_000

const CHANGED = 'muster-changed'
type Topics = ReadonlySet<string> | 'all'
const announce = (topics: Topics) => void dispatchEvent(new CustomEvent(CHANGED, { detail: topics }))

/** Calls `act` whenever one of the topics (space between them), or anything at all, may have changed. */
export function useChanges(topics: string, act: () => void): void {
  useEffect(() => {
    const wanted = topics.split(' ')
    const hear = (event: Event) => {
      const changed = (event as CustomEvent<Topics>).detail
      if (changed === 'all' || wanted.some(topic => changed.has(topic))) act()
    }
    addEventListener(CHANGED, hear)
    return () => removeEventListener(CHANGED, hear)
  }, [topics, act])
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
    if (document.visibilityState === 'visible') announce('all')
  }
  const poll = setInterval(() => {
    if (!isOpen()) looked()
  }, POLL_MS)
  document.addEventListener('visibilitychange', looked)
  addEventListener('online', looked)
  return () => {
    clearInterval(poll)
    document.removeEventListener('visibilitychange', looked)
    removeEventListener('online', looked)
  }
}

function listen(setOpen: (open: boolean) => void): (() => void) | undefined {
  if (typeof EventSource === 'undefined') return undefined
  const source = new EventSource('/api/live')
  const gathered = gather()
  source.onopen = () => setOpen(true)
  source.addEventListener('changed', event => gathered.add(topicsOf((event as MessageEvent<string>).data)))
  source.addEventListener('reset', () => gathered.add('all'))
  // The browser tries again by itself, except where the server refused; polling goes on meanwhile.
  source.onerror = () => setOpen(false)
  return () => {
    gathered.stop()
    source.close()
    setOpen(false)
  }
}

/** Collects what changed and tells it once, after a while that differs from phone to phone. */
function gather() {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let topics: Topics = new Set()
  let restUntil = 0
  const tell = () => {
    const told = topics
    topics = new Set()
    waiting = undefined
    restUntil = Date.now() + REST_MS
    announce(told)
  }
  return {
    add(more: Topics) {
      topics = topics === 'all' || more === 'all' ? 'all' : new Set([...topics, ...more])
      waiting ??= setTimeout(tell, Math.max(0, restUntil - Date.now()) + Math.random() * SPREAD_MS)
    },
    stop: () => clearTimeout(waiting),
  }
}

/** Something that cannot be read may mean anything. */
function topicsOf(data: string): Topics {
  try {
    return new Set((JSON.parse(data) as { topics: string[] }).topics)
  } catch {
    return 'all'
  }
}
