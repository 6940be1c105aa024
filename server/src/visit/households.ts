import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { MOST_OF_LIST } from '@muster/core/visit/kinds.ts'
import { inWalkingOrder } from '@muster/core/visit/pattern.ts'
import { visit as problem } from '@muster/core/visit/problems.ts'
import type * as wire from '@muster/core/visit/wire.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'

/** The doors of a building that are there now, in walking order. */
export async function households(ctx: Ctx, { siteId }: { siteId: string }): Promise<{ rows: wire.Household[] }> {
  const { rows } = await sql<wire.Household>`
    select id, stair, floor, number from household
     where tenant = ${ctx.tenant.tenant} and site_id = ${siteId} and gone_at is null`.execute(ctx.tx)
  return { rows: rows.toSorted(inWalkingOrder) }
}

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
