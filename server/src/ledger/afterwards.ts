import type { Ctx, Tx } from '../platform/context.ts'

/** Of transactions that decide a batch: what is to be done after all that follows from its facts. */
const waiting = new WeakMap<Tx, (() => Promise<void>)[]>()

/**
 * Writes the audit line of a fact. NOTE: whoever writes into the audit holds it until the commit, and what follows from other
 * facts of the same batch needs rows that a desk may hold who waits for the audit: in a batch it comes last of all, and where it
 * breaks, the batch does, for no fact stands without its line.
 */
export async function afterwards(ctx: Ctx, work: () => Promise<void>): Promise<void> {
  const queue = waiting.get(ctx.tx)
  if (queue) queue.push(work)
  else await work()
}

/** A batch begins: what comes afterwards waits for {@link endBatch}. */
export function beginBatch({ tx }: Ctx): void {
  waiting.set(tx, [])
}

/** @returns undoes what was put off since, for whoever has rolled back to here */
export function putOffMark({ tx }: Ctx): () => void {
  const queue = waiting.get(tx)
  const before = queue?.length ?? 0
  return () => {
    if (queue) queue.length = before
  }
}

/** Does what was put off, in turn. */
export async function endBatch({ tx }: Ctx): Promise<void> {
  const queue = waiting.get(tx) ?? []
  waiting.delete(tx)
  for (const work of queue) await work()
}
