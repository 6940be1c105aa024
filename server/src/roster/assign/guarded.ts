import type { SKILLS } from '@muster/core/people/wire.ts'
import type { Guarded, Span } from '@muster/core/roster/guard.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Served } from '../../platform/slice.ts'

/** What the guard knows of a person, with the name by which they go. */
export interface GuardedPerson extends Guarded {
  readonly id: string
  readonly name: string
  readonly volunteerNo: string
  readonly unit: string
  readonly spans: readonly ShiftSpan[]
}

/** A stretch and the shift it is of. */
export interface ShiftSpan extends Span {
  readonly shiftId: string
  /** As it was served, not as it was planned. */
  readonly served: boolean
}

const DAY = 24 * 60 * 60_000
/** The guard looks eight days back and ahead. */
const AROUND = 9 * DAY

/**
 * All that the guard must know of these people around a stretch of time: a few statements, however many they are. People who
 * have left the roster are left out.
 *
 * @param without the shift in question: it does not count; left out, all do
 */
export async function guardedPeople(
  ctx: Ctx,
  personIds: readonly string[],
  around: { readonly from: number; readonly until: number },
  without?: string,
): Promise<Map<string, GuardedPerson>> {
  const window = [new Date(around.from - AROUND), new Date(around.until + AROUND)] as const
  const people = await traitsOf(ctx, personIds)
  const spans = await spansOf(ctx, personIds, ...window)
  return new Map(
    people.map(({ id, ...traits }) => {
      const own = (spans.get(id) ?? []).filter(({ shiftId }) => shiftId !== without)
      return [id, { id, ...traits, spans: own }]
    }),
  )
}

type Traits = Omit<GuardedPerson, 'spans'>

async function traitsOf(ctx: Ctx, personIds: readonly string[]): Promise<Traits[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Traits & { skills: (typeof SKILLS)[number][] }>`
    select p.id, p.name, p.volunteer_no as "volunteerNo", u.name as unit, p.skills, p.availability,
           p.light_duty as "lightDuty", coalesce(f.fit, true) as fit, c.until_day as "coveredUntil",
           coalesce(e.days, '[]') as exempt
      from person p
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
      left join fitness f on f.tenant = ${tenant} and f.person_id = p.id
      left join cover c on c.tenant = ${tenant} and c.person_id = p.id
      left join lateral (
        select jsonb_agg(jsonb_build_object('from', x.from_day, 'until', x.until_day)) as days
          from exemption x where x.tenant = ${tenant} and x.person_id = p.id and x.ended_at is null) e on true
     where p.tenant = ${tenant} and p.id = any(${personIds}::uuid[]) and p.left_at is null`.execute(ctx.tx)
  return rows
}

/**
 * What these people serve and are meant to serve within a window. Served counts in place of what was planned on that
 * shift; who is still there stays to its planned end, and who was relieved early has no plan left there.
 */
export async function spansOf(
  ctx: Ctx,
  personIds: readonly string[],
  from: Date,
  until: Date,
): Promise<Map<string, ShiftSpan[]>> {
  const served = await servedSpans(ctx, personIds, from, until)
  const planned = await plannedSpans(ctx, personIds, from, until)
  const known = new Set(served.map(keyOf))
  return Map.groupBy([...served, ...planned.filter(one => !known.has(keyOf(one)))], ({ personId }) => personId)
}

interface OfPerson {
  readonly personId: string
  readonly shiftId: string
}
const keyOf = ({ personId, shiftId }: OfPerson): string => `${personId} ${shiftId}`

async function servedSpans(
  ctx: Ctx,
  personIds: readonly string[],
  from: Date,
  until: Date,
): Promise<(OfPerson & ShiftSpan)[]> {
  const found: Served[] = []
  for (const { served } of ctx.house.slices) if (served) found.push(...(await served(ctx, personIds, from, until)))
  return found.map(({ personId, shiftId, day, plannedEnd, ...span }) => {
    const end = span.until ?? (plannedEnd > ctx.now ? plannedEnd : ctx.now)
    return { personId, shiftId, day, served: true, from: span.from.getTime(), until: end.getTime() }
  })
}

/** Plans, up to when they ended: an assignment that ended by relief was served until then. */
async function plannedSpans(
  ctx: Ctx,
  personIds: readonly string[],
  from: Date,
  until: Date,
): Promise<(OfPerson & ShiftSpan)[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<OfPerson & { day: string; from: Date; until: Date }>`
    select a.person_id as "personId", a.shift_id as "shiftId", s.day, lower(a.span) as from,
           least(upper(a.span), a.ended_at) as until
      from (select * from assignment
             where tenant = ${tenant} and person_id = any(${personIds}::uuid[]) and ended_at is null
               and upper(span) > ${from} and not standby
             union all
            select * from assignment
             where tenant = ${tenant} and person_id = any(${personIds}::uuid[]) and ended_why = 'relieved'
               and ended_at > ${from} and ended_at > lower(span)) a
      join shift s on s.tenant = ${tenant} and s.id = a.shift_id
     where lower(a.span) < ${until}`.execute(ctx.tx)
  return rows.map(row => ({ ...row, served: false, from: row.from.getTime(), until: row.until.getTime() }))
}
