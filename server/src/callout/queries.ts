import { minutesBetween } from '@muster/core/callout/states.ts'
import type * as wire from '@muster/core/callout/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { type CallRow, OWNER } from './calls.ts'
import { CALLS, visible } from './reach.ts'
import { iso } from './when.ts'

const USUAL_LIMIT = 50

/** Calls the reader may know of, newest first. */
export async function list(ctx: Ctx, input: ParsedOf<typeof wire.list>) {
  const limit = input.limit ?? USUAL_LIMIT
  const conditions = [sql`c.tenant = ${ctx.tenant.tenant}`, visible(ctx)]
  if (input.incidentId) conditions.push(sql`c.incident_id = ${input.incidentId}`)
  if (input.state) conditions.push(sql`c.state = ${input.state}`)
  if (input.search) conditions.push(sql`strpos(lower(c.title), lower(${input.search})) > 0`)
  const all = sql.join(conditions, sql` and `)
  const rows = await counted(ctx, sql`${all} and ${afterCursor(input.after)}`, limit + 1)
  const { rows: totals } = await sql<{ total: number }>`select count(*) as total from ${CALLS} where ${all}`.execute(
    ctx.tx,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(asCall),
    next: last && rows.length > limit ? `${last.created_at.toISOString()}_${last.id}` : null,
    total: totals[0]?.total ?? 0,
  }
}

function afterCursor(cursor: string | undefined): RawBuilder<unknown> {
  const [, at, id] = /^(\S+Z)_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  return at && id ? sql`(c.created_at, c.id) < (${at}::timestamptz, ${id}::uuid)` : sql`true`
}

/** One call. @throws Problem `door/not-found` */
export async function get(ctx: Ctx, { callId }: { callId: string }): Promise<wire.Call> {
  const [row] = await counted(ctx, sql`c.tenant = ${ctx.tenant.tenant} and c.id = ${callId}`, 1)
  if (!row) throw door('door/not-found')
  return asCall(row)
}

interface Counted extends CallRow {
  readonly signed_up: number
  readonly confirmed: number
  readonly held: number
  readonly reserve: number
  readonly withdrawn: number
  readonly stood_down: number
  readonly at_muster: number
  readonly at_departure: number
  readonly cumulative: number
}

/** The calls first and their counts after, so that a page costs the counts of a page. */
async function counted(ctx: Ctx, condition: RawBuilder<unknown>, limit: number): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select c.*, seats.*, waves.cumulative
      from (select c.*, ${OWNER} from ${CALLS} where ${condition} order by c.created_at desc, c.id desc limit ${limit}) c
      cross join lateral (
        select count(*) as signed_up,
               count(*) filter (where state = 'confirmed') as confirmed,
               count(*) filter (where state = 'held') as held,
               count(*) filter (where state = 'reserve') as reserve,
               count(*) filter (where state in ('withdrawn', 'declined')) as withdrawn,
               count(*) filter (where state = 'stood-down') as stood_down,
               count(*) filter (where state = 'confirmed' and muster) as at_muster,
               count(*) filter (where state = 'confirmed' and departure) as at_departure
          from seat s where s.tenant = ${ctx.tenant.tenant} and s.call_id = c.id
      ) seats
      cross join lateral (
        select count(distinct s.person_id) as cumulative
          from call_out w join seat s on s.tenant = w.tenant and s.call_id = w.id and s.state = 'confirmed'
         where w.tenant = ${ctx.tenant.tenant} and coalesce(w.first_wave, w.id) = coalesce(c.first_wave, c.id) and w.wave <= c.wave
      ) waves
     order by c.created_at desc, c.id desc`.execute(ctx.tx)
  return rows
}

function asCall(row: Counted): wire.Call {
  return {
    id: row.id,
    incidentId: row.incident_id,
    kind: row.kind,
    basis: row.basis,
    selection: row.selection,
    state: row.state,
    title: row.title,
    text: row.body,
    issuers: row.issuers,
    orderedBy: row.ordered_by,
    audience: row.audience,
    quota: row.quota,
    deadline: iso(row.deadline),
    holdMinutes: row.hold_minutes,
    muster: { point: row.muster_point, territory: row.muster_territory, at: iso(row.muster_at) },
    wave: row.wave,
    firstWave: row.first_wave,
    cumulative: row.cumulative,
    counts: countsOf(row),
    publishedAt: iso(row.published_at),
    departedAt: iso(row.departed_at),
    minutesToDeparture: minutesBetween(row.published_at, row.departed_at),
    version: row.version,
    link: row.published_at ? row.link : null,
  }
}

const countsOf = (row: Counted): wire.Call['counts'] => ({
  signedUp: row.signed_up,
  confirmed: row.confirmed,
  held: row.held,
  reserve: row.reserve,
  withdrawn: row.withdrawn,
  stoodDown: row.stood_down,
  presentAtMuster: row.at_muster,
  presentAtDeparture: row.at_departure,
})
