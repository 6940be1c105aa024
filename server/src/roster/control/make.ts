import { door } from '@muster/core/platform/problems.ts'
import { atSite, type ControlLevel, type NeededPost, postsNeeded } from '@muster/core/roster/control-rules.ts'
import { CONTROL_SENTENCES } from '@muster/core/roster/control-sentences.ts'
import { postDefaults } from '@muster/core/roster/defaults.ts'
import { layOutFrom } from '@muster/core/roster/layout.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Ctx, changed } from '../../platform/context.ts'
import { addBatch, insertShifts, type NewShift } from '../posts/batch-rows.ts'
import { readSites } from '../posts/site-rows.ts'
import type { ControlRow } from './rows.ts'

/** What a level of control makes, and what it leaves as it is. */
export interface Plan {
  readonly make: readonly NeededPost[]
  readonly shifts: ReadonlyMap<NeededPost, readonly Omit<NewShift, 'postId'>[]>
  readonly people: number
  /** Open posts of the zone and at its sites. */
  readonly untouched: number
}

/** Works out which posts a level needs that do not stand there yet, and their shifts until it is reviewed. */
export async function planLevel(ctx: Ctx, control: ControlRow, level: ControlLevel, until: string): Promise<Plan> {
  const { tenant } = ctx.tenant
  const inside = sql`s.closed_at is null and s.id in (
    select site_id from control_site where tenant = ${tenant} and control_id = ${control.id})`
  const sites = await readSites(ctx, inside)
  const { there, untouched } = await standing(ctx, control.id)
  const needed = postsNeeded(control.incident_kind, level, control.name, sites)
  const make = needed.filter(({ kind, site }) => !there.has(atSite(kind, site?.id ?? null)))
  const shifts = new Map(make.map(post => [post, shiftsOf(ctx, post, until)]))
  const people = [...shifts.values()].flat().reduce((sum, shift) => sum + shift.people, 0)
  return { make, shifts, people, untouched }
}

/** Which kinds of posts are open where: at a site, serving it, or for the zone as a whole. */
async function standing(ctx: Ctx, controlId: string): Promise<{ there: Set<string>; untouched: number }> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; kind: string; site: string | null }>`
    with inside as (select site_id from control_site where tenant = ${tenant} and control_id = ${controlId})
    select po.id, po.kind, po.site_id::text as site from post po
     where po.tenant = ${tenant} and po.state = 'open'
       and (po.control_id = ${controlId} or po.site_id in (select site_id from inside))
    union
    select po.id, po.kind, x.site_id::text from post_site x
      join post po on po.tenant = ${tenant} and po.id = x.post_id and po.state = 'open'
     where x.tenant = ${tenant} and x.site_id in (select site_id from inside)`.execute(ctx.tx)
  return {
    there: new Set(rows.map(({ kind, site }) => atSite(kind, site))),
    untouched: new Set(rows.map(({ id }) => id)).size,
  }
}

const shiftsOf = (ctx: Ctx, { hours, role }: Pick<NeededPost, 'hours' | 'role'>, until: string) =>
  layOutFrom(ctx.tenant.zone, ctx.now, until, hours).map(({ line, ...times }) => ({
    ...times,
    role,
    skills: [],
    people: line.people,
    standby: line.standby,
  }))

/** Makes what is planned, as one batch. @returns how much it was */
export async function carryOut(ctx: Ctx, control: ControlRow, level: ControlLevel, batchId: string, plan: Plan) {
  const made = { posts: plan.make.length, shifts: [...plan.shifts.values()].flat().length }
  await begin(ctx, control, level, batchId)
  const posts = plan.make.map(needed => ({ needed, row: postRow(ctx, control, needed, batchId) }))
  if (posts.length > 0)
    await ctx.tx
      .insertInto('post')
      .values(posts.map(({ row }) => row))
      .execute()
  // A new gate serves the compound that it stands at, as the check of gates expects.
  const served = posts.filter(({ row, needed }) => row.kind === 'gate' && needed.site)
  if (served.length > 0)
    await ctx.tx
      .insertInto('post_site')
      .values(served.map(({ row, needed }) => ({ tenant: row.tenant, post_id: row.id, site_id: needed.site!.id })))
      .execute()
  await insertShifts(
    ctx,
    batchId,
    posts.flatMap(({ needed, row }) => (plan.shifts.get(needed) ?? []).map(shift => ({ ...shift, postId: row.id }))),
  )
  changed(ctx, 'posts', ...new Set(posts.map(({ row }) => `duty/${row.territory}`)))
  return made
}

/** A batch of this zone's own; an id that names another one of the desk's is none. */
async function begin(ctx: Ctx, control: ControlRow, level: ControlLevel, id: string): Promise<void> {
  const words = CONTROL_SENTENCES.batch(control.name, level.words)
  if (!(await addBatch(ctx, { id, what: 'level', ...words }))) throw door('door/not-found')
}

function postRow(ctx: Ctx, control: ControlRow, { kind, site, name }: NeededPost, batchId: string) {
  const { reportMinutes, suitMinutes, closesWhen, ...usual } = postDefaults(control.incident_kind, kind)
  return {
    tenant: ctx.tenant.tenant,
    id: v7(),
    incident_id: control.incident_id,
    control_id: control.id,
    territory: site?.territory.code ?? control.territory,
    site_id: site?.id ?? null,
    kind,
    name: name[ctx.language],
    ...usual,
    report_minutes: reportMinutes,
    suit_minutes: suitMinutes,
    closes_when: closesWhen,
    state: 'open',
    batch_id: batchId,
    version: 1,
    created_at: ctx.now,
  }
}

/** Lays the shifts of the zone's own posts on, from where they end, until a day. @returns how many were added */
export async function layOn(ctx: Ctx, control: ControlRow, level: ControlLevel, batchId: string, until: string) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; kind: string; site: string | null; role: string | null; last: Date | null }>`
    select po.id, po.kind, po.site_id::text as site, l.role, l.ends_at as last
      from post po
      left join lateral (
        select s.role, s.ends_at from shift s
         where s.tenant = ${tenant} and s.post_id = po.id and not s.cancelled order by s.ends_at desc limit 1) l on true
     where po.tenant = ${tenant} and po.control_id = ${control.id} and po.state = 'open'`.execute(ctx.tx)
  const hours = new Map(level.posts.map(need => [need.post, need.hours]))
  const shifts = rows.flatMap(({ id, kind, role, last }) =>
    shiftsOf(ctx, { hours: hours.get(kind) ?? [], role: role ?? 'member' }, until)
      .filter(({ startsAt }) => !last || startsAt >= last)
      .map(shift => ({ ...shift, postId: id })),
  )
  if (shifts.length === 0) return 0
  await begin(ctx, control, level, batchId)
  await insertShifts(ctx, batchId, shifts)
  changed(ctx, 'posts', ...new Set(shifts.map(({ postId }) => `post/${postId}`)))
  return shifts.length
}
