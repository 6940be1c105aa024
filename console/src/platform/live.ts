import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { sliceOf } from './api.ts'
import { serverNow } from './clock.ts'

/** How the stream of changes stands. `lost` means the figures on screen may be old. */
export type Line = 'joining' | 'open' | 'lost'
export interface LiveState {
  readonly line: Line
  /** When the stream was last known to be open, by the server's clock. */
  readonly heardAt: number
}

let state: LiveState = { line: 'joining', heardAt: serverNow() }
const listeners = new Set<() => void>()
function become(line: Line): void {
  state = { line, heardAt: line === 'lost' ? state.heardAt : serverNow() }
  for (const listener of listeners) listener()
}

/** How the stream stands now. */
export const useLive = (): LiveState =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )

/** Which slices' answers a topic touches: `call/0190…` → `call`. `main.tsx` writes the table. */
export type Topics = Readonly<Record<string, readonly string[]>>

/** A hundred desks hear the same change: they ask within this time, not all at once. */
const SPREAD = 500
/** In a call-up a hundred people tap within seconds; the screen follows once a second and no more … */
const REST = 1000
/** … and while answers are still under way it waits for them: one that is asked anew all the time never comes. */
const LONGEST_WAIT = 10_000

/** After a refusal (the session ended, the server restarts) the browser gives up; then we try again ourselves. */
const AGAIN = 5000

/**
 * A line that was cut fails only when something is sent over it, which may take minutes; the browser knows at once.
 * Returns what stops it.
 */
function followNetwork(cut: () => void, back: () => void): () => void {
  addEventListener('offline', cut)
  addEventListener('online', back)
  return () => {
    removeEventListener('offline', cut)
    removeEventListener('online', back)
  }
}

/** Listens to what changed and lets the answers concerned be asked anew. Returns what stops it. */
export function listen(cache: QueryClient, topics: Topics): () => void {
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  const { touch, stop } = gather(cache)
  const join = () => {
    source = follow(topics, touch, () => {
      again = setTimeout(join, AGAIN)
    })
  }
  const leave = (line: Line) => {
    clearTimeout(again)
    source?.close()
    become(line)
  }
  const cut = () => leave('lost')
  const back = () => {
    leave('joining')
    join()
  }
  const ignoreNetwork = followNetwork(cut, back)
  join()
  return () => {
    ignoreNetwork()
    stop()
    leave('joining')
  }
}

/** Opens the stream; `gone` is told when the browser has given it up. */
function follow(topics: Topics, touch: (slices: readonly string[]) => void, gone: () => void): EventSource {
  const source = new EventSource('/api/live')
  // Before the first event there is no Last-Event-ID, so what changed until now may have been missed.
  let heard = false
  source.onopen = () => {
    become('open')
    if (!heard) touch(['*'])
  }
  source.onerror = () => {
    become('lost')
    if (source.readyState === EventSource.CLOSED) gone()
  }
  source.addEventListener('changed', event => {
    heard = true
    become('open')
    touch(topicsIn(event).flatMap(topic => topics[topic.split('/')[0]!] ?? []))
  })
  source.addEventListener('reset', () => touch(['*']))
  return source
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Gathers the slices that changed for a moment, then lets their answers be asked anew, all at once. */
function gather(cache: QueryClient) {
  let waiting = new Set<string>()
  let running = false
  let stopped = false
  const flush = async () => {
    const slices = waiting
    waiting = new Set()
    const answers = cache.invalidateQueries({
      predicate: query => slices.has('*') || slices.has(sliceOf(query.queryKey)),
    })
    await Promise.all([pause(REST), Promise.race([answers, pause(LONGEST_WAIT)])])
  }
  const run = async () => {
    running = true
    await pause(Math.random() * SPREAD)
    while (waiting.size > 0 && !stopped) await flush()
    running = false
  }
  const touch = (slices: readonly string[]) => {
    for (const slice of slices) waiting.add(slice)
    if (waiting.size > 0 && !running) void run()
  }
  return {
    touch,
    stop: () => {
      stopped = true
    },
  }
}

function topicsIn(event: MessageEvent): string[] {
  try {
    const { topics } = JSON.parse(String(event.data)) as { topics?: unknown }
    return Array.isArray(topics) ? topics.map(String) : []
  } catch {
    return []
  }
}
