import type * as wire from '@muster/core/callout/seats.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { Ctx } from '../platform/context.ts'
import { answerOf } from './answers.ts'
import { lockedCall, signUpPeople } from './sign-up.ts'

/** Signs up the people of a checked 接龙 list: each line is that person's own word, brought by the one who holds the list. */
export async function signUpChain(ctx: Ctx, { callId, entries }: ParsedOf<typeof wire.signUpChain>) {
  const call = await lockedCall(ctx, callId, entries.length)
  const list = entries.map(entry => ({ ...entry, via: 'chain' as const, fit: true }))
  const answers = await signUpPeople(ctx, call, list, 'list')
  return {
    answers: answers.map(({ personId, verdict, seat, problem }) => ({
      personId,
      verdict,
      answer: problem ? null : answerOf(ctx, call, seat),
      zh: problem?.zh ?? null,
      en: problem?.en ?? null,
    })),
  }
}
