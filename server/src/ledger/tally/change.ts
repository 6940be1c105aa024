import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { asked, located, type Span, scopesOfPlace, scopesOfUnit, seenBy } from './events.ts'

/**
 * `delta`: by how much a span changed the facts and people that stand in each scope, and when the scope was heard of
 * last. People are distinct without a list of who stands where: whoever `moved` in the span (a report that only renews
 * another in the same place moves nobody) is looked up as they stood before it, and counts if the scope had nobody of
 * that name before and has now, or the other way round. Almost everybody stands in one community with one unit, and
 * changes all its scopes alike: those are summed by cell, then by place and by unit, and only the sums are spread over
 * scopes. The few who stand in `several` cells are looked at one by one. Goes on from {@link eventsIn}.
 */
export function changeIn(ctx: Ctx, span: Span): RawBuilder<unknown> {
  return sql`
    moved as materialized (
      select person_id, territory, unit_id, sum(change) as change from event
       group by person_id, territory, unit_id having sum(change) <> 0),
    ${stoodBefore(ctx, span)},
    cell_of_person as materialized (
      select person_id, territory, unit_id, sum(was) as was, sum(change) as change,
             count(*) over (partition by person_id) > 1 as several
        from (select person_id, territory, unit_id, n as was, 0 as change from stood
              union all select person_id, territory, unit_id, 0, change from moved) x
       group by person_id, territory, unit_id),
    cell_change as (
      select territory, unit_id, sum(facts) as facts, sum(people) as people, max(heard) as heard
        from (select territory, unit_id, change as facts, null::timestamptz as heard,
                     case when several or person_id is null then 0 else (was + change > 0)::int - (was > 0)::int end as people
                from cell_of_person
              union all
              select territory, unit_id, 0, recorded_at, 0 from heard h where ${seenBy(span.incidentId, 'h')}) x
       group by territory, unit_id),
    cell_in as materialized (
      select place.path as place, home.path as unit, c.facts, c.people, c.heard from cell_change c ${located(ctx, 'c')}),
    several_in as (
      select s.scope, (sum(c.was + c.change) > 0)::int - (sum(c.was) > 0)::int as people
        from cell_of_person c ${located(ctx, 'c')} cross join unnest(place.scopes || home.scopes) as s (scope)
       where c.several and c.person_id is not null and ${asked(span, 's.scope')}
       group by s.scope, c.person_id),
    delta as (
      select scope, sum(facts)::int as facts, sum(people)::int as people, max(heard) as heard
        from (select s.scope, x.facts, x.people, x.heard
                from (select place as path, sum(facts) as facts, sum(people) as people, max(heard) as heard from cell_in group by place) x
                cross join unnest(${scopesOfPlace(sql`x.path`)}) as s (scope)
               where ${asked(span, 's.scope')}
              union all
              select s.scope, x.facts, x.people, x.heard
                from (select unit as path, sum(facts) as facts, sum(people) as people, max(heard) as heard from cell_in group by unit) x
                cross join unnest(${scopesOfUnit(sql`x.path`)}) as s (scope)
               where ${asked(span, 's.scope')}
              union all
              select scope, 0, people, null from several_in) x
       group by scope)`
}

/** `stood`: where everybody who moved in the span stood before it began. */
function stoodBefore(ctx: Ctx, { lens, step }: Span): RawBuilder<unknown> {
  return sql`
    stood as materialized (
      select f.person_id, f.territory, f.unit_id, f.n
        from (select distinct person_id from moved where person_id is not null) p
        cross join lateral (
          select x.person_id, x.territory, x.unit_id, x.n from tally_person x
           where x.tenant = ${ctx.tenant.tenant} and x.lens = ${lens}::int and x.person_id = p.person_id
             and x.since <= ${step} and (x.until is null or x.until > ${step}) offset 0) f)`
}

/**
 * Goes on from {@link changeIn} and keeps from which step to which everybody in the span stands where. A step may be
 * rolled piece by piece: what stood at the end of the one before (`earlier`) lasts on if it is so again at the end, and
 * what a former piece has written (`latest`) is written anew. So rolling anew in other pieces keeps the same.
 * NOTE: rows are changed by where they lie (`ctid`): joined by key, a table of millions was read for a thousand of them.
 */
export const keepPeople = (ctx: Ctx, { lens, step }: Span): RawBuilder<unknown> => sql`
  person_after as materialized (
    select c.person_id, c.territory, c.unit_id, (c.was + c.change)::int as n,
           earlier.at as earlier_at, earlier.n as earlier_n, latest.at as latest_at
      from cell_of_person c ${located(ctx, 'c')}
      left join lateral (
        select x.ctid as at, x.n from tally_person x
         where x.tenant = ${ctx.tenant.tenant} and x.lens = ${lens}::int
           and x.person_id = c.person_id and x.territory = c.territory and x.unit_id = c.unit_id
           and x.since < ${step} and (x.until is null or x.until = ${step}) offset 0) earlier on true
      left join lateral (
        select x.ctid as at from tally_person x
         where x.tenant = ${ctx.tenant.tenant} and x.lens = ${lens}::int
           and x.person_id = c.person_id and x.territory = c.territory and x.unit_id = c.unit_id
           and x.since = ${step} offset 0) latest on true
     where c.change <> 0 and c.person_id is not null),
  people_over as (
    update tally_person x set until = ${step}
     where x.tenant = ${ctx.tenant.tenant}
       and x.ctid = any(array(select earlier_at from person_after where n is distinct from earlier_n))),
  people_again as (
    update tally_person x set until = null
     where x.tenant = ${ctx.tenant.tenant} and x.ctid = any(array(select earlier_at from person_after where n = earlier_n))),
  people_gone as (
    delete from tally_person x
     where x.tenant = ${ctx.tenant.tenant}
       and x.ctid = any(array(select latest_at from person_after where n <= 0 or n = earlier_n))),
  people_kept as (
    insert into tally_person (tenant, lens, person_id, territory, unit_id, since, n)
    select ${ctx.tenant.tenant}, ${lens}::int, person_id, territory, unit_id, ${step}::int, n
      from person_after where n > 0 and n is distinct from earlier_n
    on conflict (tenant, lens, person_id, territory, unit_id, since) do update set n = excluded.n)`
