import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { MOST_OF_LIST } from '@muster/core/visit/kinds.ts'
import { inWalkingOrder } from '@muster/core/visit/pattern.ts'
import { visit as problem } from '@muster/core/visit/problems.ts'
import type * as wire from '@muster/core/visit/wire.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'

/** The doors of a building, in walking order: those that are there now, and those that were taken off. */
export async function households(ctx: Ctx, { siteId }: { siteId: string }) {
  const { rows } = await sql<wire.Household & { gone: boolean }>`
    select id, stair, floor, number, gone_at is not null as gone from household
     where tenant = ${ctx.tenant.tenant} and site_id = ${siteId}`.execute(ctx.tx)
  const { there = [], gone = [] } = Object.groupBy(rows.toSorted(inWalkingOrder), row => (row.gone ? 'gone' : 'there'))
  return { rows: there.map(asDoor), gone: gone.map(asDoor) }
}

const asDoor = ({ id, stair, floor, number }: wire.Household): wire.Household => ({ id, stair, floor, number })

type NewDoor = ParsedOf<typeof wire.addHouseholds>['rows'][number]

/** Adds doors: all of them or none. */
export async function addHouseholds(ctx: Ctx, { siteId, rows }: ParsedOf<typeof wire.addHouseholds>) {
  const { tenant } = ctx.tenant
  // Two desks that write one building's doors do it one after the other.
  await sql`select from site where tenant = ${tenant} and id = ${siteId} for no key update`.execute(ctx.tx)
  const fresh = await unknownOf(ctx, rows)
  await mustFit(ctx, siteId, fresh)
  if (fresh.length > 0) {
    const values = fresh.map(row => ({ tenant, site_id: siteId, added_at: ctx.now, ...row }))
    await ctx.tx.insertInto('household').values(values).execute()
    await audit(ctx, 'visit.doors-added', `site/${siteId}`, { count: fresh.length })
    changed(ctx, `households/${siteId}`)
  }
  const ids = new Set(rows.map(({ id }) => id))
  return { rows: (await households(ctx, { siteId })).rows.filter(({ id }) => ids.has(id)) }
}

async function unknownOf(ctx: Ctx, asked: readonly NewDoor[]): Promise<NewDoor[]> {
  const { rows } = await sql<{ id: string }>`
    select id from household where tenant = ${ctx.tenant.tenant} and id = any(${asked.map(({ id }) => id)}::uuid[])`.execute(
    ctx.tx,
  )
  const known = new Set(rows.map(({ id }) => id))
  return asked.filter(({ id }) => !known.has(id))
}

/** @throws Problem `visit/door-twice`, `visit/long-stair` */
async function mustFit(ctx: Ctx, siteId: string, fresh: readonly NewDoor[]): Promise<void> {
  const doorOf = ({ stair, number }: { stair: string; number: string }) => JSON.stringify([stair, number])
  const there = (await households(ctx, { siteId })).rows
  const doors = new Set(there.map(doorOf))
  const stairs = new Map<string, number>()
  for (const { stair } of there) stairs.set(stair, (stairs.get(stair) ?? 0) + 1)
  for (const row of fresh) {
    const { stair, number } = row
    if (doors.has(doorOf(row))) throw problem('visit/door-twice', { stair: stair || '-', number })
    doors.add(doorOf(row))
    stairs.set(stair, (stairs.get(stair) ?? 0) + 1)
  }
  for (const [stair, count] of stairs)
    if (count > MOST_OF_LIST) throw problem('visit/long-stair', { most: MOST_OF_LIST, stair: stair || '-', count })
}

/** A door that is no more. */
export async function removeHousehold(ctx: Ctx, { householdId }: { householdId: string }) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ site_id: string }>`
    update household set gone_at = ${ctx.now}
     where tenant = ${tenant} and id = ${householdId} and gone_at is null returning site_id`.execute(ctx.tx)
  for (const { site_id } of rows) {
    await audit(ctx, 'visit.door-removed', `household/${householdId}`, {})
    changed(ctx, `households/${site_id}`)
  }
  return { done: true as const }
}

/** A door that is there after all. What was counted while it was off the roll stays as it was. */
export async function restoreHousehold(ctx: Ctx, { householdId }: { householdId: string }) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<NewDoor & { site_id: string }>`
    select h.id, h.stair, h.floor, h.number, h.site_id
      from household h join site s on s.tenant = ${tenant} and s.id = h.site_id
     where h.tenant = ${tenant} and h.id = ${householdId} and h.gone_at is not null for no key update`.execute(ctx.tx)
  for (const { site_id, ...row } of rows) {
    await mustFit(ctx, site_id, [row])
    await sql`
      update household set away = away + tstzmultirange(tstzrange(gone_at, greatest(gone_at, ${ctx.now}))), gone_at = null
       where tenant = ${tenant} and id = ${householdId}`.execute(ctx.tx)
    await audit(ctx, 'visit.door-restored', `household/${householdId}`, {})
    changed(ctx, `households/${site_id}`)
  }
  return { done: true as const }
}
