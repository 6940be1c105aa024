/** Ready-made rules for people's safety. To soften one is a decision with a reason and a second name, kept by the caller. */
import type { Rule } from '../problem/parameters.ts'

/** What crossing the warning of eight hours costs; it is told in reasons, and never worth a missing person. */
const WARNING = 1

/**
 * Eight hours between shifts; a warning beyond 8 h and a stop beyond 12 h of work in 24 h; four hours in a suit, then a
 * break; six days in seven.
 */
export const SAFETY: readonly Rule[] = [
  { rule: 'overlap', name: 'safety/overlap', price: 'hard' },
  { rule: 'rest', name: 'safety/rest', price: 'hard', minutes: 8 * 60 },
  { rule: 'daily', name: 'safety/day-warning', price: WARNING, minutes: 8 * 60 },
  { rule: 'daily', name: 'safety/day', price: 'hard', minutes: 12 * 60 },
  { rule: 'suit', name: 'safety/suit', price: 'hard', minutes: 4 * 60, cooling: 4 * 60 },
  { rule: 'total', name: 'safety/week', price: 'hard', of: 'shifts', max: 6, window: { days: 7, every: 1 } },
]
