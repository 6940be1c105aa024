import type * as wire from '@muster/core/duty/care.wire.ts'
import type { CareCase } from '@muster/core/duty/care.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { lockLedger } from '../ledger/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { besidePost, postsInside } from './boards.ts'
import type { Named } from './names.ts'
import { wake } from './record.ts'
import { namesOn } from './sayable.ts'

interface Row {
  readonly id: string
  readonly at: Date
  readonly person_id: string
  readonly what: CareCase['what']
  readonly post: { id: string; name: string }
  readonly shift_id: string
  readonly follow_up_on: string
  readonly note: string | null
  readonly closed_at: Date | null
  readonly version: number
  readonly total: number
}

const USUAL = 50

/** Cases at the posts within reach, the ones to ask after first. */
export async function cases(ctx: Ctx, { after, limit = USUAL, search, open }: ParsedOf<typeof wire.cases>) {
  const [day, last] = after?.split(' ') ?? []
  const rows = await caseRows(
    ctx,
    sql`${open ? sql`c.closed_at is null` : sql`true`} and ${search ? sql`pe.volunteer_no = ${search}` : sql`true`}`,
    { after: last ? sql`(follow_up_on, id) > (${day}::date, ${last}::uuid)` : sql`true`, limit: limit + 1 },
  )
  const shown = rows.slice(0, limit)
  const end = shown.at(-1)
  return {
    rows: await asCases(ctx, shown),
    next: rows.length > limit && end ? `${end.follow_up_on} ${end.id}` : null,
    total: rows[0]?.total ?? 0,
  }
}

async function caseRows(
  ctx: Ctx,
  which: RawBuilder<unknown>,
  page: { after: RawBuilder<unknown>; limit: number } = { after: sql`true`, limit: 1 },
): Promise<Row[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Row>`
    with own as materialized (
      select c.id, c.at, c.what, c.shift_id, c.follow_up_on, c.note, c.closed_at, c.version,
             c.person_id, jsonb_build_object('id', p.id, 'name', p.name) as post
        from care_case c
        join shift s on s.tenant = ${tenant} and s.id = c.shift_id
        join post p on p.tenant = ${tenant} and p.id = s.post_id
        ${besidePost(tenant)}
        join person pe on pe.tenant = ${tenant} and pe.id = c.person_id
       where c.tenant = ${tenant} and ${postsInside(ctx, {})} and ${which})
    select own.*, own.follow_up_on::text as follow_up_on, (select count(*) from own) as total
      from own where ${page.after} order by own.follow_up_on, own.id limit ${page.limit}`.execute(ctx.tx)
  return rows
}

async function asCases(ctx: Ctx, rows: readonly Row[]): Promise<CareCase[]> {
  const names = await namesOn(ctx, rows)
  return rows.map(row => asCase(row, names.get(row.person_id)!))
}

const asCase = (row: Row, person: Named): CareCase => ({
  id: row.id,
  at: row.at.toISOString(),
  person,
  what: row.what,
  post: row.post,
  shiftId: row.shift_id,
  followUpOn: row.follow_up_on,
  note: row.note,
  closedAt: row.closed_at?.toISOString() ?? null,
  version: row.version,
})

/** Somebody has asked how the person is: what was agreed, and when to ask again. */
export async function followUp(ctx: Ctx, input: ParsedOf<typeof wire.followUp>): Promise<CareCase> {
  // NOTE: it has the shift looked at, as facts do: the ledger comes before the row of the case (`roster/locks.ts`).
  await lockLedger(ctx)
  const { tenant } = ctx.tenant
  const { caseId, shiftId, followUpOn, note = null, closed, version } = input
  const which = sql`c.id = ${caseId} and c.shift_id = ${shiftId}`
  const { rows } = await sql<{ version: number }>`
    select c.version from care_case c where c.tenant = ${tenant} and ${which} for update`.execute(ctx.tx)
  const [row] = rows
  if (!row) throw door('door/not-found')
  if (row.version !== version) throw door('door/changed-meanwhile', { current: row.version, seen: version })
  await sql`
    update care_case c set follow_up_on = ${followUpOn}, note = coalesce(${note}::text, note), version = version + 1,
           closed_at = ${closed ? ctx.now : null}
     where c.tenant = ${tenant} and ${which}`.execute(ctx.tx)
  await wake(ctx, [shiftId])
  await audit(ctx, 'duty.care-followed-up', `shift/${shiftId}`, { case: caseId, closed })
  const [after] = await asCases(ctx, await caseRows(ctx, which))
  changed(ctx, 'care')
  return after!
}

/** How many, without names. */
export async function careCounts(ctx: Ctx, { from, to }: ParsedOf<typeof wire.careCounts>) {
  const day = sql`(at at time zone ${ctx.tenant.zone})::date`
  const { rows } = await sql<{ injuries: number; distress: number; open: number }>`
    select count(*) filter (where what = 'injury') as injuries, count(*) filter (where what = 'distress') as distress,
           count(*) filter (where closed_at is null) as open
      from care_case where tenant = ${ctx.tenant.tenant} and ${day} between ${from}::date and ${to}::date`.execute(
    ctx.tx,
  )
  return rows[0]!
}
