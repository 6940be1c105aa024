import { randomInt } from 'node:crypto'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { register as registerProblem } from '@muster/core/register/problems.ts'
import { newSheetNumber } from '@muster/core/register/sheet-number.ts'
import { visit as problem } from '@muster/core/visit/problems.ts'
import * as wire from '@muster/core/visit/wire.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { incidentById } from '../incident/row.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { outOfReach, reaches } from '../platform/door/reach.ts'
import { registerById } from '../register/rows.ts'
import { openPostForUpdate } from '../roster/posts/post-rows.ts'
import { postsWithin } from '../roster/posts/reach.ts'
import { readSites } from '../roster/posts/site-rows.ts'
import { sweepWhereabouts } from './reach.ts'
import { asSweep, readSweeps, sweepById } from './rows.ts'

/** The sweeps of an incident whose posts lie within reach. */
export async function sweeps(ctx: Ctx, { incidentId }: { incidentId: string }) {
  const rows = await readSweeps(ctx, sql`sw.incident_id = ${incidentId} and ${postsWithin(ctx)}`)
  return { rows: rows.map(asSweep) }
}

/** Opens a sweep. The same id again answers the same sweep. */
export async function open(ctx: Ctx, input: ParsedOf<typeof wire.open>): Promise<wire.Sweep> {
  const place = await sweepWhereabouts(ctx, input.id)
  if (place) {
    if (!reaches(ctx.scope, place)) throw outOfReach()
    return asSweep(await sweepById(ctx, input.id))
  }
  await mayBeSwept(ctx, input)
  const { tenant } = ctx.tenant
  await sql`
    insert into sweep (tenant, id, incident_id, post_id, name, attempts, register_id, code, version, created_at)
    values (${tenant}, ${input.id}, ${input.incidentId}, ${input.postId}, ${input.name}, ${input.attempts}, ${input.registerId ?? null},
            ${newSheetNumber(randomInt)}, 1, ${ctx.now})`.execute(ctx.tx)
  const siteIds = [...new Set(input.siteIds)]
  await sql`
    insert into sweep_site (tenant, sweep_id, site_id)
    select ${tenant}, ${input.id}, * from unnest(${siteIds}::uuid[])`.execute(ctx.tx)
  await audit(ctx, 'visit.sweep-opened', `sweep/${input.id}`, { buildings: siteIds.length })
  changed(ctx, 'sweeps', `sweep/${input.id}`)
  return asSweep(await sweepById(ctx, input.id))
}

async function mayBeSwept(ctx: Ctx, input: ParsedOf<typeof wire.open>): Promise<void> {
  const incident = await incidentById(ctx, input.incidentId)
  if (!incident || incident.closed_at) throw door('door/not-found')
  const post = await openPostForUpdate(ctx, input.postId)
  if (!reaches(ctx.scope, { territoryPaths: [post.path] })) throw outOfReach()
  await sitesWithin(ctx, input.siteIds)
  if (input.registerId) await mustBeKept(ctx, input.registerId, post.id)
  await mustHoldDoors(ctx, input.siteIds)
}

async function sitesWithin(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const sites = await readSites(ctx, sql`s.id = any(${ids}::uuid[])`)
  const all = sites.length === new Set(ids).size
  if (!all || !sites.every(({ path }) => reaches(ctx.scope, { territoryPaths: [path] }))) throw outOfReach()
}

async function mustBeKept(ctx: Ctx, registerId: string, postId: string): Promise<void> {
  const register = await registerById(ctx, registerId)
  const { rows } = await sql`
    select from register_post
     where tenant = ${ctx.tenant.tenant} and register_id = ${registerId} and post_id = ${postId} and until is null`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw registerProblem('register/not-here', { name: register.form.words.zh })
}

/** @throws Problem `visit/no-doors`, `visit/too-many` */
async function mustHoldDoors(ctx: Ctx, siteIds: readonly string[]): Promise<void> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ name: string; count: number }>`
    select s.name, count(h.id)::int as count
      from site s left join household h on h.tenant = ${tenant} and h.site_id = s.id and h.gone_at is null
     where s.tenant = ${tenant} and s.id = any(${siteIds}::uuid[]) group by s.id, s.name order by s.name`.execute(
    ctx.tx,
  )
  const without = rows.filter(row => row.count === 0).map(({ name }) => name)
  // A building without doors would stand in the sweep and in none of its sums.
  if (without.length > 0) throw problem('visit/no-doors', { names: namesOf(without) })
  const count = rows.reduce((sum, row) => sum + row.count, 0)
  if (count > wire.MOST_SWEPT) throw problem('visit/too-many', { most: wire.MOST_SWEPT, count })
}

const MOST_NAMED = 5
const namesOf = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ['…'] : [])].join(', ')

/** Ends a sweep. */
export async function close(ctx: Ctx, { sweepId, version }: ParsedOf<typeof wire.close>): Promise<wire.Sweep> {
  const row = await sweepById(ctx, sweepId, sql`for update of sw`)
  if (row.version !== version) throw door('door/changed-meanwhile', { current: row.version, seen: version })
  if (!row.ended_at) {
    await sql`
      update sweep set closed_at = ${ctx.now}, version = version + 1
       where tenant = ${ctx.tenant.tenant} and id = ${sweepId}`.execute(ctx.tx)
    await audit(ctx, 'visit.sweep-closed', `sweep/${sweepId}`, {})
    changed(ctx, 'sweeps', `sweep/${sweepId}`)
  }
  return asSweep(await sweepById(ctx, sweepId))
}
