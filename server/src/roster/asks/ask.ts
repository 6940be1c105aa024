import type { Words } from '@muster/core/platform/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import { tellPeople } from '../../people/messages.ts'
import { type Ctx, changedFor } from '../../platform/context.ts'
import { type AskRow, asksWhere } from './rows.ts'

/** One question to one person, in words. */
export interface Question {
  readonly personId: string
  readonly words: Words
  /** Swap: the asked person's own assignment. */
  readonly againstId?: string
}

/** What all of one round are asked. */
export interface Round {
  readonly id: string
  readonly kind: AskRow['kind']
  readonly until: Date
  readonly shiftId?: string
  readonly shortageId?: string
  readonly givesId?: string
  readonly renewalId?: string
}

/** Asks people, with one statement and a message to each. */
export async function ask(ctx: Ctx, round: Round, questions: readonly Question[]): Promise<void> {
  if (questions.length === 0) return
  const rows = questions.map(({ personId, againstId }) => ({
    id: v7(),
    person_id: personId,
    against_id: againstId ?? null,
  }))
  await sql`
    insert into ask (tenant, id, person_id, kind, round_id, shift_id, shortage_id, gives_id, against_id, renewal_id, asked_by,
                     asked_at, until, state, put_away)
    select ${ctx.tenant.tenant}, a.id, a.person_id, ${round.kind}, ${round.id}, ${round.shiftId ?? null}::uuid,
           ${round.shortageId ?? null}::uuid, ${round.givesId ?? null}::uuid, a.against_id, ${round.renewalId ?? null}::uuid,
           ${ctx.actor?.accountId ?? null}::uuid, ${ctx.now}, ${round.until}, 'open', false
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a (id uuid, person_id uuid, against_id uuid)`.execute(
    ctx.tx,
  )
  await tellPeople(
    ctx,
    questions.map(({ personId, words }, nth) => ({ personId, topic: `ask/${rows[nth]!.id}`, ...words })),
  )
  changedFor(
    ctx,
    questions.map(({ personId }) => personId),
    'asks',
  )
}

/**
 * Ends open asks `k` by a condition; whether somebody had put one away is forgotten with it.
 *
 * @returns whom it spares an answer: those who still saw it
 */
export async function endAsks(ctx: Ctx, condition: RawBuilder<unknown>): Promise<string[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ person_id: string; waiting: boolean }>`
    with chosen as (
      select k.id, not k.put_away as waiting from ask k
       where k.tenant = ${tenant} and k.state = 'open' and ${condition} order by k.id for no key update)
    update ask set state = 'over', put_away = false
      from chosen where ask.tenant = ${tenant} and ask.id = chosen.id
    returning ask.person_id, chosen.waiting`.execute(ctx.tx)
  changedFor(
    ctx,
    rows.map(row => row.person_id),
    'asks',
  )
  return rows.filter(row => row.waiting).map(row => row.person_id)
}

/** Whether an ask can still be answered with yes, read anew under the locks; one that was answered so stays answered. */
export async function standing(ctx: Ctx, { id }: AskRow): Promise<'open' | 'yes' | 'over'> {
  const [ask] = await asksWhere(ctx, sql`k.id = ${id}`)
  return ask!.state === 'open' && ask!.until <= ctx.now ? 'over' : ask!.state
}

/** Marks an ask as answered with yes. */
export async function accept(ctx: Ctx, ask: AskRow, what: Record<string, unknown>): Promise<void> {
  await sql`
    update ask set state = 'yes', put_away = false where tenant = ${ctx.tenant.tenant} and id = ${ask.id}`.execute(
    ctx.tx,
  )
  await audit(ctx, 'roster.consented', `ask/${ask.id}`, { kind: ask.kind, person: ask.person_id, ...what })
}
