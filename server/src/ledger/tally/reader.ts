import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tally } from '../../platform/slice.ts'
import { changeIn } from './change.ts'
import { eventsIn, type Span } from './events.ts'
import { type Lens, lensOf, type Mark, START, tallyOf } from './lens.ts'
import { type Side, turnsIn } from './members.ts'

/** Whose figures are asked for: facts of a kind, of one incident and of none, as of an instant. */
export interface Question {
  readonly kind: string
  readonly incidentId?: string | undefined
  readonly asOf: Date
}

/** Where the answer to a question stands: rolled up to `base`, and from there to `end` in the facts alone. */
export interface Reading {
  readonly tally: Tally
  readonly lens: Lens
  /** The last step that ends by the instant; −1 before the first. */
  readonly step: number
  readonly base: Mark
  readonly end: Mark
  /** The base is the lens's own mark: what came and went since is nowhere but in the facts. */
  readonly live: boolean
}

/** What stands in a scope. */
export interface Standing {
  readonly facts: number
  readonly people: number
  readonly heard: Date | null
}

/** A tail longer than this is lost: the facts alone are the shorter way, which costs more than rolling. */
export const LOST = 100_000

/**
 * Looks for the answer; null where it must be counted from the facts, because nobody has rolled them so. In a writing
 * transaction the lens is held, or the roller might move it between two statements; while a roller holds it, the facts
 * are counted: whoever writes may have the ledger's lock, and must not wait for a roller's turn with it.
 */
export async function readingOf(ctx: Ctx, { kind, incidentId, asOf }: Question): Promise<Reading | null> {
  const tally = tallyOf(ctx, kind)
  const found = await lensOf(ctx, kind, incidentId ?? null)
  const lens = found && (await steady(ctx, found))
  if (!lens) return null
  const end = await lastBy(ctx, tally, asOf)
  const live = lens.at <= asOf
  const { step, ...base } = await lastStep(ctx, lens, asOf)
  return end.seq - base.seq > LOST ? null : { tally, lens, step, base, end, live }
}

async function steady(ctx: Ctx, lens: Lens): Promise<Lens | null> {
  const { rows } = await sql<{
    writing: boolean
  }>`select current_setting('transaction_read_only') = 'off' as writing`.execute(ctx.tx)
  if (!rows[0]?.writing) return lens
  const { rows: held } = await sql<Mark>`
    select l.seq, l.at from tally_lens l, tree t
     where l.tenant = ${ctx.tenant.tenant} and l.lens = ${lens.lens} and t.tenant = ${ctx.tenant.tenant} and t.version = l.tree
       for share skip locked`.execute(ctx.tx)
  return held[0] ? { ...lens, ...held[0] } : null
}

/** The last fact that the tally had heard by an instant. */
async function lastBy(ctx: Ctx, { kind, ends }: Tally, asOf: Date): Promise<Mark> {
  const { rows } = await sql<Mark>`
    select x.seq, x.recorded_at as at
      from unnest(${[kind, ...ends]}::text[]) as k (kind)
      cross join lateral (
        select f.seq, f.recorded_at from fact f
         where f.tenant = ${ctx.tenant.tenant} and f.kind = k.kind and f.recorded_at <= ${asOf}
         order by f.recorded_at desc, f.seq desc limit 1) x
     order by x.seq desc limit 1`.execute(ctx.tx)
  return rows[0] ?? START
}

async function lastStep(ctx: Ctx, lens: Lens, asOf: Date): Promise<Mark & { step: number }> {
  const { rows } = await sql<Mark & { step: number }>`
    select step, seq, at from tally_step
     where tenant = ${ctx.tenant.tenant} and lens = ${lens.lens} and at <= ${asOf}
     order by step desc limit 1`.execute(ctx.tx)
  return rows[0] ?? { ...START, step: -1 }
}

/** What stands in each of these scopes: what stood at the end of the step, and the change since. */
export async function standingIn(
  ctx: Ctx,
  reading: Reading,
  scopes: readonly string[],
): Promise<Map<string, Standing>> {
  const { tenant } = ctx.tenant
  const { lens, step } = reading
  const { rows } = await sql<Standing & { scope: string }>`
    with ${eventsIn(ctx, tailOf(reading))}, ${changeIn(ctx, { ...tailOf(reading), scopes })}
    select scope, sum(facts)::int as facts, sum(people)::int as people, max(heard) as heard
      from (select scope, facts, people, heard from delta
            union all
            select s.scope, coalesce(b.facts, 0), coalesce(b.people, 0), b.heard
              from unnest(${scopes}::text[]) as s (scope)
              left join lateral (
                select facts, people, heard from tally x
                 where x.tenant = ${tenant} and x.lens = ${lens.lens} and x.scope = s.scope and x.step <= ${step}
                 order by x.step desc limit 1) b on true) x
     group by scope`.execute(ctx.tx)
  return new Map(rows.map(row => [row.scope, row]))
}

/** What the facts say after the step. */
export const tailOf = ({ tally, lens, step, base, end }: Reading): Span => ({
  tally,
  incidentId: lens.incidentId,
  lens: lens.lens,
  step,
  from: base,
  to: end,
})

/** `present`: which members each of these scopes has, as a query `(scope, member)` for figures to go on with. */
export function presentIn(ctx: Ctx, reading: Reading, side: Side, scopes: readonly string[]): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  const { lens, live, end } = reading
  const of = sql`s.tenant = ${tenant} and s.lens = ${lens.lens} and s.scope = any(${scopes}::text[]) and s.side = ${side}`
  if (!live)
    return sql`
      present as materialized (
        select s.scope, s.member from spell s where ${of} and s.since <= ${end.seq} and (s.until is null or s.until > ${end.seq}))`
  return sql`
    ${eventsIn(ctx, tailOf(reading))},
    ${turnsIn(ctx, { ...tailOf(reading), scopes })},
    now_in as (select distinct scope, member, final as n from member_run where side = ${side}),
    present as materialized (
      select s.scope, s.member from spell s
       where ${of} and s.until is null
         and not exists (select from now_in where now_in.scope = s.scope and now_in.member = s.member)
      union all
      select scope, member from now_in where n > 0)`
}
