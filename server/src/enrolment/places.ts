import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** A place with the names from the city down to it. */
export interface Place {
  readonly code: string
  readonly name: string
  readonly trail: string[]
}

/** Places by code, retired ones too: facts may name them. */
export async function placesByCode(ctx: Ctx, codes: readonly string[]): Promise<Map<string, Place>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<Place>`
    select t.code, t.name,
           (select array_agg(a.name order by length(a.path)) from territory a
             where a.tenant = ${ctx.tenant.tenant} and a.code = any(string_to_array(rtrim(t.path, '/'), '/'))) as trail
      from territory t
     where t.tenant = ${ctx.tenant.tenant} and t.code = any(${[...new Set(codes)]}::text[])`.execute(ctx.tx)
  return new Map(rows.map(row => [row.code, row]))
}

/** Places in the order of their codes. */
export async function placesInOrder(ctx: Ctx, codes: readonly string[]): Promise<Place[]> {
  return [...(await placesByCode(ctx, codes)).values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}
