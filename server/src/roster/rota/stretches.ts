import { dayNumber, dayOf } from '@muster/core/platform/wall-clock.ts'
import type { BoardPerson, Stretch } from '@muster/core/roster/draft.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** Limits look at seven days, and nights in a row at a few more. */
const AROUND_DAYS = 9

/** Who stands where. */
interface Pair {
  readonly person: string
  readonly shiftId: string
}

/** The hours of a shift, as they are shown and as they are counted. */
interface Hours {
  readonly shown: Omit<Stretch, 'draft' | 'published'>
  readonly reportAt: number
  readonly startsAt: number
  readonly endsAt: number
}

interface Placed {
  readonly hours: Hours
  readonly draft: boolean
  readonly published: boolean
}

export interface Days {
  readonly from: string
  readonly to: string
}

/**
 * Where people stand around some days, in all posts: as published, and as the drafts of these rotas would have it. In order of
 * time. NOTE: hours are read once for each shift: in a week of a street two and more stand on each.
 */
async function placedOf(
  ctx: Ctx,
  people: readonly string[],
  days: Days,
  rotaIds: readonly string[],
): Promise<Map<string, Placed[]>> {
  const window = { from: dayOf(dayNumber(days.from) - AROUND_DAYS), to: dayOf(dayNumber(days.to) + AROUND_DAYS) }
  const published = await readPublished(ctx, people, window)
  const { adds, drops } = await readDrafted(ctx, people, window, rotaIds)
  const hours = await readHours(ctx, [...published, ...adds])
  const key = ({ person, shiftId }: Pair) => `${person} ${shiftId}`
  const dropped = new Set(drops.map(key))
  const stands = new Set(adds.length > 0 ? published.map(key) : [])
  const found = new Map<string, Placed[]>(people.map(id => [id, []]))
  for (const pair of published)
    found.get(pair.person)?.push({
      hours: hours.get(pair.shiftId)!,
      draft: dropped.size === 0 || !dropped.has(key(pair)),
      published: true,
    })
  for (const pair of adds)
    if (!stands.has(key(pair)))
      found.get(pair.person)?.push({ hours: hours.get(pair.shiftId)!, draft: true, published: false })
  for (const own of found.values()) own.sort((a, b) => a.hours.startsAt - b.hours.startsAt)
  return found
}

async function readPublished(ctx: Ctx, people: readonly string[], { from, to }: Days): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select a.person_id as person, a.shift_id as "shiftId" from assignment a
     where a.tenant = ${ctx.tenant.tenant} and a.person_id = any(${people}::uuid[]) and a.ended_at is null and not a.standby
       and upper(a.span) > ${from}::date and upper(a.span) < ${to}::date + interval '3 days' and lower(a.span) < ${to}::date + interval '1 day'`.execute(
    ctx.tx,
  )
  return rows
}

/** What drafts would add, and what they would take away. */
async function readDrafted(ctx: Ctx, people: readonly string[], { from, to }: Days, rotaIds: readonly string[]) {
  const { rows } = await sql<Pair & { add: boolean }>`
    select d.person, d.person = any(c.adds) as add, s.id as "shiftId"
      from draft_cell c
      join shift s on s.tenant = c.tenant and s.id = c.shift_id
      cross join lateral unnest(c.adds || c.drops) as d (person)
     where c.tenant = ${ctx.tenant.tenant} and c.rota_id = any(${rotaIds}::uuid[]) and not s.cancelled and s.starts_at > ${ctx.now}
       and s.day between ${from}::date and ${to}::date and d.person = any(${people}::uuid[])`.execute(ctx.tx)
  return { adds: rows.filter(({ add }) => add), drops: rows.filter(({ add }) => !add) }
}

async function readHours(ctx: Ctx, pairs: readonly Pair[]): Promise<Map<string, Hours>> {
  const { tenant } = ctx.tenant
  const ids = [...new Set(pairs.map(({ shiftId }) => shiftId))]
  const { rows } = await sql<{ id: string; postId: string; day: string; reportAt: Date; startsAt: Date; endsAt: Date }>`
    select s.id, s.post_id as "postId", s.day, s.starts_at as "startsAt", s.ends_at as "endsAt",
           s.starts_at - make_interval(mins => p.report_minutes) as "reportAt"
      from shift s join post p on p.tenant = ${tenant} and p.id = s.post_id
     where s.tenant = ${tenant} and s.id = any(${ids}::uuid[])`.execute(ctx.tx)
  return new Map(
    rows.map(({ id, postId, day, reportAt, startsAt, endsAt }) => [
      id,
      {
        shown: {
          shiftId: id,
          postId,
          day,
          reportAt: reportAt.toISOString(),
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
        },
        reportAt: reportAt.getTime(),
        startsAt: startsAt.getTime(),
        endsAt: endsAt.getTime(),
      },
    ]),
  )
}

interface PersonRow {
  readonly id: string
  readonly name: string
  readonly volunteerNo: string
  readonly unit: string
  readonly skills: NonNullable<BoardPerson['skills']>
}

/** People with their hours in some days, as they are drafted. By number. */
export async function boardPeople(
  ctx: Ctx,
  people: readonly string[],
  days: Days,
  rotaIds: readonly string[],
): Promise<BoardPerson[]> {
  const placed = await placedOf(ctx, people, days, rotaIds)
  const { rows } = await sql<PersonRow>`
    select p.id, p.name, p.volunteer_no as "volunteerNo", u.name as unit, p.skills
      from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where p.tenant = ${ctx.tenant.tenant} and p.id = any(${people}::uuid[]) order by p.volunteer_no`.execute(ctx.tx)
  return rows.map(row => {
    const own = placed.get(row.id) ?? []
    const stretches = own.map(({ hours, draft, published }): Stretch => ({ ...hours.shown, draft, published }))
    return { ...row, ...loadOf(own, days), stretches }
  })
}

const MINUTE = 60_000

/** Minutes, shifts and the least rest of somebody in some days, as drafted. */
function loadOf(placed: readonly Placed[], { from, to }: Days) {
  const drafted = placed.filter(({ draft }) => draft).map(({ hours }) => hours)
  const within = ({ shown: { day } }: Hours) => day >= from && day <= to
  const rests = drafted.slice(1).flatMap((next, nth) => {
    const before = drafted[nth]!
    return within(before) || within(next) ? [(next.reportAt - before.endsAt) / MINUTE] : []
  })
  const own = drafted.filter(within)
  return {
    minutes: own.reduce((sum, { startsAt, endsAt }) => sum + (endsAt - startsAt) / MINUTE, 0),
    shifts: own.length,
    leastRestMinutes: rests.length > 0 ? Math.min(...rests) : null,
  }
}
