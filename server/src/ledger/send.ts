import { ledger } from '@muster/core/ledger/problems.ts'
import { Fact, type FactAnswer } from '@muster/core/ledger/wire.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import { type Ctx, countFact } from '../platform/context.ts'
import { problemOf } from '../platform/door/refusal.ts'
import { newSecret } from '../platform/secrets.ts'
import type { RecordedFact, Sent, SentFact } from '../platform/slice.ts'
import { beginBatch, endBatch, putOffMark } from './afterwards.ts'
import { nextRound } from './rounds.ts'
import { bookmark, factById, lockLedger, outcomeOf } from './write.ts'

/** A fact as it was read; one that cannot be read is refused before anything is asked of the database. */
export type Read = SentFact | { readonly malformed: FactAnswer }

/** Reads a batch, each fact on its own, so that a bad one does not spoil the others: when it comes, not under the lock. */
export const readFacts = ({ facts }: { facts: readonly unknown[] }): readonly Read[] => facts.map(readFact)

function readFact(raw: unknown): Read {
  const { data: fact, error } = z.safeParse(Fact, raw)
  return fact ? { ...fact, occurredAt: new Date(fact.occurredAt) } : { malformed: malformed(raw, error) }
}

/** A batch from a phone's outbox: every fact is decided on its own, and answered on its own. */
export async function send(ctx: Ctx, input: { facts: unknown[] }): Promise<{ answers: FactAnswer[] }> {
  const [answer] = await sendTogether([{ ctx, input: readFacts(input) }])
  return answer!
}

/**
 * Batches of several phones at once. Facts of one kind about different people are decided with a few statements,
 * whoever sent them; those of one person keep their order, and so do requests.
 */
export async function sendTogether(asked: readonly Batch[]): Promise<{ answers: FactAnswer[] }[]> {
  const answers = asked.map((): FactAnswer[] => [])
  let rest = asked.flatMap(({ ctx, input }, request) =>
    input.flatMap((fact, nth): Item[] => {
      const settle = (answer: FactAnswer) => {
        answers[request]![nth] = answer
        if (answer.verdict === 'refused') countFact(ctx, kindOf(ctx, fact), 'refused')
      }
      if (!('malformed' in fact)) return [{ ctx, fact, settle }]
      settle(fact.malformed)
      return []
    }),
  )
  const [first] = rest
  // NOTE: the lock comes before the first savepoint, or a rollback to it would let go. It is not waited for here: what
  // is asked next is asked in the same breath.
  const locked = first && lockLedger(first.ctx)
  locked?.catch(() => {})
  if (first) beginBatch(first.ctx)
  while (rest.length > 0) {
    const { round, later } = nextRound(rest, kind => batchOf(first!.ctx, kind) !== undefined)
    rest = later
    if (!(await sendRound(round, asked.length === 1))) for (const item of round) item.settle(await sendOne(item))
  }
  if (first) {
    await doWhatFollows(first.ctx)
    await endBatch(first.ctx)
  }
  return answers.map(list => ({ answers: list }))
}

/** What follows from facts is done once all of them are decided; where it breaks, the facts stand. */
async function doWhatFollows(ctx: Ctx): Promise<void> {
  for (const slice of ctx.house.slices)
    for (const one of (await slice.afterFacts?.(ctx)) ?? [])
      await guarded(one.ctx, one.work).catch(error => {
        if (concernsAll(error)) throw error
        bugOf(one.ctx, error)
      })
}

interface Batch {
  readonly ctx: Ctx
  readonly input: readonly Read[]
}

/** What is measured never holds what a device made up. */
const kindOf = ({ house }: Ctx, fact: Read): string =>
  'kind' in fact && house.kinds.has(fact.kind) ? fact.kind : 'unknown'

interface Item extends Sent {
  readonly settle: (answer: FactAnswer) => void
}

const batchOf = ({ house }: Ctx, kind: string) => house.slices.map(slice => slice.factBatches?.[kind]).find(Boolean)

/**
 * False when they must be decided one by one, so that the one that breaks does not spoil the others. Among several
 * requests it is for the door to find the one that breaks; it then comes back with that one alone.
 */
async function sendRound(round: readonly Item[], alone: boolean): Promise<boolean> {
  const { ctx, fact } = round[0]!
  const batch = batchOf(ctx, fact.kind)
  if (!batch) return false
  try {
    const outcomes = await (alone ? guarded(ctx, () => batch(round)) : batch(round))
    for (const [nth, outcome] of outcomes.entries()) {
      const item = round[nth]!
      if (outcome instanceof Problem) item.settle(refused(item.fact.id, outcome))
      else item.settle(outcome ? answerOf(item.fact.id, outcome) : await sendOne(item))
    }
    return true
  } catch (error) {
    if (!alone || concernsAll(error)) throw error
    return false
  }
}

async function sendOne({ ctx, fact }: Sent): Promise<FactAnswer> {
  try {
    return await guarded(ctx, () => decide({ ctx, fact }))
  } catch (error) {
    if (concernsAll(error)) throw error
    return refused(fact.id, problemOf(error) ?? bugOf(ctx, error))
  }
}

/** What fails inside is undone, and nothing else of the transaction. */
async function guarded<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  const { tx } = ctx
  const goBack = await bookmark(ctx)
  const forget = putOffMark(ctx)
  await sql`savepoint one_round`.execute(tx)
  try {
    const done = await work()
    // NOTE: a savepoint that is not released would hold all later ones inside it.
    await sql`release savepoint one_round`.execute(tx)
    return done
  } catch (error) {
    if (!concernsAll(error)) await sql`rollback to savepoint one_round`.execute(tx)
    goBack()
    forget()
    throw error
  }
}

/** The database is away, full or busy: that is no matter of one fact. */
const concernsAll = (error: unknown): boolean => [503, 507].includes(problemOf(error)?.status ?? 0)

async function decide({ ctx, fact }: Sent): Promise<FactAnswer> {
  const action = ctx.house.slices.map(slice => slice.factActions?.[fact.kind]).find(Boolean)
  if (!action) throw ledger('ledger/unknown-kind', { kind: fact.kind })
  outcomeOf(ctx, fact.id)
  await action(ctx, fact)
  return answerOf(fact.id, outcomeOf(ctx, fact.id) ?? { verdict: 'known', fact: await factById(ctx, fact.id) })
}

function malformed(raw: unknown, { issues }: z.core.$ZodError): FactAnswer {
  const said = (raw as { id?: unknown } | null)?.id
  const where = issues.slice(0, 3).map(issue => issue.path.join('.'))
  const problem = door('door/bad-input', { count: issues.length, where: where.join(', ') })
  return refused(typeof said === 'string' ? said.slice(0, 40) : '', problem)
}

function refused(id: string, { slug, retry, zh, en }: Problem): FactAnswer {
  return { id, verdict: 'refused', seq: null, recordedAt: null, problem: { type: `/problems/${slug}`, retry, zh, en } }
}

/** A bug that one fact meets must not keep the rest of a phone's outbox waiting for ever; the log tells of it. */
function bugOf(ctx: Ctx, error: unknown): Problem {
  const reference = newSecret(6)
  ctx.effects.bugs ??= []
  ctx.effects.bugs.push({ reference, error })
  return door('door/bug', { reference })
}

function answerOf(
  id: string,
  { verdict, fact }: { verdict: 'accepted' | 'known'; fact: RecordedFact | null },
): FactAnswer {
  return { id, verdict, seq: fact?.seq ?? null, recordedAt: fact?.recordedAt.toISOString() ?? null, problem: null }
}
