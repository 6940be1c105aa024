import { type Answer, answerHold, myAnswer, signUp, withdrawAnswer } from '@muster/core/callout/seats.wire.ts'
import { api } from '../platform/api.ts'
import { once } from '../platform/attempt.ts'
import { type Loaded, useAct, useLoad } from '../platform/load.ts'
import type { Trouble } from '../platform/trouble.ts'

/** A person's answer to a call, and the acts that change it; each act has one id until the server has answered it. */
export interface Answering {
  readonly answer: Loaded<Answer>
  readonly busy: boolean
  readonly trouble: Trouble | undefined
  /** An earlier sign-up was sent and never answered. */
  readonly unanswered: boolean
  readonly signUp: (fit: boolean) => void
  readonly withdraw: () => void
  readonly takeHold: (accept: boolean) => void
}

export function useAnswering(callId: string, personId: string): Answering {
  const answer = useLoad<Answer>(`answer.${callId}`, `call/${callId}`, () => api(myAnswer, { callId }))
  const { busy, trouble, act } = useAct()
  const name = (what: string) => `${what}.${callId}.${personId}`
  const run = (what: string, send: (id: string) => Promise<Answer>) =>
    act(async () => {
      try {
        answer.put(await once.run(name(what), send))
      } catch (error) {
        // What stands may have changed under the refusal: a hold that ran out, a call that ended.
        answer.reload()
        throw error
      }
    })
  return {
    answer,
    busy,
    trouble,
    unanswered: once.pending(name('sign-up')),
    signUp: fit => run('sign-up', id => api(signUp, { callId, id, fit })),
    withdraw: () => run('withdraw', id => api(withdrawAnswer, { callId, id })),
    takeHold: accept => run(accept ? 'take' : 'decline', id => api(answerHold, { callId, id, accept })),
  }
}
