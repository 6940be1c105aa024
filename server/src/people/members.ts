import type * as wire from '@muster/core/people/teams.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { personForUpdate } from './find.ts'
import { insist, personWhereabouts } from './reach.ts'

interface MemberRow {
  person: { id: string; name: string; volunteerNo: string; unit: string }
  roles: (typeof wire.TEAM_ROLES)[number][]
  group: { id: string; name: string }
  since: Date
}

/** The members of a team and of all its groups: one row for each membership, captains first. */
export async function members(ctx: Ctx, { teamId }: { teamId: string }) {
  const { tenant } = ctx.tenant
  // NOTE: the groups first, see `readTeams`.
  const { rows } = await sql<MemberRow>`
    with below as materialized (
      select g.id, g.name, g.path from team top
        join team g on g.tenant = ${tenant} and starts_with(g.path, top.path)
       where top.tenant = ${tenant} and top.id = ${teamId})
    select jsonb_build_object('id', p.id, 'name', p.name, 'volunteerNo', p.volunteer_no, 'unit', u.name) as person,
           m.roles, jsonb_build_object('id', g.id, 'name', g.name) as group, m.since
      from below g
      join team_member m on m.tenant = ${tenant} and m.team_id = g.id
      join person p on p.tenant = m.tenant and p.id = m.person_id and p.left_at is null
      join unit u on u.tenant = p.tenant and u.id = p.unit_id
     order by g.path, array_position(array['captain', 'deputy'], m.roles[1]) nulls last, p.volunteer_no`.execute(ctx.tx)
  return { rows: rows.map(row => ({ ...row, since: row.since.toISOString() })) }
}

/**
 * Puts a person into a team or group, or changes their roles there. Whoever is in it already may be given roles by
 * all who lead the team; anybody else must be within the actor's own reach.
 */
export async function setMember(ctx: Ctx, { teamId, personId, roles }: ParsedOf<typeof wire.setMember>) {
  const { tenant } = ctx.tenant
  const ordered = [...new Set(roles)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
  await personForUpdate(ctx, personId)
  const held = await membership(ctx, teamId, personId).select('roles').executeTakeFirst()
  if (!held) await insist(ctx, personWhereabouts(ctx, personId))
  if (held && String(held.roles) === String(ordered)) return { done: true as const }
  await ctx.tx
    .insertInto('team_member')
    .values({ tenant, team_id: teamId, person_id: personId, roles: ordered, since: ctx.now })
    .onConflict(conflict => conflict.columns(['tenant', 'team_id', 'person_id']).doUpdateSet({ roles: ordered }))
    .execute()
  await audit(ctx, held ? 'people.member-changed' : 'people.member-added', `team/${teamId}`, {
    person: personId,
    roles: ordered,
  })
  changed(ctx, 'people', `team/${teamId}`)
  return { done: true as const }
}

/** Puts people into a team who were chosen elsewhere, such as those who departed on a call; reach is the caller's. */
export async function addMembers(
  ctx: Ctx,
  teamId: string,
  members: readonly { personId: string; roles: string[] }[],
): Promise<void> {
  if (members.length === 0) return
  await ctx.tx
    .insertInto('team_member')
    .values(
      members.map(({ personId, roles }) => ({
        tenant: ctx.tenant.tenant,
        team_id: teamId,
        person_id: personId,
        roles,
        since: ctx.now,
      })),
    )
    .onConflict(conflict => conflict.columns(['tenant', 'team_id', 'person_id']).doNothing())
    .execute()
  await audit(ctx, 'people.members-added', `team/${teamId}`, { people: members.map(({ personId }) => personId) })
  changed(ctx, 'people', `team/${teamId}`)
}

/** Takes a person out of a team or group; twice is once. */
export async function removeMember(ctx: Ctx, { teamId, personId }: ParsedOf<typeof wire.removeMember>) {
  const held = await membership(ctx, teamId, personId).select('roles').executeTakeFirst()
  if (!held) return { done: true as const }
  await ctx.tx
    .deleteFrom('team_member')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('team_id', '=', teamId)
    .where('person_id', '=', personId)
    .execute()
  await audit(ctx, 'people.member-removed', `team/${teamId}`, { person: personId, roles: held.roles })
  changed(ctx, 'people', `team/${teamId}`)
  return { done: true as const }
}

/** Offices before plain membership, so that the first role of a row is the one that leads. */
const ORDER: readonly (typeof wire.TEAM_ROLES)[number][] = [
  'captain',
  'deputy',
  'coordination',
  'publicity',
  'member',
  'reserve',
]

const membership = (ctx: Ctx, teamId: string, personId: string) =>
  ctx.tx
    .selectFrom('team_member')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('team_id', '=', teamId)
    .where('person_id', '=', personId)
