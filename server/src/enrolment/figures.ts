import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { type CountingRule, RULES } from '@muster/core/enrolment/rules.ts'
import type * as wire from '@muster/core/enrolment/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { type RawBuilder, sql } from 'kysely'
import { standingIn } from '../ledger/tally/reader.ts'
import type { Ctx, Scope } from '../platform/context.ts'
import { instantOf } from './instant.ts'
import { rollCounts } from './roll.ts'
import { type Asked, coverageBase, inside, placesReportedTo } from './standing.ts'
import { standingThen } from './standing-then.ts'
import { placesTallied, type Tallied, talliedFor, unitsTallied } from './tallied.ts'

/** What was counted, without words. */
export interface Counts {
  readonly people: number
  readonly units: number
  readonly areas: number
  readonly zones: number
  readonly streets: number
  readonly communities: number
  readonly memberships: number
  readonly baseAreas: number
  readonly baseStreets: number
  readonly baseCommunities: number
  readonly uncoveredStreets: number
  readonly uncoveredCommunities: number
  readonly lastHeard: Date | null
}

/** Counts the double report as of an instant, inside a scope: from the tally where it is kept, else from the facts. */
export async function countReports(ctx: Ctx, asked: Asked, scope: Scope = ctx.scope): Promise<Counts> {
  const tallied = await talliedFor(ctx, asked, scope)
  return tallied ? countTallied(ctx, asked, scope, tallied) : countFacts(ctx, asked, scope)
}

async function countTallied(ctx: Ctx, asked: Asked, scope: Scope, tallied: Tallied): Promise<Counts> {
  const { part, reading } = tallied
  const standing = (await standingIn(ctx, reading, [part.scope])).get(part.scope)!
  const units = part.side === 'unit' ? null : await unitsTallied(ctx, reading, [part.scope])
  const { rows } = await sql<PlaceCounts>`
    with ${placesTallied(ctx, tallied)}, ${coverageBase(ctx, asked.asOf, scope)}
    select ${placeCounts(ctx)}`.execute(ctx.tx)
  return {
    ...rows[0]!,
    people: standing.people,
    units: units ? (units.get(part.scope) ?? 0) : Math.min(standing.facts, 1),
    memberships: standing.facts,
    lastHeard: standing.heard,
  }
}

/** The slow truth: {@link countTallied} must say the same. */
export async function countFacts(ctx: Ctx, asked: Asked, scope: Scope): Promise<Counts> {
  const { rows } = await sql<Counts>`
    with ${await standingThen(ctx, asked, scope)}, ${placesReportedTo(ctx)}, ${coverageBase(ctx, asked.asOf, scope)}
    select (select count(*)::int from (select distinct person_id from standing) x) as people,
           (select count(distinct split_part(path, '/', 1))::int from unit
             where tenant = ${ctx.tenant.tenant} and id in (select distinct unit_id from standing)) as units,
           (select count(*)::int from standing) as memberships,
           ${lastHeard(ctx, asked, scope)} as "lastHeard",
           ${placeCounts(ctx)}`.execute(ctx.tx)
  return rows[0]!
}

/** When the double report was heard of last. Of each kind the newest that the reader may see: most often among the first. */
const lastHeard = (ctx: Ctx, asked: Asked, scope: Scope): RawBuilder<Date | null> => sql`
  (select max(x.recorded_at)
     from unnest(${[reportedIn.name, left.name]}::text[]) as k (kind)
     cross join lateral (
       select f.recorded_at from fact f
         join territory t on t.tenant = ${ctx.tenant.tenant} and t.code = f.territory
         join unit u on u.tenant = ${ctx.tenant.tenant} and u.id = f.unit_id
        where f.tenant = ${ctx.tenant.tenant} and f.kind = k.kind and f.recorded_at <= ${asked.asOf} and ${inside(ctx, asked, scope)}
        order by f.recorded_at desc limit 1) x)`

type PlaceCounts = Omit<Counts, 'people' | 'units' | 'memberships' | 'lastHeard'>

/** Counts over `place` and the base of coverage. */
const placeCounts = (ctx: Ctx) => sql`
  (select count(distinct area)::int from place) as areas,
  (select count(*)::int from territory where tenant = ${ctx.tenant.tenant} and zone and code in (select area from place)) as zones,
  (select count(distinct street)::int from place where in_street) as streets,
  (select count(*)::int from place) as communities,
  (select count(*)::int from area) as "baseAreas",
  (select count(*)::int from base_street) as "baseStreets",
  (select count(*)::int from base_community) as "baseCommunities",
  (select count(*)::int from gap_street) as "uncoveredStreets",
  (select count(*)::int from gap_community) as "uncoveredCommunities"`

/** The figures of the double report, each with the rule it was counted by. */
export async function figures(ctx: Ctx, input: ParsedOf<typeof wire.figures>) {
  const { asOf, live } = instantOf(ctx, input.asOf)
  const asked = { ...input, asOf }
  const counts = await countReports(ctx, asked)
  const { expected, exempt, reported, missing } = await rollCounts(ctx, asked)
  return {
    asOf: asOf.toISOString(),
    live,
    people: figure(RULES.people, counts.people),
    units: figure(RULES.units, counts.units),
    areas: figure(RULES.areas, counts.areas),
    streets: figure(RULES.streets, counts.streets),
    communities: figure(RULES.communities, counts.communities),
    memberships: figure(RULES.memberships, counts.memberships),
    base: { areas: counts.baseAreas, streets: counts.baseStreets, communities: counts.baseCommunities },
    uncovered: { streets: counts.uncoveredStreets, communities: counts.uncoveredCommunities },
    expected: { expected, exempt, reported, missing },
    lastHeard: counts.lastHeard?.toISOString() ?? null,
  }
}

const figure = ({ key, unit, zh, en }: CountingRule, value: number) => ({ key, value, unit, rule: { key, zh, en } })
