import { Problem } from '@muster/core/platform/problem.ts'
import { type Keep, kept } from './keep.ts'
import { newId } from './uuid.ts'

/**
 * An act that must happen once, however often it is tapped: its id is made at the first tap and kept on the phone until
 * the server's answer has been seen. A lost answer, a reload or a second tap sends the same id again.
 */
export interface Attempts {
  /** True when an earlier tap has not been answered yet. */
  pending(act: string): boolean
  run<T>(act: string, send: (id: string) => Promise<T>): Promise<T>
}

export function attempts(keep: Keep, makeId: () => string): Attempts {
  const inFlight = new Map<string, Promise<unknown>>()
  const keyOf = (act: string) => `muster.attempt.${act}`
  const idOf = (act: string) => {
    const known = keep.get(keyOf(act))
    if (known) return known
    const id = makeId()
    keep.set(keyOf(act), id)
    return id
  }
  return {
    pending: act => keep.get(keyOf(act)) !== null,
    run<T>(act: string, send: (id: string) => Promise<T>) {
      const same = inFlight.get(act) as Promise<T> | undefined
      if (same) return same
      const sent = settle(act, send(idOf(act))).finally(() => inFlight.delete(act))
      inFlight.set(act, sent)
      return sent
    },
  }

  async function settle<T>(act: string, sent: Promise<T>): Promise<T> {
    try {
      const answer = await sent
      keep.drop(keyOf(act))
      return answer
    } catch (error) {
      if (isFinal(error)) keep.drop(keyOf(act))
      throw error
    }
  }
}

/** A refusal that a person must look at is an answer; silence, “later” and “now” are not, and keep the id. */
const isFinal = (error: unknown) => error instanceof Problem && error.retry === 'review'

export const once = attempts(kept, newId)
