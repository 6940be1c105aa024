import type { PublicCall } from '@muster/core/callout/offers.wire.ts'
import type { Answer } from '@muster/core/callout/seats.wire.ts'

type Closed = 'closedWithdrawn' | 'closedEnded' | 'closedDeparted' | 'closedDeadline'

/** Why nobody can sign up any more; undefined while one can. A full call still takes people for its reserve. */
export function closedBecause(call: Pick<PublicCall, 'state' | 'deadline'>, now: number): Closed | undefined {
  if (call.state === 'withdrawn') return 'closedWithdrawn'
  if (call.state === 'departed') return 'closedDeparted'
  if (call.state === 'ended' || call.state === 'draft') return 'closedEnded'
  return call.deadline && Date.parse(call.deadline) <= now ? 'closedDeadline' : undefined
}

export const freePlaces = (call: Pick<PublicCall, 'quota' | 'taken'>): number => Math.max(0, call.quota - call.taken)

/** Has an answer standing that can be taken back. */
export const isIn = (answer: Pick<Answer, 'state'>): boolean =>
  ['signed-up', 'confirmed', 'reserve', 'held'].includes(answer.state)

const URGENCY: readonly Answer['state'][] = ['held', 'none', 'confirmed', 'signed-up', 'reserve']

/** What needs the person now comes first: a held place, then calls without an answer, then what is settled. */
export function urgencyOf(answer: Pick<Answer, 'state'>, closed: boolean): number {
  const at = URGENCY.indexOf(answer.state)
  const settled = at < 0 ? URGENCY.length : at
  return closed ? settled + 10 : settled
}
