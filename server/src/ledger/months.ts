import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Measure } from '../platform/slice.ts'

/** Opens the months of the ledger around now, three ahead; see the migration. The second city that asks finds them there. */
export async function openMonths({ tx, real }: Ctx): Promise<void> {
  // A new month locks the whole ledger for a moment. While this waits, all others wait behind it: rather later again.
  await sql`set local lock_timeout = '200ms'`.execute(tx)
  await sql`select open_fact_months(${real})`.execute(tx)
}

/** Counted no further: beyond, the number says no more. */
const MANY = 1000

/** A fact made up for a month to come keeps that month from being opened: whoever runs the city should see that. */
export const otherFacts: Measure = {
  name: 'muster_ledger_other_facts',
  help: 'Facts whose ids are of no open month, counted up to 1,000; of a rehearsal it says nothing.',
  read: async db => {
    const tenants = await db.selectFrom('tenant').where('rehearsal', '=', false).select('tenant').execute()
    const values: { tenant: string; value: number }[] = []
    for (const { tenant } of tenants) {
      const { rows } = await sql<{ value: number }>`
        select count(*)::int as value from (select from fact_other where tenant = ${tenant} limit ${MANY}) x`.execute(
        db,
      )
      values.push({ tenant, value: rows[0]!.value })
    }
    return values
  },
}

/** Facts of one kind in one month of the ledger. */
export interface KindOfMonth {
  readonly kind: string
  readonly facts: number
  /** Those about somebody on the roster, or of an incident that is open: their purpose has not ended. */
  readonly bound: number
  /** When the newest was heard: a phone may send long after the month of its id. */
  readonly newest: Date
}

export interface Month {
  /** `fact_2026_11`, or `fact_other` for ids from elsewhere. */
  readonly part: string
  /** On disk, with indexes, for all cities together. */
  readonly bytes: number
  readonly kinds: readonly KindOfMonth[]
}

/** The months of the ledger, oldest first, with what a city has in each. */
export async function monthsOf(ctx: Ctx): Promise<Month[]> {
  const { rows: parts } = await sql<{ part: string; bytes: number }>`
    select c.relname as part, pg_total_relation_size(c.oid)::float8 as bytes
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'fact'::regclass order by c.relname`.execute(ctx.tx)
  const months: Month[] = []
  for (const { part, bytes } of parts) months.push({ part, bytes, kinds: await kindsOf(ctx, part) })
  return months
}

// NOTE: the part is asked by its name and not by `tableoid`: on a sharded database that is the name of a shard.
async function kindsOf(ctx: Ctx, part: string): Promise<KindOfMonth[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<KindOfMonth>`
    select f.kind, count(*)::int as facts, max(f.recorded_at) as newest,
           count(*) filter (where (p.id is not null and p.left_at is null) or (i.id is not null and i.closed_at is null))::int as bound
      from ${sql.table(part)} f
      left join person p on p.tenant = ${tenant} and p.id = f.person_id
      left join incident i on i.tenant = ${tenant} and i.id = f.incident_id
     where f.tenant = ${tenant} group by f.kind order by f.kind`.execute(ctx.tx)
  return rows
}
