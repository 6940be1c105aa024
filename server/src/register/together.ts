import { orProblem, Problem } from '@muster/core/platform/problem.ts'
import { entered } from '@muster/core/register/kinds.ts'
import * as wire from '@muster/core/register/wire.ts'
import { factsById, lockLedger, recordEach } from '../ledger/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { scopeFor } from '../platform/door/reach.ts'
import type { FactBatch, FactOutcome, Sent } from '../platform/slice.ts'
import { decide, keepPrivate, onTime, type Written, writtenOf } from './enter.ts'
import { looksOf } from './looks.ts'

/** Entries come by the hundred from a phone that was without a line: what one of them wrote down is decided together. */
export const factBatches: Readonly<Record<string, FactBatch>> = { [entered.name]: enteredTogether }

/** What corrects another entry, or stands on a line of paper, is decided alone. */
const isAlone = ({ fact }: Sent): boolean => fact.supersedes !== undefined || fact.payload.on !== undefined

async function enteredTogether(sent: readonly Sent[]) {
  const outcomes = new Map<Sent, FactOutcome | Problem>()
  const phones = Map.groupBy(
    sent.filter(one => !isAlone(one)),
    ({ ctx }) => ctx,
  )
  for (const [ctx, list] of phones) {
    const scope = orProblem(() => scopeFor(ctx, wire.enter))
    const answers = scope instanceof Problem ? list.map(() => scope) : await enterTogether({ ...ctx, scope }, list)
    for (const [nth, one] of list.entries()) outcomes.set(one, answers[nth]!)
  }
  return sent.map(one => outcomes.get(one))
}

/**
 * Takes in what one phone wrote down, with a few statements: each entry is decided by itself, as when it comes alone.
 *
 * @returns what became of each, in their order
 */
async function enterTogether(ctx: Ctx, sent: readonly Sent[]): Promise<(FactOutcome | Problem)[]> {
  const stamp = await lockLedger(ctx)
  const heard = await factsById(
    ctx,
    sent.map(({ fact }) => fact.id),
  )
  const looks = looksOf(
    ctx,
    sent.map(({ fact }) => onTime(fact.occurredAt, stamp).at),
  )
  const decideOne = (written: Written) => decide(ctx, written, stamp, looks).catch(orThrow)
  const decided = []
  for (const { fact } of sent) {
    const written = orProblem(() => writtenOf(fact))
    decided.push(heard.has(fact.id) || written instanceof Problem ? written : await decideOne(written))
  }
  const facts = decided.map((one, nth) => ('fact' in one ? one.fact : sent[nth]!.fact))
  const sound = decided.map(one => !(one instanceof Problem))
  const outcomes = await recordEach(
    ctx,
    facts.filter((_, nth) => sound[nth]),
    heard,
  )
  const answers = decided.map(one => (one instanceof Problem ? one : outcomes.shift()!))
  const fresh = decided
    .filter((one, nth) => 'fact' in one && !(answers[nth] instanceof Problem))
    .filter(one => 'fact' in one)
  await keepPrivate(ctx, fresh)
  changed(ctx, ...new Set(fresh.map(({ register }) => `register/${register.id}`)))
  return answers
}

function orThrow(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}
