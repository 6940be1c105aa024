import type * as wire from '@muster/core/enrolment/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { within } from '../platform/door/within.ts'
import { instantOf } from './instant.ts'
import type { Asked } from './standing.ts'
import { reportedThen } from './standing-then.ts'

export interface RollCounts {
  readonly roster: number
  readonly exempt: number
  readonly expected: number
  readonly reported: number
  readonly missing: number
}

/**
 * The roster as of an instant in three parts that share nobody: reported (anywhere in the city), exempt, missing. Who
 * reported although exempt counts as reported. Expected is the roster less the exempt, so reported plus missing.
 * NOTE: `offset 0`, or everyone's state would be found out anew for every count that asks for it.
 */
export async function rollAsOf(ctx: Ctx, asked: Asked): Promise<RawBuilder<unknown>> {
  const { tenant, zone } = ctx.tenant
  const { asOf, unitId } = asked
  const day = dayIn(zone, asOf)
  const below = unitId
    ? sql`starts_with(u.path, (select path from unit where tenant = ${tenant} and id = ${unitId}))`
    : sql`true`
  const few = unitId !== undefined || !ctx.scope.tenant
  const reported = await reportedThen(ctx, asked, few)
  return sql`
    ${reported.base},
    exempt as materialized (
      select distinct on (x.person_id) x.person_id, x.reason from exemption x
       where x.tenant = ${tenant} and x.approved_at <= ${asOf} and (x.ended_at is null or x.ended_at > ${asOf})
         and x.from_day <= ${day}::date and (x.until_day is null or x.until_day >= ${day}::date)
       order by x.person_id, x.approved_at),
    roster as (
      select p.id, p.name, p.volunteer_no, u.id as unit_id, u.name as unit, u.path as unit_path, e.reason,
             case when ${reported.has('p.id')} then 'reported' when e.reason is not null then 'exempt' else 'missing' end as state
        from person p
        join unit u on u.tenant = p.tenant and u.id = p.unit_id
        left join territory r on r.tenant = p.tenant and r.code = p.residence
        left join exempt e on e.person_id = p.id
       where p.tenant = ${tenant} and p.joined_at <= ${asOf} and (p.left_at is null or p.left_at > ${asOf})
         and ${within(ctx.scope, { unitPath: sql`u.path`, territoryPath: sql`r.path` })} and ${below}
      offset 0)`
}

/** The aggregates of {@link rollAsOf}; `roster` is the sum of its three parts. */
export const ROLL_COUNTS = sql`
  count(*)::int as roster,
  count(*) filter (where state = 'exempt')::int as exempt,
  count(*) filter (where state <> 'exempt')::int as expected,
  count(*) filter (where state = 'reported')::int as reported,
  count(*) filter (where state = 'missing')::int as missing`

/** How many are expected, exempt, reported and missing among those the reader may see. */
export async function rollCounts(ctx: Ctx, asked: Asked): Promise<RollCounts> {
  const { rows } = await sql<RollCounts>`with ${await rollAsOf(ctx, asked)} select ${ROLL_COUNTS} from roster`.execute(
    ctx.tx,
  )
  return rows[0]!
}

interface RollRow {
  readonly id: string
  readonly name: string
  readonly volunteer_no: string
  readonly unit: string
  readonly reason: 'on-duty' | 'village-posting' | 'leave'
  readonly state: 'exempt' | 'missing'
}

/** Who of a unit is missing and who is exempt, by name: for the unit only. */
export async function roll(ctx: Ctx, input: ParsedOf<typeof wire.roll>) {
  const { asOf } = instantOf(ctx, input.asOf)
  const asked = { asOf, unitId: input.unitId }
  const { rows } = await sql<RollRow>`
    with ${await rollAsOf(ctx, asked)}
    select id, name, volunteer_no, unit, reason, state from roster where state <> 'reported'
     order by unit_path, volunteer_no`.execute(ctx.tx)
  return {
    asOf: asOf.toISOString(),
    counts: await rollCounts(ctx, asked),
    missing: rows
      .filter(({ state }) => state === 'missing')
      .map(({ id, name, volunteer_no, unit }) => ({ id, name, volunteerNo: volunteer_no, unit })),
    exempt: rows.filter(({ state }) => state === 'exempt').map(({ id, name, reason }) => ({ id, name, reason })),
  }
}
