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
  /** Only these; left out: all. */
  readonly scopes?: readonly string[] | undefined
}

/**
 * The start of every change: `heard` is what was said in the span; `event` is how the number of standing facts changed
 * by it, +1 where a fact came, −1 where one was superseded; `place` and `home` are the scopes of the territories and
 * units they name. Rolling and reading the tail begin with the same lines, so both count alike. A fact of which
 * territory or unit is not known counts nowhere, as in every figure.
 * NOTE: what supersedes is heard after what it supersedes: the actions see to it, under the ledger's lock.
 */
export function eventsIn(ctx: Ctx, { tally, incidentId, from, to }: Span): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  return sql`
    heard as materialized (
      select f.seq, f.kind, f.recorded_at, f.person_id, f.territory, f.unit_id, f.incident_id, f.supersedes
        from fact f
       where f.tenant = ${tenant} and f.kind = any(${[tally.kind, ...tally.ends]}::text[])
         and (f.recorded_at, f.seq) > (${from.at}, ${from.seq}::bigint) and (f.recorded_at, f.seq) <= (${to.at}, ${to.seq}::bigint)),
    event as materialized (
      select seq, 1 as change, person_id, territory, unit_id from heard h
       where kind = ${tally.kind} and ${seenBy(incidentId, 'h')}
      union all
      select h.seq, -1, f.person_id, f.territory, f.unit_id
        from heard h cross join lateral (
          select * from fact x where x.tenant = ${tenant} and x.id = h.supersedes offset 0) f
       where h.supersedes is not null and f.kind = ${tally.kind} and ${seenBy(incidentId, 'f')}),
    place as materialized (
      select t.code, array[''] || string_to_array(rtrim(t.path, '/'), '/') as scopes
        from territory t where t.tenant = ${tenant}),
    home as materialized (
      select u.id, split_part(u.path, '/', 1) as top, string_to_array(rtrim(u.path, '/'), '/') || (u.id::text || '=') as scopes
        from unit u where u.tenant = ${tenant})`
}

/** Whether a fact is seen through the lens of an incident: its own, and those that name none. */
export const seenBy = (incidentId: string | null, fact: string): RawBuilder<boolean> =>
  incidentId
    ? sql<boolean>`(${sql.ref(`${fact}.incident_id`)} is null or ${sql.ref(`${fact}.incident_id`)} = ${incidentId})`
    : sql<boolean>`true`

/** The condition that keeps to the scopes asked for. */
export const asked = ({ scopes }: Span, column: string): RawBuilder<boolean> =>
  scopes ? sql<boolean>`${sql.ref(column)} = any(${scopes}::text[])` : sql<boolean>`true`
