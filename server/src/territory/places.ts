import type { Level } from '@muster/core/territory/codes.ts'
import { type PlaceIndex, placeIndex } from '@muster/core/territory/resolve.ts'
import type { SearchEntry } from '@muster/core/territory/search.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { openRegistry } from './registry.ts'

interface Places {
  /** Changes whenever the tenant's territories do. */
  readonly mark: string
  readonly entries: readonly (SearchEntry & { level: Level })[]
  readonly index: PlaceIndex
}

/** A city's places take 50 ms to prepare; kept per tenant until its territories change. */
const kept = new Map<string, Places>()

/** The tenant's places, prepared for search and for resolving written names. */
export async function placesOf(ctx: Ctx): Promise<Places> {
  const { tenant } = ctx.tenant
  const mark = await markOf(ctx)
  const known = kept.get(tenant)
  if (known?.mark === mark) return known
  const entries = await ctx.tx
    .selectFrom('territory')
    .select(['code', 'name', 'parent', 'pinyin', 'initials', 'level'])
    .where('tenant', '=', tenant)
    .where('valid_to', 'is', null)
    .orderBy('code')
    .execute()
  const typed = entries.map(entry => ({ ...entry, level: entry.level as Level }))
  const places = { mark, entries: typed, index: placeIndex([...above(typed), ...typed]) }
  kept.set(tenant, places)
  return places
}

/** People write “江苏省徐州市…” although the tenant ends with its city: what stands above may be written, too. */
function above(entries: readonly { code: string; parent: string | null }[]) {
  return entries
    .filter(entry => entry.parent === null)
    .flatMap(top => {
      const registry = openRegistry()
      const parent = registry.find(top.code)?.parent
      const found = parent ? registry.find(parent) : undefined
      return found ? [{ code: found.code, name: found.name, parent: null }] : []
    })
}

async function markOf(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select count(*) || '/' || coalesce(max(xmin::text::bigint), 0) as mark from territory where tenant = ${ctx.tenant.tenant}`.execute(
    ctx.tx,
  )
  return rows[0]?.mark ?? ''
}
