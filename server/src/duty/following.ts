import type { Ctx, Tx } from '../platform/context.ts'
import type { Following } from '../platform/slice.ts'
import { holdPeople, holdShifts } from '../roster/locks.ts'

/** What follows from facts in the plans, and whose rows it needs. */
interface Held extends Following {
  readonly shiftIds: readonly string[]
  readonly personIds: readonly string[]
}

/** Of transactions that decide many things: what follows from those that are decided. */
const waiting = new WeakMap<Tx, Held[]>()

/**
 * Does what follows from a fact in the plans. It holds shifts and people and then writes lines of the audit
 * (`roster/locks.ts`); among many facts it waits for the last of them, so that all rows are held before the first line.
 */
export async function follow(
  ctx: Ctx,
  { shiftIds = [], personIds = [] }: Partial<Pick<Held, 'shiftIds' | 'personIds'>>,
  work: () => Promise<void>,
): Promise<void> {
  const one = { ctx, shiftIds, personIds, work }
  const queue = waiting.get(ctx.tx)
  if (queue) return void queue.push(one)
  await holdFor(ctx, [one])
  await work()
}

/** Decides one of many in a transaction; of one that fails nothing follows. */
export async function amongMany<T>(ctx: Ctx, decide: () => Promise<T>): Promise<T> {
  const queue = waiting.get(ctx.tx) ?? []
  waiting.set(ctx.tx, queue)
  const before = queue.length
  try {
    return await decide()
  } catch (error) {
    queue.length = before
    throw error
  }
}

/** What follows from all that was decided: the rows are held, and each is to be done in turn. */
export async function whatFollows(ctx: Ctx): Promise<readonly Following[]> {
  const queue = waiting.get(ctx.tx) ?? []
  waiting.delete(ctx.tx)
  await holdFor(ctx, queue)
  return queue
}

/** Decides an act by itself, or as one of many: what follows from it is done once all of it is decided. */
export async function withWhatFollows<T>(ctx: Ctx, decide: () => Promise<T>): Promise<T> {
  const alone = !waiting.has(ctx.tx)
  const done = await amongMany(ctx, decide)
  if (alone) for (const { work } of await whatFollows(ctx)) await work()
  return done
}

async function holdFor(ctx: Ctx, all: readonly Held[]): Promise<void> {
  await holdShifts(ctx, [...new Set(all.flatMap(({ shiftIds }) => shiftIds))])
  await holdPeople(ctx, [...new Set(all.flatMap(({ personIds }) => personIds))])
}
