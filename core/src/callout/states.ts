import type { CALL_STATES } from './wire.ts'

export type CallState = (typeof CALL_STATES)[number]

/** Takes sign-ups: a full call still takes people for its reserve. */
export const takesAnswers = (state: string): boolean => state === 'open' || state === 'full'

/** Why nobody can sign up now; null while one can. */
export function closedBecause(
  call: { readonly state: string; readonly deadline: Date | null },
  now: Date,
): 'callout/not-open' | 'callout/deadline-passed' | null {
  if (!takesAnswers(call.state)) return 'callout/not-open'
  return call.deadline !== null && call.deadline <= now ? 'callout/deadline-passed' : null
}

/** From which states a desk may move a call, by what it does. */
export const FROM: Readonly<Record<'amend' | 'publish' | 'withdraw' | 'end' | 'select' | 'depart', readonly string[]>> =
  {
    amend: ['draft', 'open', 'full'],
    publish: ['draft'],
    withdraw: ['draft', 'open', 'full', 'ended'],
    end: ['open', 'full'],
    select: ['open'],
    depart: ['open', 'full', 'ended'],
  }

/** Words of the states, for sentences. */
export const STATE_WORDS: Readonly<Record<CallState, { zh: string; en: string }>> = {
  draft: { zh: '草稿', en: 'draft' },
  open: { zh: '报名中', en: 'open' },
  full: { zh: '已满，可候补', en: 'full, reserve open' },
  ended: { zh: '已结束', en: 'ended' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  departed: { zh: '已出发', en: 'departed' },
}

/** From publishing to departure, in whole minutes: 12:43 → 16:34 is 231. */
export const minutesBetween = (from: Date | null, to: Date | null): number | null =>
  from && to ? Math.round((to.getTime() - from.getTime()) / 60_000) : null
