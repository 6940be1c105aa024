import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { sliceOf } from './api.ts'

/** How the stream of changes stands. `lost` means the figures on screen may be old. */
export type Line = 'joining' | 'open' | 'lost'
export interface LiveState {
  readonly line: Line
  /** When the stream was last known to be open, by this computer's clock. */
  readonly heardAt: number
}

let state: LiveState = { line: 'joining', heardAt: Date.now() }
const listeners = new Set<() => void>()
function become(line: Line): void {
  state = { line, heardAt: line === 'lost' ? state.heardAt : Date.now() }
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

/** In a call-up a hundred people tap within seconds; the screen follows twice a second and no more. */
const PAUSE = 500

/** Listens to what changed and lets the answers concerned be asked anew. Returns what stops it. */
export function listen(cache: QueryClient, topics: Topics): () => void {
  const source = new EventSource('/api/live')
  let waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const slices = waiting
    waiting = new Set()
    void cache.invalidateQueries({ predicate: query => slices.has('*') || slices.has(sliceOf(query.queryKey)) })
  }
  const touch = (slices: readonly string[]) => {
    for (const slice of slices) waiting.add(slice)
    timer ??= setTimeout(flush, PAUSE)
  }
  source.onopen = () => become('open')
  // NOTE: the browser reconnects by itself and sends Last-Event-ID; only the look of it is ours.
  source.onerror = () => become('lost')
  source.addEventListener('changed', event => {
    become('open')
    touch(topicsIn(event).flatMap(topic => topics[topic.split('/')[0]!] ?? []))
  })
  source.addEventListener('reset', () => touch(['*']))
  return () => {
    clearTimeout(timer)
    source.close()
    become('joining')
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
