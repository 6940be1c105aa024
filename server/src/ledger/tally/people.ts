import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { changeIn } from './change.ts'
import { eventsIn, located } from './events.ts'
import { type Reading, tailOf } from './reader.ts'

/** Who is among some people, as a condition of a query. */
export interface Among {
  /** What the condition needs, as a part of `with`. */
  readonly base: RawBuilder<unknown>
  /** Whether the person in this column is one of them. */
  readonly has: (person: string) => RawBuilder<boolean>
}

/**
 * Who stands anywhere in the city: as was kept at the end of the step, and as those do who moved in the tail.
 *
 * @param few whether it is asked for few people: then each is looked up, else all are hashed once
 */
export function standingPeople(ctx: Ctx, reading: Reading, few: boolean): Among {
  const { lens, step } = reading
  const kept = sql`
    select x.person_id from tally_person x
     where x.tenant = ${ctx.tenant.tenant} and x.lens = ${lens.lens} and x.since <= ${step} and (x.until is null or x.until > ${step})`
  const moved = sql`select person_id from person_now`
  return {
    base: sql`
      ${eventsIn(ctx, tailOf(reading))}, ${changeIn(ctx, tailOf(reading))},
      person_now as materialized (
        select c.person_id, bool_or(c.was + c.change > 0) as stands from cell_of_person c ${located(ctx, 'c')}
         where c.person_id is not null group by c.person_id)`,
    has: person =>
      few
        ? sql<boolean>`
            coalesce((select stands from person_now n where n.person_id = ${sql.ref(person)}),
                     exists (${kept} and x.person_id = ${sql.ref(person)} offset 0))`
        : among(person, sql`${kept} except ${moved} union all ${moved} where stands`),
  }
}

/**
 * NOTE: `in` an array unfolded is hashed whatever the planner believes. `in (select …)` is a loop over all pairs once
 * it believes that the list does not fit into `work_mem`, and a join is one until a fresh roster was analysed.
 */
export const among = (person: string, people: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(person)} in (select unnest(array(${people})))`
