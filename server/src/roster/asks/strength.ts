import { door } from '@muster/core/platform/problems.ts'
import type { Strength } from '@muster/core/roster/renewal.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

type Counts = Pick<Strength, 'people' | 'memberships' | 'agencyStaff' | 'strength' | 'deployed' | 'reserve'>
interface Row extends Counts {
  readonly id: string
  readonly name: string
}

/**
 * How strong a team is, with its groups: people and memberships are different counts, and of the people only those
 * count who said yes since it was woken. Deployed: on a shift right now, by plan.
 */
export async function strength(ctx: Ctx, { teamId }: { teamId: string }): Promise<Strength> {
  const renewal = await newestRenewal(ctx, teamId)
  const [own, ...groups] = await countTeams(ctx, teamId, renewal?.id ?? null)
  if (!own) throw door('door/not-found')
  const { id, ...counts } = own
  return { teamId: id, ...counts, renewal, groups }
}

async function newestRenewal(ctx: Ctx, teamId: string): Promise<Strength['renewal']> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; at: Date; until: Date; why: string; asked: number; yes: string[] }>`
    select r.id, r.at, r.until, r.why,
           (select count(*) from ask k where k.tenant = ${tenant} and k.renewal_id = r.id) as asked,
           array(select y.person_id::text from renewed y where y.tenant = ${tenant} and y.renewal_id = r.id) as yes
      from renewal r
      join team top on top.tenant = ${tenant} and top.id = r.team_id
      join team g on g.tenant = ${tenant} and g.id = ${teamId} and starts_with(g.path, top.path)
     where r.tenant = ${tenant} order by r.at desc limit 1`.execute(ctx.tx)
  const [row] = rows
  return row ? { ...row, at: row.at.toISOString(), until: row.until.toISOString() } : null
}

/** The team itself first, then the groups directly below it, each with all that is below. */
async function countTeams(ctx: Ctx, teamId: string, renewalId: string | null): Promise<Row[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Row>`
    with shown as (
      select id, name, path, parent from team where tenant = ${tenant} and (id = ${teamId} or parent = ${teamId})),
    below as materialized (
      select c.id, g.id as group_id from shown c join team g on g.tenant = ${tenant} and starts_with(g.path, c.path)),
    members as (
      select b.id, p.id as person_id, count(*) as times, u.kind = 'agency' as agency,
             ${renewalId}::uuid is null or exists (
               select from renewed y where y.tenant = ${tenant} and y.renewal_id = ${renewalId}::uuid and y.person_id = p.id) as ready,
             exists (
               select from assignment a
                where a.tenant = ${tenant} and a.person_id = p.id and a.ended_at is null and not a.standby
                  and a.span @> ${ctx.now}::timestamptz) as deployed
        from below b
        join team_member m on m.tenant = ${tenant} and m.team_id = b.group_id
        join person p on p.tenant = ${tenant} and p.id = m.person_id and p.left_at is null
        join unit u on u.tenant = ${tenant} and u.id = p.unit_id
       group by b.id, p.id, u.kind)
    select c.id, c.name, count(m.person_id) as people, coalesce(sum(m.times), 0)::int as memberships,
           count(*) filter (where m.agency) as "agencyStaff", count(*) filter (where m.ready) as strength,
           count(*) filter (where m.deployed) as deployed, count(*) filter (where m.ready and not m.deployed) as reserve
      from shown c left join members m on m.id = c.id
     group by c.id, c.name, c.path, c.parent order by c.id = ${teamId} desc, c.path`.execute(ctx.tx)
  return rows
}
