import { worldNow } from './clock.ts'
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
/** Since when an account's entries lie here without it, by the hour of the server. */
const SINCE = 'muster.left.'

/** What waits sealed, and until when; undefined: the server has not told the time yet. */
export type Waiting = Left & { readonly until: number | undefined }

/**
 * What waits here for somebody who does not hold this phone now; what has waited too long is erased, and noted as lost. A phone's
 * clock may jump by days: only the server's hours count.
 */
export async function leftBehind(): Promise<readonly Waiting[]> {
  const holder = kept.get(HOLDER)
  if (holder) kept.drop(SINCE + holder)
  const at = worldNow()
  const others = (await leftInOutboxes())
    .filter(({ account }) => account !== holder)
    .map(left => ({ ...left, until: untilOf(left.account, at) }))
  const isOver = ({ until }: Waiting) => at !== undefined && until !== undefined && at > until
  for (const left of others.filter(isOver)) {
    noteLost(left)
    await wipe(left.account)
    kept.drop(SINCE + left.account)
  }
  return others.filter(left => !isOver(left))
}

function untilOf(account: string, at: number | undefined): number | undefined {
  if (at !== undefined && kept.get(SINCE + account) === null) kept.set(SINCE + account, String(at))
  const since = kept.get(SINCE + account)
  return since === null ? undefined : Number(since) + SEALED_HOURS * 3_600_000
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
