import type { ParsedOf, UploadedFile } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { LEVELS } from '@muster/core/territory/codes.ts'
import { readBoundaries } from '@muster/core/territory/geojson.ts'
import type * as wire from '@muster/core/territory/wire.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { storeTerritories } from './adopt.ts'
import { readDivisionsCsv } from './csv.ts'

/** Other countries bring their own list: code, parent, name. All of it or nothing. */
export async function importCsv(ctx: Ctx, { file }: ParsedOf<typeof wire.importCsv>) {
  const read = readDivisionsCsv(textOf(file))
  if ('errors' in read) return { added: 0, changed: 0, errors: read.errors }
  const paths = new Map<string, string>()
  const rows = read.rows.map(({ code, parent, name, level: said, depth }) => {
    const level = LEVELS.find(one => one === said) ?? LEVELS[Math.min(depth, LEVELS.length - 1)] ?? 'community'
    const path = `${parent ? (paths.get(parent) ?? '') : ''}${code}/`
    paths.set(code, path)
    return { code, name, level, parent, path, urban: level === 'community', zone: false, kind: '' }
  })
  const counts = await storeTerritories(ctx, rows, 'csv')
  await audit(ctx, 'territory.imported', 'territory/csv', { ...counts, file: file.name })
  changed(ctx, 'territory')
  return { ...counts, errors: [] }
}

/** Boundaries by code; those of places the tenant does not have are named, not stored. */
export async function importBoundaries(ctx: Ctx, { file, source }: ParsedOf<typeof wire.importBoundaries>) {
  const read = readBoundaries(jsonOf(file))
  if ('errors' in read) return { stored: 0, unknown: [], errors: read.errors }
  const codes = read.boundaries.map(boundary => boundary.code)
  const known = await ctx.tx
    .selectFrom('territory')
    .select('code')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('code', 'in', codes)
    .execute()
  const have = new Set(known.map(row => row.code))
  const stored = read.boundaries.filter(boundary => have.has(boundary.code))
  const json = JSON.stringify(
    stored.map(({ code, polygons }) => ({ code, geometry: { type: 'MultiPolygon', coordinates: polygons } })),
  )
  await sql`
    insert into boundary (tenant, code, geometry, source, imported_at)
    select ${ctx.tenant.tenant}, r.code, r.geometry, ${source ?? null}, ${ctx.now} from jsonb_to_recordset(${json}::jsonb) as r(code text, geometry jsonb)
    on conflict (tenant, code) do update set geometry = excluded.geometry, source = excluded.source, imported_at = excluded.imported_at`.execute(
    ctx.tx,
  )
  await audit(ctx, 'territory.boundaries-imported', 'territory/boundaries', { stored: stored.length, file: file.name })
  return { stored: stored.length, unknown: codes.filter(code => !have.has(code)), errors: [] }
}

const textOf = (file: UploadedFile) => new TextDecoder('utf-8').decode(file.bytes)

function jsonOf(file: UploadedFile): unknown {
  try {
    return JSON.parse(textOf(file))
  } catch {
    throw door('door/unreadable', { why: '文件不是 JSON · the file is not JSON' })
  }
}
