import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tally } from '../../platform/slice.ts'
import type { Mark } from './lens.ts'

/** A part of the ledger, seen through a lens: what was heard after `from`, up to and with `to`. */
export interface Span {
  readonly tally: Tally
  readonly incidentId: string | null
  readonly from: Mark
  readonly to: Mark
  readonly lens: number
  /** The step at whose end it begins, or inside which: the one that was rolled last before it. −1: none was. */
  readonly step: number
  /** Only these; left out: all. */
  readonly scopes?: readonly string[] | undefined
}

/**
 * The start of every change: `heard` is what was said in the span, `event` is how the number of standing facts changed
 * by it: +1 where a fact came, −1 where one was superseded. Rolling and reading the tail begin with the same lines, so
 * both count alike.
 * NOTE: what supersedes is heard after what it supersedes: the actions see to it, under the ledger's lock.
 * NOTE: the stamps are compared once more by themselves: of pairs the planner believes that a ninth of the ledger lies
 * between any two, and reads all of it.
 * NOTE: here and in all that follows, rows are looked up by key one by one (`lateral … offset 0`). The planner cannot
 * know how large a span is, and where it may choose it reads a table of millions to find a thousand rows.
 */
export function eventsIn(ctx: Ctx, { tally, incidentId, from, to }: Span): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  return sql`
    heard as materialized (
      select f.seq, f.kind, f.recorded_at, f.person_id, f.territory, f.unit_id, f.incident_id, f.supersedes
        from fact f
       where f.tenant = ${tenant} and f.kind = any(${[tally.kind, ...tally.ends]}::text[])
         and f.recorded_at between ${from.at} and ${to.at}
         and (f.recorded_at, f.seq) > (${from.at}, ${from.seq}::bigint) and (f.recorded_at, f.seq) <= (${to.at}, ${to.seq}::bigint)),
    event as materialized (
      select seq, 1 as change, person_id, territory, unit_id from heard h
       where kind = ${tally.kind} and ${seenBy(incidentId, 'h')}
      union all
      select h.seq, -1, f.person_id, f.territory, f.unit_id
        from heard h cross join lateral (
          select * from fact x where x.tenant = ${tenant} and x.id = h.supersedes offset 0) f
       where h.supersedes is not null and f.kind = ${tally.kind} and ${seenBy(incidentId, 'f')})`
}

/** The scopes of a place: the city, and every place above it with itself. */
export const scopesOfPlace = (path: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`array[''] || string_to_array(rtrim(${path}, '/'), '/')`

/** The scopes of a unit: every unit above it with itself, and its own people. */
export const scopesOfUnit = (path: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`string_to_array(${path} || split_part(${path}, '/', -2) || '=', '/')`

/**
 * The place and the unit that a row names, with the scopes they belong to. A row of which one is not known falls out: it
 * counts nowhere, as in every figure.
 */
export const located = (ctx: Ctx, row: string): RawBuilder<unknown> => sql`
  cross join lateral (
    select x.path, ${scopesOfPlace(sql`x.path`)} as scopes
      from territory x where x.tenant = ${ctx.tenant.tenant} and x.code = ${sql.ref(`${row}.territory`)} offset 0) place
  cross join lateral (
    select x.path, split_part(x.path, '/', 1) as top, ${scopesOfUnit(sql`x.path`)} as scopes
      from unit x where x.tenant = ${ctx.tenant.tenant} and x.id = ${sql.ref(`${row}.unit_id`)} offset 0) home`

/** Whether a fact is seen through the lens of an incident: its own, and those that name none. */
export const seenBy = (incidentId: string | null, fact: string): RawBuilder<boolean> =>
  incidentId
    ? sql<boolean>`(${sql.ref(`${fact}.incident_id`)} is null or ${sql.ref(`${fact}.incident_id`)} = ${incidentId})`
    : sql<boolean>`true`

/** The condition that keeps to the scopes asked for. */
export const asked = ({ scopes }: Span, column: string): RawBuilder<boolean> =>
  scopes ? sql<boolean>`${sql.ref(column)} = any(${scopes}::text[])` : sql<boolean>`true`
