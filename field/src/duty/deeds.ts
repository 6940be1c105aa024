import { HELD_BACK_SECONDS } from '@muster/core/duty/codes.ts'
import { once } from '../platform/attempt.ts'
import { now } from '../platform/clock.ts'
import { useAct } from '../platform/load.ts'
import type { Trouble } from '../platform/trouble.ts'

/** Sends a deed under its id, with the time of the tap where that was a while ago. */
export type Send<T> = (when: { id: string; occurredAt?: string }) => Promise<T>

export interface Deeds<T> {
  readonly busy: boolean
  readonly trouble: Trouble | undefined
  /** Does again what did not go through. */
  readonly retry: () => void
  readonly run: (name: string, send: Send<T>) => void
}

/**
 * What is done on post, by oneself or by a captain. Each deed has one id until the server has answered it; the answer is shown in the
 * moment in which buttons can be tapped again, so that nothing moves under the thumb afterwards. After a refusal all is asked anew:
 * what stands may have changed under it.
 */
export function useDeeds<T>(of: string, show: (answer: T) => void, askAnew: () => void): Deeds<T> {
  const { busy, trouble, act, retry } = useAct()
  const run = (name: string, send: Send<T>) => {
    const tapped = now()
    act(async () => {
      try {
        show(await once.run(`${name}.${of}`, id => send({ id, ...heldBack(tapped) })))
      } catch (error) {
        askAnew()
        throw error
      }
    })
  }
  return { busy, trouble, retry, run }
}

/** A tap that could not be sent for a minute or more happened when it was tapped, not when the network came back. */
const heldBack = (tapped: number): { occurredAt?: string } =>
  now() - tapped < HELD_BACK_SECONDS * 1000 ? {} : { occurredAt: new Date(tapped).toISOString() }
