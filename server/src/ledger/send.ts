import { ledger } from '@muster/core/ledger/problems.ts'
import { Fact, type FactAnswer } from '@muster/core/ledger/wire.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { problemOf } from '../platform/door/refusal.ts'
import { newSecret } from '../platform/secrets.ts'
import type { RecordedFact, SentFact } from '../platform/slice.ts'
import { factById, lockLedger, outcomeOf } from './write.ts'

/** A batch from a phone's outbox: every fact is decided on its own, and answered on its own. */
export async function send(ctx: Ctx, { facts }: { facts: unknown[] }): Promise<{ answers: FactAnswer[] }> {
  await lockLedger(ctx)
  await sql`savepoint one_fact`.execute(ctx.tx)
  const answers: FactAnswer[] = []
  while (answers.length < facts.length) {
    const rest = facts.slice(answers.length)
    const run = runOf(ctx, rest)
    const together = run.length > 1 ? await sendRun(ctx, run) : null
    if (together) answers.push(...together)
    else for (const raw of rest.slice(0, Math.max(1, run.length))) answers.push(await sendOne(ctx, raw))
  }
  await sql`release savepoint one_fact`.execute(ctx.tx)
  return { answers }
}

/** The facts at the start that can be decided together: of one kind that knows how, each about another person. */
function runOf(ctx: Ctx, facts: readonly unknown[]): SentFact[] {
  const run: SentFact[] = []
  const people = new Set<string>()
  for (const raw of facts) {
    const { data: fact } = z.safeParse(Fact, raw)
    if (!fact?.personId || people.has(fact.personId) || fact.kind !== (run[0]?.kind ?? fact.kind)) break
    if (!batchOf(ctx, fact.kind)) break
    people.add(fact.personId)
    run.push({ ...fact, occurredAt: new Date(fact.occurredAt) })
  }
  return run
}

const batchOf = (ctx: Ctx, kind: string) => ctx.house.slices.map(slice => slice.factBatches?.[kind]).find(Boolean)

/** Null when they must be decided one by one, so that the one that is wrong does not spoil the others. */
async function sendRun(ctx: Ctx, facts: readonly SentFact[]): Promise<FactAnswer[] | null> {
  try {
    const outcomes = await batchOf(ctx, facts[0]!.kind)!(ctx, facts)
    await sql`release savepoint one_fact; savepoint one_fact`.execute(ctx.tx)
    return outcomes.map((outcome, nth) => {
      const { id } = facts[nth]!
      return outcome instanceof Problem ? refused(id, outcome) : answerOf(id, outcome)
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint one_fact`.execute(ctx.tx)
    return null
  }
}

async function sendOne(ctx: Ctx, raw: unknown): Promise<FactAnswer> {
  const said = (raw as { id?: unknown } | null)?.id
  const id = typeof said === 'string' ? said.slice(0, 40) : ''
  try {
    const answer = await decide(ctx, raw)
    // NOTE: one trip. A savepoint that is not released would hold all later ones inside it.
    await sql`release savepoint one_fact; savepoint one_fact`.execute(ctx.tx)
    return answer
  } catch (error) {
    const problem = problemOf(error) ?? bugOf(ctx, error)
    // The database is away, full or busy: that is no matter of this one fact.
    if (problem.status === 503 || problem.status === 507) throw error
    await sql`rollback to savepoint one_fact`.execute(ctx.tx)
    return refused(id, problem)
  }
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

async function decide(ctx: Ctx, raw: unknown): Promise<FactAnswer> {
  const result = z.safeParse(Fact, raw)
  if (!result.success) {
    const where = result.error.issues
      .slice(0, 3)
      .map(issue => issue.path.join('.'))
      .join(', ')
    throw door('door/bad-input', { count: result.error.issues.length, where })
  }
  const fact = result.data
  const action = ctx.house.slices.map(slice => slice.factActions?.[fact.kind]).find(Boolean)
  if (!action) throw ledger('ledger/unknown-kind', { kind: fact.kind })
  outcomeOf(ctx, fact.id)
  await action(ctx, { ...fact, occurredAt: new Date(fact.occurredAt) })
  return answerOf(fact.id, outcomeOf(ctx, fact.id) ?? { verdict: 'known', fact: await factById(ctx, fact.id) })
}

function answerOf(
  id: string,
  { verdict, fact }: { verdict: 'accepted' | 'known'; fact: RecordedFact | null },
): FactAnswer {
  return { id, verdict, seq: fact?.seq ?? null, recordedAt: fact?.recordedAt.toISOString() ?? null, problem: null }
}
