import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tally } from '../../platform/slice.ts'
import { changeIn, keepPeople } from './change.ts'
import { eventsIn, type Span } from './events.ts'
import { holdLens, type Lens, type Mark, WIDTH } from './lens.ts'
import { keepMembers, turnsIn } from './members.ts'

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

const HOUR_MS = 3_600_000

/**
 * Rolls on to the end of the step that the next fact is in, or to the last fact, and moves the lens there. A step ends
 * with a number that its width divides and with every whole hour: figures are mostly asked for as of an hour. Where it
 * ends is said by the facts alone, so rolling anew makes the same steps, however often the roller came by.
 */
export async function rollStep(ctx: Ctx, tally: Tally, lens: Lens, last: number): Promise<Lens> {
  const next = await nextFact(ctx, tally, lens)
  if (!next || next.seq > last) return moveLens(ctx, lens, { seq: last, at: lens.at })
  const { block, hour } = stepOf(next, lens)
  const to = await lastFact(ctx, tally, lens, Math.min(last, (block + 1) * lens.width), new Date(hour))
  const step = await stepNumber(ctx, lens, next)
  const span: Span = { tally, incidentId: lens.incidentId, lens: lens.lens, step, from: lens, to }
  await keep(ctx, span)
  await sql`
    insert into tally_step (tenant, lens, step, seq, at)
    values (${ctx.tenant.tenant}, ${lens.lens}, ${step}, ${to.seq}, ${to.at})
    on conflict (tenant, lens, step) do update set seq = excluded.seq, at = excluded.at`.execute(ctx.tx)
  return moveLens(ctx, lens, to)
}

const stepOf = ({ seq, at }: Mark, { width }: Lens) => ({
  block: Math.floor((seq - 1) / width),
  hour: Math.ceil(at.getTime() / HOUR_MS) * HOUR_MS,
})

/** The step of the next fact: the one that was rolled last, if that fact lies in it, else a new one. */
async function stepNumber(ctx: Ctx, lens: Lens, next: Mark): Promise<number> {
  const { rows } = await sql<Mark & { step: number }>`
    select step, seq, at from tally_step where tenant = ${ctx.tenant.tenant} and lens = ${lens.lens}
     order by step desc limit 1`.execute(ctx.tx)
  const [latest] = rows
  if (!latest) return 0
  const [of, nextOf] = [stepOf(latest, lens), stepOf(next, lens)]
  return of.block === nextOf.block && of.hour === nextOf.hour ? latest.step : latest.step + 1
}

/** The first fact that the tally has not counted yet. */
async function nextFact(ctx: Ctx, tally: Tally, from: Lens): Promise<Mark | null> {
  const { rows } = await sql<Mark>`
    select x.seq, x.recorded_at as at from ${after(ctx, tally, from, 1)} order by x.seq limit 1`.execute(ctx.tx)
  return rows[0] ?? null
}

/** The last one by a number and by an instant; there is at least one. */
async function lastFact(ctx: Ctx, tally: Tally, from: Lens, seq: number, by: Date): Promise<Mark> {
  const { rows } = await sql<Mark>`
    select x.seq, x.recorded_at as at from ${after(ctx, tally, from, from.width)}
     where x.seq <= ${seq} and x.recorded_at <= ${by} order by x.seq desc limit 1`.execute(ctx.tx)
  return rows[0]!
}

/** `x`: so many facts of each kind, as they were heard after the lens. */
const after = (ctx: Ctx, { kind, ends }: Tally, from: Lens, many: number) => sql`
  unnest(${[kind, ...ends]}::text[]) as k (kind)
  cross join lateral (
    select f.recorded_at, f.seq from fact f
     where f.tenant = ${ctx.tenant.tenant} and f.kind = k.kind and (f.recorded_at, f.seq) > (${from.at}, ${from.seq}::bigint)
     order by f.recorded_at, f.seq limit ${many}) x`

/**
 * Writes a step down, in one statement that reads the span once: what stands in every scope that it touched (what stood
 * there at its last step, and the change), and who came and went.
 */
async function keep(ctx: Ctx, span: Span): Promise<void> {
  const { lens, step } = span
  const { tenant } = ctx.tenant
  await sql`
    with ${eventsIn(ctx, span)}, ${changeIn(ctx, span)}, ${turnsIn(ctx, span)},
    ${keepPeople(ctx, span)}, ${keepMembers(ctx, span)}
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

async function moveLens(ctx: Ctx, lens: Lens, { seq, at }: Mark): Promise<Lens> {
  await sql`
    update tally_lens set seq = ${seq}, at = ${at} where tenant = ${ctx.tenant.tenant} and lens = ${lens.lens}`.execute(
    ctx.tx,
  )
  return { ...lens, seq, at }
}
