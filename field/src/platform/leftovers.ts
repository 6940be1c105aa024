import { now } from './clock.ts'
import { draftsOf } from './draft.ts'
import type { Kept } from './outbox.ts'
import { leftInOutboxes, openBox, rowsUnder, wipe } from './vault.ts'

/** So long a photo may lie in a form that another tab has open. */
const OPEN_FORM_MS = 24 * 3_600_000

/**
 * Drops the photos that no entry and no draft of this tab names any more: whose form was closed, or whose entry was let go of.
 *
 * @param olderThan milliseconds; younger ones may belong to another tab's form
 */
export async function sweepPhotos(account: string, entries: readonly Kept[], olderThan = OPEN_FORM_MS): Promise<void> {
  const named = JSON.stringify(entries.map(({ fact }) => fact.payload)) + draftsOf(account).join()
  const rows = await rowsUnder(`${account}/photos/`)
  for (const { id, at } of rows)
    if (!named.includes(id) && now() - at >= olderThan) await (await openBox(account, `photos/${id}`)).drop([id])
}

/** Of an account whose session has ended only what was not sent stays, sealed, with its photos; where nothing waits, nothing stays. */
export async function keepUnsentOnly(account: string): Promise<void> {
  const entries = await (await openBox<Kept>(account, 'outbox')).all()
  const isLeft = (await leftInOutboxes()).some(left => left.account === account)
  if (entries.length === 0 && !isLeft) return wipe(account)
  await sweepPhotos(account, entries, Number.NEGATIVE_INFINITY)
}
