import type { Words } from '@muster/core/platform/shapes.ts'

/** What happened, as it is sent: an id, a kind, when, of whom, and what its kind says beyond that. */
export interface Happened {
  readonly id: string
  readonly kind: string
  readonly occurredAt: string
  readonly personId?: string | undefined
  readonly subjectId?: string | undefined
  readonly supersedes?: string | undefined
  readonly payload: Readonly<Record<string, unknown>>
}

/** Why the server will never take an entry as it is. */
export interface Refusal extends Words {
  readonly type: string
  readonly retry: 'now' | 'later' | 'review'
}

/** What became of one fact. */
export interface Answer {
  readonly id: string
  readonly verdict: 'accepted' | 'known' | 'refused'
  readonly problem: Refusal | null
}

/** What a phone wrote down and the server has not confirmed: kept first, sent as soon as there is a line, never twice counted. */
export interface Kept {
  readonly id: string
  /** Order of writing on this phone. */
  readonly nth: number
  readonly fact: Happened
  /** What the person sees of it meanwhile. */
  readonly label: string
  /** Waits for the line; or was refused, and a person must look at it. */
  readonly state: 'waits' | 'refused'
  readonly problem: Refusal | null
}

/** Where entries lie until the server has them. Every change is on the disk when its promise is fulfilled. */
export interface Store {
  all(): Promise<readonly Kept[]>
  put(entries: readonly Kept[]): Promise<void>
  drop(ids: readonly string[]): Promise<void>
}

/** Sends some facts; throws when the line or the server fails as a whole. */
export type Send = (facts: readonly Happened[]) => Promise<readonly Answer[]>

/** How many facts go at once: an answer within seconds on a slow line. */
export const BATCH = 50
/** How many entries a phone keeps at most: three days without signal (5,000 entries). */
export const MOST = 5_000

/** The place of the next entry: after all that lie here, whatever the phone's clock does. @param now milliseconds of this phone */
export const nextNth = (entries: readonly Kept[], now: number): number =>
  entries.reduce((next, { nth }) => Math.max(next, nth + 1), now)

/** How sending ended: everything is there, something is left for later, or the server wants somebody to sign in. */
export type Sent = 'empty' | 'later' | 'signed-out'

/**
 * Sends what waits, in the order of writing. A fact stays here until its own answer has come: a lost answer, a crash or a
 * second tab sends the same ids again, and the server knows them. What a person must look at is kept with the reason.
 *
 * @param judge what was thrown: how sending ends for now, or the refusal of a request, of which smaller ones must be tried
 */
export async function sendWaiting(store: Store, send: Send, judge: (error: unknown) => Sent | Refusal): Promise<Sent> {
  for (;;) {
    const waiting = (await store.all()).filter(({ state }) => state === 'waits')
    if (waiting.length === 0) return 'empty'
    // What must be sent again later holds up nothing behind it.
    let again = false
    for (let from = 0; from < waiting.length; from += BATCH) {
      const left = await sendBatch(waiting.slice(from, from + BATCH))
      if (left === 'some') again = true
      else if (left !== 'none') return left
    }
    if (again) return 'later'
  }

  async function sendBatch(batch: readonly Kept[]): Promise<Left> {
    try {
      return (await settle(store, batch, await send(batch.map(({ fact }) => fact)))) ? 'some' : 'none'
    } catch (error) {
      const verdict = judge(error)
      if (typeof verdict === 'string') return verdict
      if (batch.length > 1) {
        const first = await sendBatch(batch.slice(0, batch.length >> 1))
        if (first !== 'some' && first !== 'none') return first
        const second = await sendBatch(batch.slice(batch.length >> 1))
        return second === 'none' ? first : second
      }
      // The one that spoils every request it is in: set aside, so that the others go.
      await store.put([{ ...batch[0]!, state: 'refused', problem: verdict }])
      return 'none'
    }
  }
}

/** What a batch leaves behind: nothing, some of it, or a reason to stop. */
type Left = Sent | 'some' | 'none'

/** Takes each answer to its entry. @returns whether something must be sent again later */
async function settle(store: Store, batch: readonly Kept[], answers: readonly Answer[]): Promise<boolean> {
  const byId = new Map(answers.map(answer => [answer.id, answer]))
  const known = batch.filter(({ id }) => ['accepted', 'known'].includes(byId.get(id)?.verdict ?? ''))
  const refused = batch.flatMap(entry => {
    const problem = byId.get(entry.id)?.problem
    return problem?.retry === 'review' ? [{ ...entry, state: 'refused' as const, problem }] : []
  })
  if (refused.length > 0) await store.put(refused)
  if (known.length > 0) await store.drop(known.map(({ id }) => id))
  return known.length + refused.length < batch.length
}

/** How long to wait before the next try, in milliseconds: longer each time, and not all phones at once. @param chance from 0 to 1 */
export function waitBefore(tries: number, chance: number): number {
  const base = Math.min(2 ** Math.min(tries, 10) * 2_000, 5 * 60_000)
  return base * (0.5 + chance)
}
