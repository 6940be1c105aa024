import type * as wire from '@muster/core/duty/boards.wire.ts'
import { servedMinutes } from '@muster/core/duty/turns.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import { within } from '../platform/door/within.ts'
import { safetyLimits } from '../roster/assign/limits.ts'
import { besidePost, narrowed, POST_NAME, POST_SIDES, type PostNameRow, wirePostName } from './boards.ts'
import { isInOwnRight } from './sayable.ts'
import { spells } from './turn-rows.ts'

interface Row extends PostNameRow {
  readonly id: string
  readonly person_id: string
  /** Null: by a captain's word alone, and not the reader's to know. */
  readonly name: string | null
  readonly volunteer_no: string
  readonly unit: string
  readonly shift_id: string
  readonly role: string
  readonly ends_at: Date
  readonly came_at: Date
  readonly breaks: { from: string; to: string | null }[]
  readonly break_since: Date | null
  readonly suit_since: Date | null
  readonly suit_minutes: number | null
  readonly proven: boolean
  readonly planned: boolean
  readonly total: number
  readonly in_suit: number
}

const USUAL = 100

/** Who is where, the longest there first. The unit sees its own people, wherever they stand. */
export async function present(ctx: Ctx, input: ParsedOf<typeof wire.present>) {
  const { after, limit = USUAL, search, postId } = input
  const { tenant } = ctx.tenant
  const reach = within(ctx.scope, { ...POST_SIDES, unitPath: sql.ref('u.path') })
  const own = within(ctx.scope, { territoryPath: sql.ref('t.path'), unitPath: sql.ref('u.path') })
  const named = sql<boolean>`(${own} or ${isInOwnRight(tenant, sql.ref('tu.shift_id'), sql.ref('tu.person_id'))})`
  const sought = `%${literally(search ?? '')}%`
  const [since, last] = after?.split(' ') ?? []
  const { rows } = await sql<Row>`
    with here as materialized (
      select tu.id, tu.person_id, case when ${named} then pe.name end as name, pe.volunteer_no, case when ${named} then u.name else '' end as unit, tu.shift_id, tu.came_at, tu.breaks, tu.break_since,
             tu.suit_since, p.suit_minutes, tu.proven, tu.planned, ${POST_NAME}
        from turn tu
        join post p on p.tenant = ${tenant} and p.id = tu.post_id ${besidePost(tenant)}
        join person pe on pe.tenant = ${tenant} and pe.id = tu.person_id
        join unit u on u.tenant = ${tenant} and u.id = pe.unit_id
       where tu.tenant = ${tenant} and tu.state = 'on' and ${reach} and ${narrowed(ctx, input)}
         and ${postId ? sql`p.id = ${postId}` : sql`true`}
         and ${search ? sql`(${named} and pe.name like ${sought} or pe.volunteer_no like ${sought} or p.name like ${sought})` : sql`true`})
    select page.*, s.role, s.ends_at
      from (select here.*, (select count(*) from here) as total, (select count(*) from here where suit_since is not null) as in_suit
              from here
             where ${last ? sql`(came_at, id) > (${new Date(since!)}, ${last}::uuid)` : sql`true`}
             order by came_at, id limit ${limit + 1}) page
      join shift s on s.tenant = ${tenant} and s.id = page.shift_id
     order by page.came_at, page.id`.execute(ctx.tx)
  const shown = rows.slice(0, limit)
  const { suitMinutes } = await safetyLimits(ctx)
  const end = shown.at(-1)
  return {
    asOf: ctx.now.toISOString(),
    rows: shown.map(row => presentOf(ctx, row, suitMinutes)),
    next: rows.length > limit && end ? `${end.came_at.toISOString()} ${end.id}` : null,
    total: rows[0]?.total ?? 0,
    inSuit: rows[0]?.in_suit ?? 0,
  }
}

function presentOf(ctx: Ctx, row: Row, suitMinutes: number): wire.Present {
  return {
    person: { id: row.person_id, name: row.name, volunteerNo: row.volunteer_no, unit: row.unit },
    post: wirePostName(row),
    shiftId: row.shift_id,
    role: row.role,
    since: row.came_at.toISOString(),
    minutes: row.proven
      ? servedMinutes([{ in: row.came_at, out: null, breaks: spells(row.breaks) }], row.came_at, ctx.now)
      : 0,
    onBreak: row.break_since !== null,
    suitSince: row.suit_since?.toISOString() ?? null,
    suitMost: row.suit_minutes ?? suitMinutes,
    until: row.ends_at.toISOString(),
    unproven: !row.proven,
    unplanned: !row.planned,
  }
}
