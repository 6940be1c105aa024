import type { LINE_STATES } from './turns.wire.ts'

interface Came {
  readonly state: string
  readonly proven: boolean
  readonly break_since: Date | null
}

/** Where somebody stands on a shift, by plan and by what happened. */
export function lineState(
  plan: { readonly now: Date; readonly reportAt: Date | null; readonly standby: boolean },
  turn: Came | null,
): (typeof LINE_STATES)[number] {
  if (turn?.state === 'on') return turn.break_since ? 'break' : 'on'
  if (turn?.state === 'left' || turn?.state === 'held') return 'left'
  if (turn?.state === 'no-show' && !plan.reportAt) return 'no-show'
  if (plan.standby) return 'standby'
  return plan.reportAt && plan.now > plan.reportAt ? 'late' : 'expected'
}

/** How many stand there for certain: a plan covers nothing, and neither does a tap without proof. */
export const arrivedOn = (turns: readonly Came[]): number =>
  turns.filter(({ state, proven }) => state === 'on' && proven).length
