import { HOLDER, kept } from './keep.ts'
import { type Left, leftInOutboxes, wipe } from './vault.ts'

/**
 * What somebody wrote down and could not send before their session ended: it stays sealed on this phone, for its writer to sign in
 * again, as long as a phone may be without a line. After that it is erased, and the phone says what was lost.
 */
export const SEALED_HOURS = 72

/** Entries that were erased unsent. */
export type Lost = Pick<Left, 'count' | 'first' | 'last'>

const LOST = 'muster.lost'

/** What waits here for somebody who does not hold this phone now; what has waited too long is erased, and noted as lost. */
export async function leftBehind(): Promise<readonly Left[]> {
  const others = (await leftInOutboxes()).filter(({ account }) => account !== kept.get(HOLDER))
  const isOver = ({ last }: Left) => Date.now() - last > SEALED_HOURS * 3_600_000
  for (const left of others.filter(isOver)) {
    noteLost(left)
    await wipe(left.account)
  }
  return others.filter(left => !isOver(left))
}

function noteLost({ count, first, last }: Lost): void {
  const before = lost()
  const all = before
    ? { count: before.count + count, first: Math.min(before.first, first), last: Math.max(before.last, last) }
    : { count, first, last }
  kept.set(LOST, JSON.stringify(all))
}

/** What was erased unsent, until somebody has read it. */
export function lost(): Lost | undefined {
  try {
    return (JSON.parse(kept.get(LOST) ?? 'null') as Lost | null) ?? undefined
  } catch {
    return undefined
  }
}

export const readLost = (): void => kept.drop(LOST)
