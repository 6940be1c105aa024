import { ledger } from '@muster/core/ledger/problems.ts'
import { Fact, type FactAnswer } from '@muster/core/ledger/wire.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { problemOf } from '../platform/door/refusal.ts'
import { newSecret } from '../platform/secrets.ts'
import { lockLedger } from './write.ts'

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
    await sql`rollback to savepoint one_fact`.execute(ctx.tx)
    if (!(error instanceof Problem)) throw error
    const { slug, retry, zh, en } = error
    return {
      id,
      verdict: 'refused',
      seq: null,
      recordedAt: null,
      problem: { type: `/problems/${slug}`, retry, zh, en },
    }
  }
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
  const { verdict, fact: recorded } = await action(ctx, { ...fact, occurredAt: new Date(fact.occurredAt) })
  return { id: fact.id, verdict, seq: recorded.seq, recordedAt: recorded.recordedAt.toISOString(), problem: null }
}
