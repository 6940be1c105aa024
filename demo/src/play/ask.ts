import { setTimeout as pause } from 'node:timers/promises'
import { type Client, client } from '@muster/core/platform/client.ts'
import { Problem } from '@muster/core/platform/problem.ts'

export type Ask = Client

/** How long a server that is away is waited for, in milliseconds: a restart after a crash takes less. */
const PATIENCE = 30_000
const LONGEST_WAIT = 1000

/** Refusals that say: nothing is wrong with what you sent, send it again. */
const AGAIN = ['door/unreachable', 'door/busy', 'door/closing', 'door/database-away', 'door/too-many']

/** A server's address, or who knows it: a server that was killed may come back at another one. */
export type Where = string | (() => string)

/** Somebody who speaks to a server over HTTP and keeps the session's cookie, as a browser would. Asks once. */
export function speaker(at: Where): Ask {
  let cookie = ''
  const keep = async (path: string, init?: RequestInit) => {
    const response = await fetch((typeof at === 'string' ? at : at()) + path, init)
    const set = response.headers.getSetCookie().find(line => line.startsWith('muster='))
    if (set) cookie = set.split(';')[0] ?? ''
    return response
  }
  return client({ at: '', fetch: keep as typeof fetch, headers: () => ({ ...(cookie && { cookie }) }) })
}

/**
 * The same with patience: what gets no answer is sent again, for everything in a replay is named by its sender; so no
 * answer may be lost and nothing is done twice.
 */
export const asker = (at: Where, patience = PATIENCE): Ask => patient(speaker(at), patience)

/** Sends again what gets no answer. */
export function patient(speak: Ask, patience = PATIENCE): Ask {
  return (entry, input, options) => untilAnswered(() => speak(entry, input, options), patience)
}

async function untilAnswered<T>(speak: () => Promise<T>, patience: number): Promise<T> {
  const began = performance.now()
  for (let wait = 50; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      return await speak()
    } catch (error) {
      if (!isAway(error) || performance.now() - began > patience) throw error
      await pause(wait)
    }
  }
}

/** No answer at all is a TypeError of `fetch`; a half answer a broken body. */
export const isAway = (error: unknown): boolean =>
  error instanceof Problem ? AGAIN.includes(error.slug) : error instanceof TypeError || error instanceof SyntaxError

/** For what was done before: those refusals mean that it is done. */
export async function unlessDone<T>(work: Promise<T>, ...slugs: readonly string[]): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Problem && slugs.includes(error.slug)) return null
    throw error
  }
}
