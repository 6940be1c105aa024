import { dayIn } from '@muster/core/platform/moment.ts'
import type { Division } from '@muster/core/territory/division.ts'
import { territory } from '@muster/core/territory/problems.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { placeReading } from './pinyin.ts'
import { openRegistry } from './registry.ts'
import { moveBranch } from './tree.ts'

/** A row of `territory` before it has its tenant. */
export interface NewTerritory {
  readonly code: string
  readonly name: string
  readonly level: Division['level']
  readonly parent: string | null
  readonly path: string
  readonly urban: boolean
  readonly zone: boolean
  readonly kind: string
}

/**
 * Takes a city, with all below it, from the registry into the tenant. Adopting again after a newer registry renames
 * what was renamed and retires what is gone; nothing is deleted, for facts may name it.
 *
 * @throws Problem `territory/unknown`
 */
export async function adopt(ctx: Ctx, code: string) {
  const registry = openRegistry()
  const divisions = registry.subtree(code)
  const root = divisions[0]
  if (!root) throw territory('territory/unknown', { code })
  const counts = await storeTerritories(ctx, withPaths(divisions, root.code), registry.version)
  const retired = await retireMissing(ctx, root.code, registry.version)
  await audit(ctx, 'territory.adopted', `territory/${root.code}`, { ...counts, retired, version: registry.version })
  changed(ctx, 'territory')
  return { ...counts, retired, version: registry.version }
}

/** The root has no parent here: the tenant ends with its city. */
function withPaths(divisions: readonly Division[], root: string): NewTerritory[] {
  const paths = new Map<string, string>()
  return divisions.map(({ code, name, level, parent, urban, zone, kind }) => {
    const above = code === root ? null : parent
    const path = `${above ? (paths.get(above) ?? '') : ''}${code}/`
    paths.set(code, path)
    return { code, name, level, parent: above, path, urban, zone, kind: kind ?? '' }
  })
}

/** Adds or renews territories with one statement, however many there are. */
export async function storeTerritories(
  ctx: Ctx,
  rows: readonly NewTerritory[],
  version: string,
): Promise<{ added: number; changed: number }> {
  const validFrom = /^\d{4}-\d{2}-\d{2}$/.test(version) ? version : dayIn(ctx.tenant.zone, ctx.now)
  const json = JSON.stringify(rows.map(row => ({ ...row, ...placeReading(row.name) })))
  await moveBranch(ctx)
  const { rows: touched } = await sql<{ added: boolean }>`
    insert into territory (tenant, code, name, level, parent, path, urban, zone, kind, pinyin, initials, version, valid_from)
    select ${ctx.tenant.tenant}, r.code, r.name, r.level, r.parent, r.path, r.urban, r.zone, r.kind, r.pinyin, r.initials, ${version}, ${validFrom}
      from jsonb_to_recordset(${json}::jsonb)
        as r(code text, name text, level text, parent text, path text, urban boolean, zone boolean, kind text, pinyin text, initials text)
    on conflict (tenant, code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent, path = excluded.path,
      urban = excluded.urban, zone = excluded.zone, kind = excluded.kind, pinyin = excluded.pinyin, initials = excluded.initials,
      version = excluded.version, valid_to = null
    returning xmax = 0 as added`.execute(ctx.tx)
  const added = touched.filter(row => row.added).length
  return { added, changed: touched.length - added }
}

async function retireMissing(ctx: Ctx, root: string, version: string): Promise<number> {
  const result = await ctx.tx
    .updateTable('territory')
    .set({ valid_to: dayIn(ctx.tenant.zone, ctx.now) })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('path', 'like', `%${root}/%`)
    .where('version', '<>', version)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
