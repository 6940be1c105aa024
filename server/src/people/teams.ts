import { pathBelow, refuseIdNumbers } from '@muster/core/people/rules.ts'
import type * as wire from '@muster/core/people/teams.wire.ts'
import { tidyText } from '@muster/core/people/tidy.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { territory as territoryProblem } from '@muster/core/territory/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import { within } from '../platform/door/within.ts'
import { whereabouts as territoryWhereabouts } from '../territory/whereabouts.ts'
import { insist, teamWhereabouts, unitWhereabouts } from './reach.ts'
import { idsIn, pageOf } from './rows.ts'

const USUAL_PAGE = 100

interface TeamRow {
  id: string
  name: string
  kind: wire.Team['kind']
  parent: string | null
  path: string
  unit: wire.Team['unit']
  territory: wire.Team['territory']
  charter: string | null
  version: number
  people: number
  memberships: number
  captains: wire.Team['captains']
}

/** The teams whom the actor may see, groups after their team; with `parent`, the groups directly below it. */
export async function teams(ctx: Ctx, input: ParsedOf<typeof wire.teams>) {
  const limit = input.limit ?? USUAL_PAGE
  const search = literally(tidyText(input.search ?? ''))
  const sides = { unitPath: sql.ref('u.path'), territoryPath: sql.ref('t.path'), teamPath: sql.ref('g.path') }
  const found = sql.join(
    [
      within(ctx.scope, sides),
      ...(input.parent ? [sql`g.parent = ${input.parent}`] : []),
      ...(search ? [sql`g.name ilike ${`%${search}%`}`] : []),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${TEAMS} where g.tenant = ${ctx.tenant.tenant} and ${found}`.execute(ctx.tx)
  const after = input.after === undefined ? sql`true` : sql`g.path > ${input.after}`
  const page = pageOf(await readTeams(ctx, sql`${found} and ${after}`, limit + 1), limit, row => row.path)
  return { ...page, rows: page.rows.map(asTeam), total: rows[0]?.total ?? 0 }
}

/**
 * Forms a team, or a group inside one. A group belongs where its team belongs unless it says otherwise; a desk that
 * names nothing forms a team of its own unit or territory.
 *
 * @throws Problem `door/not-found` for a team, unit or territory out of reach
 */
export async function createTeam(ctx: Ctx, input: ParsedOf<typeof wire.createTeam>): Promise<wire.Team> {
  const { tenant } = ctx.tenant
  refuseIdNumbers({ 名称: input.name, 章程: input.charter })
  if (await teamWhereabouts(ctx, input.id)) return knownTeam(ctx, input.id)
  const parent = input.parent ? await parentOf(ctx, input.parent) : null
  const home = parent || input.unitId || input.territory ? null : ownSide(ctx)
  const unitId = input.unitId ?? parent?.unit_id ?? home?.unitId ?? null
  const territory = input.territory ?? parent?.territory ?? home?.territory ?? null
  if (input.unitId) await insist(ctx, unitWhereabouts(ctx, input.unitId))
  if (input.territory) await insist(ctx, territoryThere(ctx, input.territory))
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('team')
    .values({
      tenant,
      id: input.id,
      name: tidyText(input.name),
      kind: input.kind,
      parent: parent?.id ?? null,
      path: pathBelow(parent?.path ?? null, input.id),
      unit_id: unitId,
      territory,
      charter: input.charter ?? null,
      version: 1,
      formed_at: ctx.now,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  if (!added) return knownTeam(ctx, input.id)
  await audit(ctx, 'people.team-formed', `team/${input.id}`, { name: tidyText(input.name), kind: input.kind })
  changed(ctx, 'people', `team/${input.id}`)
  return team(ctx, input.id)
}

/** The team of an id that was sent before, also at this very moment. */
async function knownTeam(ctx: Ctx, id: string): Promise<wire.Team> {
  await insist(ctx, teamWhereabouts(ctx, id))
  return team(ctx, id)
}

async function parentOf(ctx: Ctx, id: string) {
  await insist(ctx, teamWhereabouts(ctx, id))
  return ctx.tx
    .selectFrom('team')
    .select(['id', 'path', 'unit_id', 'territory'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Where a desk without the whole city stands: a path ends with the id or code of its last place. */
function ownSide({ scope }: Ctx): { unitId?: string; territory?: string } {
  if (scope.tenant) return {}
  const [unit, territory] = [scope.unitPaths, scope.territoryPaths].map(paths => paths[0] && idsIn(paths[0]).at(-1))
  if (!unit && !territory) throw door('door/not-found')
  return unit ? { unitId: unit } : { territory: territory! }
}

async function territoryThere(ctx: Ctx, code: string) {
  const place = await territoryWhereabouts(ctx, code)
  if (!place) throw territoryProblem('territory/unknown', { code })
  return place
}

async function team(ctx: Ctx, id: string): Promise<wire.Team> {
  const [found] = await readTeams(ctx, sql`g.id = ${id}`, 1)
  if (!found) throw door('door/not-found')
  return asTeam(found)
}

const TEAMS = sql`team g
  left join unit u on u.tenant = g.tenant and u.id = g.unit_id
  left join territory t on t.tenant = g.tenant and t.code = g.territory`

/**
 * People and memberships are counted over the team and all its groups; whoever left the roster is in no team. NOTE: the
 * groups are found first (materialized), and people by them: after an import the planner knows no numbers yet, and would
 * compare everybody's path with every team's.
 */
async function readTeams(ctx: Ctx, where: RawBuilder<unknown>, limit: number): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    with chosen as (
      select g.tenant, g.id, g.name, g.kind, g.parent, g.path, g.charter, g.version,
             case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as unit,
             case when t.code is not null then jsonb_build_object('code', t.code, 'name', t.name) end as territory
        from ${TEAMS} where g.tenant = ${ctx.tenant.tenant} and ${where} order by g.path limit ${limit}),
    below as materialized (
      select c.id, s.id as group_id from chosen c
        join team s on s.tenant = ${ctx.tenant.tenant} and starts_with(s.path, c.path)),
    strength as (
      select c.id, count(distinct p.id)::int as people, count(p.id)::int as memberships,
             jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by m.since, p.id)
               filter (where m.team_id = c.id and 'captain' = any(m.roles)) as captains
        from below c
        join team_member m on m.tenant = ${ctx.tenant.tenant} and m.team_id = c.group_id
        join person p on p.tenant = m.tenant and p.id = m.person_id and p.left_at is null
       group by c.id)
    select c.id, c.name, c.kind, c.parent, c.path, c.charter, c.version, c.unit, c.territory,
           coalesce(s.people, 0) as people, coalesce(s.memberships, 0) as memberships,
           coalesce(s.captains, '[]') as captains
      from chosen c left join strength s on s.id = c.id order by c.path`.execute(ctx.tx)
  return rows
}

const asTeam = ({ path: _, ...row }: TeamRow): wire.Team => row
