import { dayNumber, dayOf } from '@muster/core/platform/wall-clock.ts'
import type { BoardPerson, Stretch } from '@muster/core/roster/draft.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** Limits look at seven days, and nights in a row at a few more. */
const AROUND_DAYS = 9

interface Row {
  readonly person: string
  readonly shiftId: string
  readonly postId: string
  readonly day: string
  readonly reportAt: Date
  readonly startsAt: Date
  readonly endsAt: Date
}

export interface Days {
  readonly from: string
  readonly to: string
}

/**
 * Where people stand around some days, in all posts: as published, and as the drafts of these rotas would have it. In order of
 * time.
 */
export async function stretchesOf(
  ctx: Ctx,
  people: readonly string[],
  days: Days,
  rotaIds: readonly string[],
): Promise<Map<string, Stretch[]>> {
  const window = { from: dayOf(dayNumber(days.from) - AROUND_DAYS), to: dayOf(dayNumber(days.to) + AROUND_DAYS) }
  const published = await readPublished(ctx, people, window)
  const { adds, drops } = await readDrafted(ctx, people, window, rotaIds)
  const key = ({ person, shiftId }: { person: string; shiftId: string }) => `${person} ${shiftId}`
  const dropped = new Set(drops.map(key))
  const stands = new Set(published.map(key))
  const all = [
    ...published.map(row => ({ row, draft: !dropped.has(key(row)), published: true })),
    ...adds.filter(row => !stands.has(key(row))).map(row => ({ row, draft: true, published: false })),
  ].toSorted((a, b) => a.row.startsAt.getTime() - b.row.startsAt.getTime())
  const found = new Map<string, Stretch[]>(people.map(id => [id, []]))
  for (const { row, ...how } of all) found.get(row.person)?.push({ ...asStretch(row), ...how })
  return found
}

const asStretch = ({ shiftId, postId, day, reportAt, startsAt, endsAt }: Row) => ({
  shiftId,
  postId,
  day,
  reportAt: reportAt.toISOString(),
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

const HOURS = sql`s.id as "shiftId", s.post_id as "postId", s.day, s.starts_at as "startsAt", s.ends_at as "endsAt",
  s.starts_at - make_interval(mins => p.report_minutes) as "reportAt"`

async function readPublished(ctx: Ctx, people: readonly string[], { from, to }: Days): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.person_id as person, ${HOURS}
      from assignment a
      join shift s on s.tenant = a.tenant and s.id = a.shift_id
      join post p on p.tenant = s.tenant and p.id = s.post_id
     where a.tenant = ${ctx.tenant.tenant} and a.person_id = any(${people}::uuid[]) and a.ended_at is null and not a.standby
       and upper(a.span) > ${from}::date and upper(a.span) < ${to}::date + interval '3 days' and lower(a.span) < ${to}::date + interval '1 day'`.execute(
    ctx.tx,
  )
  return rows
}

/** What drafts would add, and what they would take away. */
async function readDrafted(ctx: Ctx, people: readonly string[], { from, to }: Days, rotaIds: readonly string[]) {
  const { rows } = await sql<Row & { add: boolean }>`
    select d.person, d.person = any(c.adds) as add, ${HOURS}
      from draft_cell c
      join shift s on s.tenant = c.tenant and s.id = c.shift_id
      join post p on p.tenant = s.tenant and p.id = s.post_id
      cross join lateral unnest(c.adds || c.drops) as d (person)
     where c.tenant = ${ctx.tenant.tenant} and c.rota_id = any(${rotaIds}::uuid[]) and not s.cancelled and s.starts_at > ${ctx.now}
       and s.day between ${from}::date and ${to}::date and d.person = any(${people}::uuid[])`.execute(ctx.tx)
  return { adds: rows.filter(({ add }) => add), drops: rows.filter(({ add }) => !add) }
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
  const stretches = await stretchesOf(ctx, people, days, rotaIds)
  const { rows } = await sql<PersonRow>`
    select p.id, p.name, p.volunteer_no as "volunteerNo", u.name as unit, p.skills
      from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where p.tenant = ${ctx.tenant.tenant} and p.id = any(${people}::uuid[]) order by p.volunteer_no`.execute(ctx.tx)
  return rows.map(row => ({
    ...row,
    ...loadOf(stretches.get(row.id) ?? [], days),
    stretches: stretches.get(row.id) ?? [],
  }))
}

const MINUTE = 60_000

/** Minutes, shifts and the least rest of somebody in some days, as drafted. */
function loadOf(stretches: readonly Stretch[], { from, to }: Days) {
  const drafted = stretches.filter(({ draft }) => draft)
  const within = ({ day }: Stretch) => day >= from && day <= to
  const rests = drafted.slice(1).flatMap((next, nth) => {
    const before = drafted[nth]!
    return within(before) || within(next) ? [(Date.parse(next.reportAt) - Date.parse(before.endsAt)) / MINUTE] : []
  })
  const own = drafted.filter(within)
  return {
    minutes: own.reduce((sum, one) => sum + (Date.parse(one.endsAt) - Date.parse(one.startsAt)) / MINUTE, 0),
    shifts: own.length,
    leastRestMinutes: rests.length > 0 ? Math.min(...rests) : null,
  }
}
