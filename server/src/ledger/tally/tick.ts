import { type Kysely, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { DB } from '../../platform/database/rows.gen.ts'
import type { Tick } from '../../platform/slice.ts'
import { steadyMs } from '../../platform/steady.ts'
import { followed, following } from './followed.ts'
import { holdLens, talliesOf } from './lens.ts'
import { TABLES } from './rebuild.ts'
import { restAfter } from './rest.ts'
import { lastHeard, rollStep } from './roll.ts'

/** Fewer facts than this are not worth rolling: a reader counts them from the ledger in some milliseconds. */
const WORTH = 500
/** Steps in one turn, so that other work of time gets its own: a history that was never rolled takes many turns. */
const STEPS = 8
/** Rows of a lens that nobody looks through any more, swept in one turn. */
const SWEPT = 20_000

/** Every tally follows the ledger, through every lens that somebody looks through. */
export const rolling: Tick = { name: 'ledger.tallies', everySeconds: 2, long: true, due, run }

/**
 * Of each city: how far its ledger was at the roller's last turn, and until when the roller rests since. It is known to
 * one server only, which is enough: long work stays with the server that has it.
 */
const turns = new Map<string, { readonly last: number; readonly restsUntil: number }>()

/** Cities with something to roll, an incident that is followed without a lens, or a lens by trees that are no longer. */
async function due(db: Kysely<DB>): Promise<string[]> {
  const { rows } = await sql<{ tenant: string }>`
    select c.tenant from ledger_clock c
      left join (
        select tenant, min(seq) as seq, bool_or(incident_id is null) as whole from (${following}) l group by tenant) l on l.tenant = c.tenant
     where c.last_seq >= ${WORTH}
       and (l.whole is not true or c.last_seq - l.seq >= ${WORTH}
            or exists (select from tally_lens v join tree t on t.tenant = v.tenant where v.tenant = c.tenant and ${isVoid('v')})
            or exists (
              select from (${followed}) i where i.tenant = c.tenant and not exists (
                select from (${following}) x where x.tenant = i.tenant and x.incident_id = i.id)))`.execute(db)
  const now = steadyMs()
  return rows.map(({ tenant }) => tenant).filter(tenant => (turns.get(tenant)?.restsUntil ?? 0) <= now)
}

async function run(ctx: Ctx): Promise<void> {
  const { tenant } = ctx.tenant
  const began = steadyMs()
  const last = await lastHeard(ctx)
  const tail = await rollAll(ctx, last)
  await sweep(ctx)
  const now = steadyMs()
  const came = last - (turns.get(tenant)?.last ?? last)
  turns.set(tenant, { last, restsUntil: now + restAfter({ tookMs: now - began, came, tail }) })
}

/** Some steps of every lens. @returns how far the one that is farthest behind still is */
async function rollAll(ctx: Ctx, last: number): Promise<number> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string }>`
    select id from (${followed}) i where tenant = ${tenant} order by id`.execute(ctx.tx)
  let [left, tail] = [STEPS, 0]
  for (const tally of talliesOf(ctx))
    for (const incidentId of [null, ...rows.map(({ id }) => id)]) {
      let lens = await holdLens(ctx, tally.kind, incidentId)
      for (; lens && left > 0 && last - lens.seq >= WORTH; left--) lens = await rollStep(ctx, tally, lens, last)
      tail = Math.max(tail, lens ? last - lens.seq : 0)
    }
  return tail
}

/** Whether a lens is by trees `t` that are no longer. NOTE: one that is being rebuilt has their version below zero. */
const isVoid = (lens: string) => sql<boolean>`abs(${sql.ref(`${lens}.tree`)}) <> t.version`

/** Clears away a lens by trees that are no longer, or that a rebuild has replaced: a little in each turn. */
async function sweep(ctx: Ctx): Promise<void> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ lens: number }>`
    select l.lens from tally_lens l join tree t on t.tenant = l.tenant
     where l.tenant = ${tenant} and ${isVoid('l')}
     order by l.lens limit 1 for update of l skip locked`.execute(ctx.tx)
  const [old] = rows
  if (!old) return
  for (const table of TABLES) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where tenant = ${tenant} and ctid = any(array(
        select ctid from ${sql.table(table)} where tenant = ${tenant} and lens = ${old.lens} limit ${SWEPT}))`.execute(
      ctx.tx,
    )
    if (numAffectedRows > 0n) return
  }
  await sql`delete from tally_lens where tenant = ${tenant} and lens = ${old.lens}`.execute(ctx.tx)
}
