import type { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { Ctx } from '../platform/context.ts'

/** Six digits are soon tried out: so many wrong ones in so many minutes, and the captain has to confirm. */
const MOST = 10
const MINUTES = 5
/** People remembered in one process; beyond, it begins anew. */
const KEPT = 10_000

/** When somebody typed a wrong number. NOTE: in each server process for itself; it is there against trying, not to count. */
const wrong = new Map<string, readonly number[]>()

const keyOf = (ctx: Ctx, personId: string) => `${ctx.tenant.tenant} ${personId}`
const lately = (ctx: Ctx, personId: string) =>
  (wrong.get(keyOf(ctx, personId)) ?? []).filter(at => ctx.now.getTime() - at < MINUTES * 60_000)

/** Remembers a wrong number. */
export function guessedWrong(ctx: Ctx, personId: string): void {
  if (wrong.size >= KEPT) wrong.clear()
  wrong.set(keyOf(ctx, personId), [...lately(ctx, personId), ctx.now.getTime()])
}

/** Why this person may not try another one now; null when they may. */
export function tooManyGuesses(ctx: Ctx, personId: string): Problem | null {
  const guesses = lately(ctx, personId)
  if (guesses.length < MOST) return null
  const seconds = Math.ceil(MINUTES * 60 - (ctx.now.getTime() - guesses[0]!) / 1000)
  return door('door/too-many', { seconds })
}
