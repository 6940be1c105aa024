import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tally } from '../../platform/slice.ts'
import { changeIn } from './change.ts'
import type { Span } from './events.ts'
import { holdLens, type Lens, WIDTH } from './lens.ts'
import { keepMembers } from './members.ts'

/** Rolls one lens to the end of the ledger. @returns the lens as it stands then; null when another server holds it */
export async function rollToEnd(
  ctx: Ctx,
  tally: Tally,
  incidentId: string | null,
  width = WIDTH,
): Promise<Lens | null> {
  const lens = await holdLens(ctx, tally.kind, incidentId, width)
  return lens && follow(ctx, tally, lens, await lastHeard(ctx))
}

/** Rolls on to a number of the ledger that was committed. */
export async function follow(ctx: Ctx, tally: Tally, lens: Lens, last: number): Promise<Lens> {
  let at = lens
  while (at.seq < last) at = await rollStep(ctx, tally, at, last)
  return at
}

/**
 * The number of the last fact that was committed. Whoever writes facts numbers and stamps them under the tenant's lock
 * and keeps it until the commit: when this number can be read, all facts up to it can be read as well, and no later one
 * will ever have a smaller number or an older stamp. So the roller needs no lock on the ledger and holds up no report.
 */
export async function lastHeard(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ last_seq: number }>`
    select last_seq from ledger_clock where tenant = ${ctx.tenant.tenant}`.execute(ctx.tx)
  return rows[0]?.last_seq ?? 0
}

/** Rolls on to the end of the step that the lens is in, or to the last fact, and moves the lens there. */
export async function rollStep(ctx: Ctx, tally: Tally, lens: Lens, last: number): Promise<Lens> {
  const step = Math.floor(lens.seq / lens.width)
  const seq = Math.min(last, (step + 1) * lens.width)
  const at = await newestStamp(ctx, tally, lens, seq)
  if (at) {
    const span: Span = { tally, incidentId: lens.incidentId, from: lens, to: { seq, at } }
    await keepCounts(ctx, lens.lens, step, span)
    await keepMembers(ctx, lens.lens, span).execute(ctx.tx)
  }
  return moveLens(ctx, lens, step, { seq, at: at ?? lens.at })
}

/** The newest stamp of what the tally hears between the lens and a number; null when that is nothing. */
async function newestStamp(ctx: Ctx, tally: Tally, from: Lens, seq: number): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(x.recorded_at) filter (where x.seq <= ${seq}) as at
      from unnest(${[tally.kind, ...tally.ends]}::text[]) as k (kind)
      cross join lateral (
        select f.recorded_at, f.seq from fact f
         where f.tenant = ${ctx.tenant.tenant} and f.kind = k.kind and (f.recorded_at, f.seq) > (${from.at}, ${from.seq}::bigint)
         order by f.recorded_at, f.seq limit ${seq - from.seq}) x`.execute(ctx.tx)
  return rows[0]?.at ?? null
}

/** What stands in every scope that the span touched: what stood there at its last step, and the change. */
async function keepCounts(ctx: Ctx, lens: number, step: number, span: Span): Promise<void> {
  const { tenant } = ctx.tenant
  await sql`
    with ${changeIn(ctx, span)}
    insert into tally (tenant, lens, scope, step, facts, people, heard)
    select ${tenant}, ${lens}::int, d.scope, ${step}::int, coalesce(p.facts, 0) + d.facts, coalesce(p.people, 0) + d.people,
           coalesce(greatest(p.heard, d.heard), 'epoch')
      from delta d
      left join lateral (
        select facts, people, heard from tally x where x.tenant = ${tenant} and x.lens = ${lens} and x.scope = d.scope
         order by x.step desc limit 1) p on true
    on conflict (tenant, lens, scope, step)
    do update set facts = excluded.facts, people = excluded.people, heard = excluded.heard`.execute(ctx.tx)
}

async function moveLens(ctx: Ctx, lens: Lens, step: number, { seq, at }: { seq: number; at: Date }): Promise<Lens> {
  const { tenant } = ctx.tenant
  await sql`
    with moved as (update tally_lens set seq = ${seq}, at = ${at} where tenant = ${tenant} and lens = ${lens.lens})
    insert into tally_step (tenant, lens, step, seq, at) values (${tenant}, ${lens.lens}, ${step}, ${seq}, ${at})
    on conflict (tenant, lens, step) do update set seq = excluded.seq, at = excluded.at`.execute(ctx.tx)
  return { ...lens, seq, at }
}
