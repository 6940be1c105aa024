import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { asFact } from './write.ts'

/** The kinds of facts this installation knows. */
export async function kinds(ctx: Ctx) {
  return { rows: [...ctx.house.kinds.values()].map(({ name, words, counts }) => ({ name, words, counts })) }
}

/** What stands in the ledger about one person, newest first; what is confidential is for its own slice to show. */
export async function history(ctx: Ctx, { personId }: { personId: string }) {
  const kept = [...ctx.house.kinds.values()].filter(kind => kind.confidential).map(kind => kind.name)
  const rows = await ctx.tx
    .selectFrom('fact')
    .selectAll('fact')
    .select(
      sql<
        string | null
      >`(select later.id from fact later where later.tenant = ${ctx.tenant.tenant} and later.supersedes = fact.id limit 1)`.as(
        'superseded_by',
      ),
    )
    .where('fact.tenant', '=', ctx.tenant.tenant)
    .where('person_id', '=', personId)
    .where(sql<boolean>`kind <> all(${kept}::text[])`)
    .orderBy('seq', 'desc')
    .limit(500)
    .execute()
  return { rows: rows.map(row => ({ ...wireFact(asFact(row)), supersededBy: row.superseded_by })) }
}

/** A fact as it travels: what is absent is left out. */
function wireFact({ occurredAt, recordedAt, accountId: _, ...rest }: ReturnType<typeof asFact>) {
  const present = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)) as Pick<
    typeof rest,
    'id' | 'kind' | 'seq' | 'payload'
  >
  return { ...present, occurredAt: occurredAt.toISOString(), recordedAt: recordedAt.toISOString() }
}
