import { dayIn } from '@muster/core/platform/moment.ts'
import type { Pool } from '@muster/core/roster/rota.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { checkReach } from '../../platform/door/reach.ts'

/**
 * The ids of everybody whom a pool names: seats that are confirmed, members (of a team that was woken, those who said yes),
 * people of units, people reported in.
 */
export const named = ({ tenant: { tenant } }: Ctx, pool: Pool): RawBuilder<unknown> => sql`
  select s.person_id as id from seat s
   where s.tenant = ${tenant} and s.call_id = any(${pool.callIds}::uuid[]) and s.state = 'confirmed'
  union
  select m.person_id from team_member m
    join team g on g.tenant = m.tenant and g.id = m.team_id
    join team top on top.tenant = g.tenant and starts_with(g.path, top.path)
   where m.tenant = ${tenant} and top.id = any(${pool.teamIds}::uuid[]) and not exists (
     select from renewal r join team w on w.tenant = r.tenant and w.id = r.team_id
      where r.tenant = ${tenant} and starts_with(g.path, w.path)
        and r.at = (select max(x.at) from renewal x where x.tenant = ${tenant} and x.team_id = r.team_id)
        and not exists (select from renewed y where y.tenant = ${tenant} and y.renewal_id = r.id and y.person_id = m.person_id))
  union
  select q.id from person q
    join unit v on v.tenant = q.tenant and v.id = q.unit_id
    join unit top on top.tenant = v.tenant and starts_with(v.path, top.path)
   where q.tenant = ${tenant} and top.id = any(${pool.unitIds}::uuid[])
  union
  select i.person_id from report_in i
    join territory w on w.tenant = i.tenant and w.code = i.territory
    join territory top on top.tenant = w.tenant and starts_with(w.path, top.path)
   where i.tenant = ${tenant} and top.code = any(${pool.territories}::text[])`

/** Whom a rota may ask at all: named, still on a roster, and not saying “not now”. Exemptions are of days. */
export async function askable(ctx: Ctx, pool: Pool): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from person p join (${named(ctx, pool)}) n on n.id = p.id
     where p.tenant = ${ctx.tenant.tenant} and p.left_at is null and p.availability <> 'not-now' order by p.id`.execute(
    ctx.tx,
  )
  return rows.map(({ id }) => id)
}

/** How many may be asked today. NOTE: whoever is not fit is not told apart from whoever is exempt. */
export async function askableToday(ctx: Ctx, pool: Pool): Promise<number> {
  const today = dayIn(ctx.tenant.zone, ctx.now)
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from person p join (${named(ctx, pool)}) n on n.id = p.id
     where p.tenant = ${ctx.tenant.tenant} and p.left_at is null and p.availability <> 'not-now' and not exists (
       select from exemption e where e.tenant = ${ctx.tenant.tenant} and e.person_id = p.id and e.ended_at is null
          and e.from_day <= ${today}::date and coalesce(e.until_day, 'infinity'::date) >= ${today}::date)
       and not exists (select from fitness f where f.tenant = ${ctx.tenant.tenant} and f.person_id = p.id and not f.fit)`.execute(
    ctx.tx,
  )
  return rows[0]!.people
}

/**
 * A desk names only what it reaches: a call it may know of, a team, a unit, a place.
 *
 * @throws Problem `door/not-found`
 */
export async function mustReachPool(ctx: Ctx, pool: Pool): Promise<void> {
  const asked = [
    ...pool.callIds.map(id => ['call', id] as const),
    ...pool.teamIds.map(id => ['team', id] as const),
    ...pool.unitIds.map(id => ['unit', id] as const),
    ...pool.territories.map(id => ['territory', id] as const),
  ]
  for (const [kind, id] of asked) await checkReach(ctx, { reach: { kind, field: 'id' } }, { id })
}
