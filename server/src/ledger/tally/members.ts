import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { asked, located, type Span } from './events.ts'

/** Which members of a scope: the topmost units that stand in a place, or the communities in which a unit stands. */
export type Side = 'unit' | 'place'

/**
 * How a span, which begins at the lens's mark, changed who is a member of what. First the cells, one community and one
 * unit each: `cell_run` counts them fact by fact, `cell_turn` is where one filled (+1) or emptied (−1). A scope gains or
 * loses a member only there, and most facts fall into cells that are full already. Then the same once more for the
 * members: `member_run` counts the filled cells of each, `turn` is where a member came or went. Goes on from
 * `eventsIn`.
 */
export function turnsIn(ctx: Ctx, span: Span): RawBuilder<unknown> {
  const { lens } = span
  const { tenant } = ctx.tenant
  return sql`
    cell_event as materialized (
      select territory, unit_id, seq, sum(change)::int as change from event
       where territory is not null and unit_id is not null
       group by territory, unit_id, seq having sum(change) <> 0),
    cell_run as materialized (
      select e.territory, e.unit_id, e.seq, e.change,
             coalesce(c.n, 0) + sum(e.change) over (partition by e.territory, e.unit_id order by e.seq)::int as n
        from cell_event e
        left join lateral (
          select n from tally_cell x
           where x.tenant = ${tenant} and x.lens = ${lens} and x.territory = e.territory and x.unit_id = e.unit_id offset 0) c on true),
    cell_turn as materialized (
      select territory, unit_id, seq, (n > 0)::int - (n - change > 0)::int as change
        from cell_run where (n > 0) <> (n - change > 0)),
    member_event as materialized (
      select s.scope, s.side, s.member, c.seq, sum(c.change)::int as change
        from cell_turn c ${located(ctx, 'c')}
        cross join lateral (
          select scope, 'unit' as side, home.top as member from unnest(place.scopes) as x (scope)
          union all
          select scope, 'place', c.territory from unnest(array[''] || home.scopes) as x (scope)) s
       where ${asked(span, 's.scope')}
       group by s.scope, s.side, s.member, c.seq having sum(c.change) <> 0),
    member_run as materialized (
      select e.scope, e.side, e.member, e.seq, e.change, o.since as opened,
             coalesce(o.n, 0) + sum(e.change) over (partition by e.scope, e.side, e.member order by e.seq)::int as n,
             coalesce(o.n, 0) + sum(e.change) over (partition by e.scope, e.side, e.member)::int as final
        from member_event e
        left join lateral (
          select since, n from spell x
           where x.tenant = ${tenant} and x.lens = ${lens} and x.scope = e.scope and x.side = e.side and x.member = e.member
             and x.until is null offset 0) o on true),
    turn as (
      select scope, side, member, seq, n > 0 as came, final, lead(seq) over (partition by scope, side, member order by seq) as next
        from member_run where (n > 0) <> (n - change > 0))`
}

/** Goes on from {@link turnsIn} and writes down what it finds: cells, spells that ended, that last on, that began. */
export const keepMembers = (ctx: Ctx, { lens }: Span): RawBuilder<unknown> => sql`
  cells_kept as (
    insert into tally_cell (tenant, lens, territory, unit_id, n)
    select distinct on (territory, unit_id) ${ctx.tenant.tenant}, ${lens}::int, territory, unit_id, n
      from cell_run order by territory, unit_id, seq desc
    on conflict (tenant, lens, territory, unit_id) do update set n = excluded.n),
  spells_kept as (
    update spell s set until = m.ended, n = case when m.ended is null then m.final else 0 end
      from (select scope, side, member, opened, max(final) as final, min(seq) filter (where n <= 0) as ended
              from member_run where opened is not null group by scope, side, member, opened) m
     where s.tenant = ${ctx.tenant.tenant} and s.lens = ${lens}
       and s.scope = m.scope and s.side = m.side and s.member = m.member and s.since = m.opened),
  spells_begun as (
    insert into spell (tenant, lens, scope, side, member, since, until, n)
    select ${ctx.tenant.tenant}, ${lens}::int, scope, side, member, seq, next, case when next is null then final else 0 end
      from turn where came)`
