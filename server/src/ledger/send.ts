import { ledger } from '@muster/core/ledger/problems.ts'
import { Fact, type FactAnswer } from '@muster/core/ledger/wire.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { problemOf } from '../platform/door/refusal.ts'
import { newSecret } from '../platform/secrets.ts'
import type { RecordedFact } from '../platform/slice.ts'
import { factById, lockLedger, outcomeOf } from './write.ts'

/** A batch from a phone's outbox: every fact is decided on its own, and answered on its own. */
export async function send(ctx: Ctx, { facts }: { facts: unknown[] }): Promise<{ answers: FactAnswer[] }> {
  await lockLedger(ctx)
  await sql`savepoint one_fact`.execute(ctx.tx)
  const answers: FactAnswer[] = []
  for (const raw of facts) answers.push(await sendOne(ctx, raw))
  await sql`release savepoint one_fact`.execute(ctx.tx)
  return { answers }
}

async function sendOne(ctx: Ctx, raw: unknown): Promise<FactAnswer> {
  const id = String((raw as { id?: unknown } | null)?.id ?? '').slice(0, 40)
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
    const { slug, retry, zh, en } = problem
    return {
      id,
      verdict: 'refused',
      seq: null,
      recordedAt: null,
      problem: { type: `/problems/${slug}`, retry, zh, en },
    }
  }
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
