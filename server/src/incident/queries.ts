import type * as wire from '@muster/core/incident/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import { asIncident, incidentById, incidents, type Row } from './row.ts'
import { timelineOf } from './timeline.ts'

const USUAL_LIMIT = 50

/** Incidents, the newest first; `open` keeps to those that run, or to those that are closed. */
export async function list(ctx: Ctx, input: ParsedOf<typeof wire.list>) {
  const limit = input.limit ?? USUAL_LIMIT
  const { open } = input
  const asked = incidents(ctx)
    .$if(open === true, query => query.where('i.closed_at', 'is', null))
    .$if(open === false, query => query.where('i.closed_at', 'is not', null))
    .$if(Boolean(input.search), query => query.where('i.name', 'ilike', `%${literally(input.search ?? '')}%`))
  const [from, before] = cursorOf(input.after)
  const rows = (await asked
    .$if(before !== '', query =>
      query.where(sql<boolean>`(i.started_at, i.id) < (${from}::timestamptz, ${before}::uuid)`),
    )
    .orderBy('i.started_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit + 1)
    .execute()) as Row[]
  const counted = await asked
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const page = rows.slice(0, limit).map(asIncident)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? `${last.startedAt}~${last.id}` : null, total: counted.total }
}

/** Where the page before ended; a cursor that we did not make begins at the top. */
function cursorOf(after: string | undefined): [from: string, before: string] {
  const [, from, before] = /^([\d:.TZ-]{20,30})~([\da-f-]{36})$/.exec(after ?? '') ?? []
  return from && before ? [from, before] : ['', '']
}

/** One incident and its timeline. */
export async function get(ctx: Ctx, { incidentId }: { incidentId: string }) {
  const row = await incidentById(ctx, incidentId)
  if (!row) throw door('door/not-found')
  return { ...asIncident(row), timeline: await timelineOf(ctx, incidentId) }
}
