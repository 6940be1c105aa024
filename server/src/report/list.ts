import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/report/wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'

const USUAL_LIMIT = 50

interface Row {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly as_of: Date
  readonly frozen_at: Date
  readonly sentence: { zh: string; en: string }
  readonly total: number
}

/** Bulletins, the one frozen last first. */
export async function list(ctx: Ctx, input: ParsedOf<typeof wire.list>) {
  const limit = input.limit ?? USUAL_LIMIT
  const before = /^\d{4}-\d{3,9}$/.test(input.after ?? '') ? (input.after ?? null) : null
  const half = input.search ? `%${literally(input.search)}%` : null
  const { rows } = await sql<Row>`
    with found as (
      select id, number, title, as_of, frozen_at, content->'sentence' as sentence,
             split_part(number, '-', 1)::int as year, split_part(number, '-', 2)::int as nth
        from bulletin
       where tenant = ${ctx.tenant.tenant}
         and (${input.incidentId ?? null}::uuid is null or incident_id = ${input.incidentId ?? null}::uuid)
         and (${half}::text is null or title like ${half} or number like ${half}))
    select id, number, title, as_of, frozen_at, sentence, (select count(*)::int from found) as total
      from found
     where ${before}::text is null
        or (year, nth) < (split_part(${before}, '-', 1)::int, split_part(${before}, '-', 2)::int)
     order by year desc, nth desc limit ${limit + 1}`.execute(ctx.tx)
  const page = rows.slice(0, limit)
  return {
    rows: page.map(({ as_of, frozen_at, total: _, ...row }) => ({
      ...row,
      asOf: as_of.toISOString(),
      frozenAt: frozen_at.toISOString(),
    })),
    next: rows.length > limit ? (page.at(-1)?.number ?? null) : null,
    total: rows[0]?.total ?? 0,
  }
}
