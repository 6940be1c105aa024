import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { asked, eventsIn, located, type Span, seenBy } from './events.ts'

/**
 * `delta`: by how much a span changed the facts and people that stand in each scope, and when the scope was heard of
 * last. People are distinct without a list of who stands where: whoever appears in the span is looked up in the facts
 * as they stood before it, and counts if the scope had nobody of that name before and has now, or the other way round.
 */
export function changeIn(ctx: Ctx, span: Span): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  const { tally, incidentId, from } = span
  return sql`
    ${eventsIn(ctx, span)},
    stood as materialized (
      select f.person_id, f.territory, f.unit_id
        from (select distinct person_id from event where person_id is not null) p
        cross join lateral (
          select x.person_id, x.territory, x.unit_id from fact x
           where x.tenant = ${tenant} and x.person_id = p.person_id and x.kind = ${tally.kind} and x.seq <= ${from.seq}
             and ${seenBy(incidentId, 'x')}
             and not exists (select from fact y where y.tenant = ${tenant} and y.supersedes = x.id and y.seq <= ${from.seq})
          offset 0) f),
    cell_of_person as (
      select person_id, territory, unit_id, sum(was)::int as was, sum(change)::int as change
        from (select person_id, territory, unit_id, 1 as was, 0 as change from stood
              union all select person_id, territory, unit_id, 0, change from event) x
       group by person_id, territory, unit_id),
    person_in as (
      select s.scope, c.person_id, sum(c.was) as was, sum(c.change) as change
        from cell_of_person c ${located(ctx, 'c')} cross join unnest(place.scopes || home.scopes) as s (scope)
       where ${asked(span, 's.scope')}
       group by s.scope, c.person_id),
    spoken as (
      select territory, unit_id, max(recorded_at) as at from heard h where ${seenBy(incidentId, 'h')} group by territory, unit_id),
    delta as (
      select scope, sum(facts)::int as facts, sum(people)::int as people, max(heard) as heard
        from (select scope, change as facts, case when person_id is null then 0 else (was + change > 0)::int - (was > 0)::int end as people,
                     null::timestamptz as heard
                from person_in
              union all
              select s.scope, 0, 0, spoken.at
                from spoken ${located(ctx, 'spoken')} cross join unnest(place.scopes || home.scopes) as s (scope)
               where ${asked(span, 's.scope')}) x
       group by scope)`
}
