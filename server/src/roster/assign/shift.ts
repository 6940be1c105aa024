import type { SKILLS } from '@muster/core/people/wire.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import { hoursWords } from '@muster/core/roster/ask-sentences.ts'
import type { ShiftBrief } from '@muster/core/roster/assign.wire.ts'
import type { Duty } from '@muster/core/roster/guard.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, changed, changedFor } from '../../platform/context.ts'
import { holdShifts } from '../locks.ts'

/** A shift with what its post says, as far as placing people needs it. */
export interface ShiftRow {
  readonly id: string
  readonly post_id: string
  readonly role: string
  readonly skills: (typeof SKILLS)[number][]
  readonly report_at: Date
  readonly starts_at: Date
  readonly ends_at: Date
  readonly day: string
  readonly open_end: boolean
  readonly people: number
  readonly cancelled: boolean
  readonly post_name: string
  readonly post_state: string
  readonly post_skills: (typeof SKILLS)[number][]
  readonly danger: boolean
  readonly suit_minutes: number | null
  readonly territory: string
  readonly place: string
  readonly territory_path: string
  readonly territory_level: string
  readonly team_id: string | null
  readonly team_path: string | null
}

/** A shift `s` of a post `po`, in a territory `t`, perhaps led by a team `g`. */
export const SHIFTS = (tenant: string) => sql`shift s
  join post po on po.tenant = ${tenant} and po.id = s.post_id
  join territory t on t.tenant = ${tenant} and t.code = po.territory
  left join team g on g.tenant = ${tenant} and g.id = po.team_id`

export const SHIFT = sql`s.id, s.post_id, s.role, s.skills, s.starts_at - make_interval(mins => po.report_minutes) as report_at,
  s.starts_at, s.ends_at, s.day, s.open_end, s.people, s.cancelled, po.name as post_name, po.state as post_state,
  po.skills as post_skills, po.danger, po.suit_minutes, po.territory, t.name as place, t.path as territory_path, t.level as territory_level,
  po.team_id, g.path as team_path`

/** Shifts by a condition on {@link SHIFTS}. */
export async function shiftsWhere(ctx: Ctx, condition: RawBuilder<unknown>): Promise<ShiftRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<ShiftRow>`
    select ${SHIFT} from ${SHIFTS(tenant)} where s.tenant = ${tenant} and ${condition} order by s.starts_at, s.id`.execute(
    ctx.tx,
  )
  return rows
}

/** @throws Problem `door/not-found` */
export async function shiftById(ctx: Ctx, id: string): Promise<ShiftRow> {
  const [row] = await shiftsWhere(ctx, sql`s.id = ${id}`)
  if (!row) throw door('door/not-found')
  return row
}

/** The same, its row held until the commit (see `locks.ts`). */
export async function lockedShift(ctx: Ctx, id: string): Promise<ShiftRow> {
  await holdShifts(ctx, [id])
  return shiftById(ctx, id)
}

/** Whether people can still be placed on a shift: it may be under way, or past its plan where its end is open. */
export const goesOn = (ctx: Ctx, shift: ShiftRow): boolean =>
  !shift.cancelled && shift.post_state === 'open' && (shift.open_end || shift.ends_at > ctx.now)

/** @throws Problem `roster/shift-over` for a shift that nobody can be placed on any more */
export function mustGoOn(ctx: Ctx, shift: ShiftRow): void {
  if (!goesOn(ctx, shift)) throw roster('roster/shift-over')
}

const TWO_HOURS = 2 * 60 * 60_000

/**
 * The hours of whoever is placed now: of a shift under way those that are left, and where it goes on past its plan,
 * two more.
 */
export function hoursLeft(ctx: Ctx, shift: ShiftRow): { readonly from: Date; readonly until: Date } {
  const from = shift.report_at > ctx.now ? shift.report_at : ctx.now
  return { from, until: shift.ends_at > from ? shift.ends_at : new Date(from.getTime() + TWO_HOURS) }
}

/** As the guard sees it, for whoever is placed now. */
export const asDuty = (ctx: Ctx, shift: ShiftRow): Duty => ({
  from: hoursLeft(ctx, shift).from.getTime(),
  until: hoursLeft(ctx, shift).until.getTime(),
  day: shift.day,
  danger: shift.danger,
  suitMinutes: shift.suit_minutes,
  skills: [shift.post_skills, shift.skills],
})

export const briefOf = (shift: ShiftRow): ShiftBrief => ({
  id: shift.id,
  postId: shift.post_id,
  post: shift.post_name,
  place: shift.place,
  role: shift.role,
  reportAt: shift.report_at.toISOString(),
  startsAt: shift.starts_at.toISOString(),
  endsAt: shift.ends_at.toISOString(),
})

/** Its hours in words of the city's zone: 3月28日 08:00–16:00. */
export const hoursOf = (ctx: Ctx, { starts_at, ends_at }: Pick<ShiftRow, 'starts_at' | 'ends_at'>): Words =>
  hoursWords(ctx.tenant.zone, starts_at, ends_at)

/** Who shows this post, its territory or these people asks again. */
export function shiftChanged(ctx: Ctx, shift: ShiftRow, personIds: readonly string[]): void {
  changed(ctx, `post/${shift.post_id}`, `duty/${shift.territory}`)
  changedFor(ctx, personIds, 'asks')
}
