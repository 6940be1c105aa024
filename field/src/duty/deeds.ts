import { useState } from 'preact/hooks'
import type { Happened, Kept } from '../platform/outbox.ts'
import { letGo, outcomeOf, useSync, writeDown } from '../platform/sync.ts'
import { type Trouble, troubleOf } from '../platform/trouble.ts'
import { newId } from '../platform/uuid.ts'
import type { Act, Said } from './on-post.ts'

/** What is done on post, by oneself or by a captain: of whom, on which shift, and how a list calls it. */
export interface Deed extends Omit<Happened, 'id' | 'occurredAt'> {
  readonly label: string
  /** When it was, where that is not now. */
  readonly occurredAt?: string | undefined
}

export interface Deeds {
  readonly busy: boolean
  /** It could not even be written down. */
  readonly trouble: Trouble | undefined
  /** What the server's last answer does not know of yet, in the order of doing. */
  readonly kept: readonly Happened[]
  /** What waits on this phone, and what the server did not take; not what is on its way just now. */
  readonly entries: readonly Kept[]
  readonly run: (deed: Deed, id?: string) => void
}

/** With a line the server's answer comes within this time; without one nobody is kept waiting. */
const ANSWER_MS = 6_000

/**
 * Everything that is done on post is written down first and sent from the outbox: the page shows it at once as kept, then as the
 * server says it. After an answer, whatever it was, all is asked anew: what stands may have changed under it.
 *
 * @param isOf which facts this page is about
 * @param told when the server last told of them
 */
export function useDeeds(
  isOf: (fact: Happened) => boolean,
  told: number | undefined,
  askAnew: () => Promise<void>,
): Deeds {
  const { entries: all, sent } = useSync()
  const [underWay, setUnderWay] = useState<string>()
  const [trouble, setTrouble] = useState<Trouble>()
  const isMine = ({ fact }: Kept) => fact.kind.startsWith('duty.') && isOf(fact)
  const mine = all.filter(isMine)
  const unheard = sent.filter(entry => isMine(entry) && entry.sentAt > (told ?? 0))
  const kept = [...unheard, ...mine.filter(({ state }) => state === 'waits')]
    .sort((a, b) => a.nth - b.nth)
    .map(({ fact }) => fact)

  const note = async ({ label, ...fact }: Deed, id = newId()) => {
    setUnderWay(id)
    setTrouble(undefined)
    try {
      await forgetRefused(mine, fact)
      await writeDown(fact, label, id)
      if ((await outcomeOf(id, ANSWER_MS)) !== 'waits') await askAnew().catch(() => {})
    } catch (error) {
      setTrouble(troubleOf(error))
    } finally {
      setUnderWay(undefined)
    }
  }
  const entries = mine.filter(({ id, state }) => id !== underWay || state === 'refused')
  return { busy: underWay !== undefined, trouble, kept, entries, run: (deed, id) => void note(deed, id) }
}

/** Whoever tries again has seen why it was not taken before. */
async function forgetRefused(entries: readonly Kept[], { kind, subjectId, personId }: Omit<Deed, 'label'>) {
  const before = entries.filter(
    ({ state, fact }) =>
      state === 'refused' && fact.kind === kind && fact.subjectId === subjectId && fact.personId === personId,
  )
  for (const { id } of before) await letGo(id)
}

/** What an act says, in the words of its kind. */
export function payloadOf(what: Act, { why, item, note, reason, otherId }: Said): Happened['payload'] {
  if (what === 'checked-out') return { why: why ?? 'ended' }
  if (what === 'ticked') return { item }
  if (what === 'handed-over') return { note: note ?? null, ...(otherId && { to: otherId }) }
  if (what === 'took-over') return otherId ? { from: otherId } : {}
  return what === 'stayed' ? { reason } : {}
}
