import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Among, among, standingPeople } from '../ledger/tally/people.ts'
import { readingOf } from '../ledger/tally/reader.ts'
import { type Ctx, NO_SCOPE, type Scope } from '../platform/context.ts'
import { type Asked, inside, standingAsOf } from './standing.ts'

/**
 * The ways to the reports that stood at an instant: *forth* through all that was heard by then, or *back* from the
 * reports that stand now through all that was heard since. Both are exact: a report that was recorded by the instant
 * stood then if it stands now, or if what ended it was recorded later. One statement reads both halves, so what is
 * heard between two statements changes nothing.
 */
type Way = 'back' | 'forth'

const WHOLE_CITY: Scope = { ...NO_SCOPE, tenant: true }
const KINDS = [reportedIn.name, left.name]

/** How many numbers of the ledger lie on each way: it only decides how long an answer takes, never what it says. */
async function wayTo(ctx: Ctx, asOf: Date): Promise<{ since: number; before: number }> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ last: number | null; then: number | null }>`
    select (select last_seq from ledger_clock where tenant = ${tenant}) as last,
           (select max(x.seq)
              from unnest(${KINDS}::text[]) as k (kind)
              cross join lateral (
                select f.seq from fact f
                 where f.tenant = ${tenant} and f.kind = k.kind and f.recorded_at <= ${asOf}
                 order by f.recorded_at desc, f.seq desc limit 1) x) as "then"`.execute(ctx.tx)
  const { last, then } = rows[0]!
  return { since: (last ?? 0) - (then ?? 0), before: then ?? 0 }
}

/** The shorter way. */
export async function shorterWay(ctx: Ctx, asOf: Date): Promise<Way> {
  const { since, before } = await wayTo(ctx, asOf)
  return since > before ? 'forth' : 'back'
}

/** `standing`: the reports that stood at the instant and that the reader may see, by the shorter way. */
export async function standingThen(ctx: Ctx, asked: Asked, scope: Scope = ctx.scope): Promise<RawBuilder<unknown>> {
  return standingBy(ctx, await shorterWay(ctx, asked.asOf), asked, scope)
}

/** `standing` by one of the ways. */
export const standingBy = (ctx: Ctx, way: Way, asked: Asked, scope: Scope): RawBuilder<unknown> =>
  way === 'forth' ? standingAsOf(ctx, asked, scope) : standingBack(ctx, asked, scope)

function standingBack(ctx: Ctx, asked: Asked, scope: Scope): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  return sql`
    ${endedSince(ctx, asked.asOf)},
    standing as materialized (
      select f.id, f.person_id, f.territory, f.unit_id, f.recorded_at
        from (select fact_id as id, person_id, territory, unit_id, incident_id, recorded_at
                from report_in where tenant = ${tenant} and recorded_at <= ${asked.asOf}
              union all
              select id, person_id, territory, unit_id, incident_id, recorded_at from ended) f
        join territory t on t.tenant = ${tenant} and t.code = f.territory
        join unit u on u.tenant = ${tenant} and u.id = f.unit_id
       where ${inside(ctx, asked, scope)})`
}

/** `ended`: reports that stood at the instant and do so no more. */
function endedSince(ctx: Ctx, asOf: Date): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  return sql`
    ended as materialized (
      select f.id, f.person_id, f.territory, f.unit_id, f.incident_id, f.recorded_at
        from fact later
        cross join lateral (select * from fact x where x.tenant = ${tenant} and x.id = later.supersedes offset 0) f
       where later.tenant = ${tenant} and later.kind = any(${KINDS}::text[]) and later.recorded_at > ${asOf} and later.supersedes is not null
         and f.kind = ${reportedIn.name} and f.recorded_at <= ${asOf})`
}

/** What is nearer than so many facts is not looked for in the tally, whose tail is as long. */
const NEAR = 4000

/**
 * Who had a report that stood at the instant, anywhere in the city: a unit asks for its people wherever they reported.
 *
 * @param few whether it is asked for few people: then each one's reports are looked up, else all are hashed once
 */
export async function reportedThen(ctx: Ctx, { asOf, incidentId }: Asked, few: boolean): Promise<Among> {
  const { since, before } = await wayTo(ctx, asOf)
  const near = Math.min(since, before) < NEAR
  const reading = near ? null : await readingOf(ctx, { kind: reportedIn.name, incidentId, asOf })
  if (reading) return standingPeople(ctx, reading, few)
  return reportedBy(ctx, since > before ? 'forth' : 'back', { asOf, incidentId }, few)
}

/** The same from the facts, by one of the ways. */
export function reportedBy(ctx: Ctx, way: Way, { asOf, incidentId }: Asked, few: boolean): Among {
  const { tenant } = ctx.tenant
  const asked = { asOf, incidentId }
  if (way === 'forth')
    return {
      base: standingAsOf(ctx, asked, WHOLE_CITY),
      has: person => among(person, sql`select person_id from standing`),
    }
  const of = incidentId ? sql`(incident_id is null or incident_id = ${incidentId})` : sql`true`
  const still = sql`select person_id from report_in where tenant = ${tenant} and recorded_at <= ${asOf} and ${of}`
  const nomore = sql`select person_id from ended where ${of}`
  return {
    base: endedSince(ctx, asOf),
    // NOTE: `offset 0` keeps the planner from choosing again: it takes the roster of a city for a handful of people.
    has: person =>
      few
        ? sql<boolean>`(exists (${still} and person_id = ${sql.ref(person)} offset 0) or ${among(person, nomore)})`
        : among(person, sql`${still} union all ${nomore}`),
  }
}
