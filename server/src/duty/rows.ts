import type { PostBrief } from '@muster/core/duty/turns.wire.ts'
import { door } from '@muster/core/platform/problems.ts'
import { keptLine, saidLine } from '@muster/core/roster/pack-lines.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** A shift with its post, as far as duty looks at them. */
export interface DutyShift {
  readonly id: string
  readonly post_id: string
  readonly role: string
  readonly skills: Shift['skills']
  readonly starts_at: Date
  readonly ends_at: Date
  readonly day: string
  readonly open_end: boolean
  readonly people: number
  readonly standby: number
  readonly cancelled: boolean
  readonly version: number
  readonly post_name: string
  readonly incident_id: string | null
  readonly territory: string
  readonly territory_name: string
  readonly site_id: string | null
  readonly site_name: string | null
  readonly team_id: string | null
  readonly danger: boolean
  readonly command: boolean
  readonly checklist: string[]
  readonly equipment: string[]
  readonly briefing: string | null
  readonly report_minutes: number
  readonly suit_minutes: number | null
  readonly closes_when: string | null
  readonly closed_at: Date | null
  readonly closed_why: string | null
  readonly ticked: Readonly<Record<string, string>>
}

/** Columns and tables of a {@link DutyShift}: `s` the shift, `p` the post, `t` its territory. */
export const DUTY_SHIFT = sql`
  s.id, s.post_id, s.role, s.skills, s.starts_at, s.ends_at, s.day::text as day, s.open_end, s.people, s.standby, s.cancelled, s.version,
  p.name as post_name, p.incident_id, p.territory, t.name as territory_name, p.site_id, si.name as site_name, p.team_id, p.danger, p.command,
  p.checklist, p.equipment, p.briefing, p.report_minutes, p.suit_minutes, p.closes_when,
  coalesce(o.closed_at, p.closed_at) as closed_at, coalesce(o.closed_why, p.closed_why) as closed_why, coalesce(o.ticked, '{}') as ticked`
export const FROM_DUTY_SHIFT = sql`
  shift s
  join post p on p.tenant = s.tenant and p.id = s.post_id
  join territory t on t.tenant = p.tenant and t.code = p.territory
  left join site si on si.tenant = p.tenant and si.id = p.site_id
  left join opening o on o.tenant = s.tenant and o.shift_id = s.id`

/** Shifts by any condition on them. */
export async function dutyShifts(ctx: Ctx, which: RawBuilder<unknown>): Promise<DutyShift[]> {
  const { rows } = await sql<DutyShift>`
    select ${DUTY_SHIFT} from ${FROM_DUTY_SHIFT}
     where s.tenant = ${ctx.tenant.tenant} and ${which} order by s.starts_at, s.id`.execute(ctx.tx)
  return rows.map(row => ({ ...row, checklist: row.checklist.map(keptLine) }))
}

/** Shifts by id. */
export async function shiftsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, DutyShift>> {
  if (ids.length === 0) return new Map()
  const rows = await dutyShifts(ctx, sql`s.id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(rows.map(row => [row.id, row]))
}

/** @throws Problem `door/not-found` */
export async function shiftById(ctx: Ctx, id: string): Promise<DutyShift> {
  const shift = (await shiftsById(ctx, [id])).get(id)
  if (!shift) throw door('door/not-found')
  return shift
}

/** Whether people may still stand there: it was neither cancelled nor closed, and its end is open or to come. */
export const isGoingOn = ({ now }: Pick<Ctx, 'now'>, shift: DutyShift): boolean =>
  !shift.cancelled && shift.closed_at === null && (shift.open_end || shift.ends_at > now)

/** A row as the contract's shift. */
export const wireShift = (row: DutyShift): Shift => ({
  id: row.id,
  postId: row.post_id,
  role: row.role,
  skills: row.skills,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  day: row.day,
  openEnd: row.open_end,
  people: row.people,
  standby: row.standby,
  cancelled: row.cancelled,
  version: row.version,
})

/** A row as the post that whoever stands there knows, in the reader's language. */
export const wirePost = ({ language }: Pick<Ctx, 'language'>, row: DutyShift): PostBrief => ({
  id: row.post_id,
  name: row.post_name,
  territory: { code: row.territory, name: row.territory_name },
  site: row.site_id ? { id: row.site_id, name: row.site_name! } : null,
  danger: row.danger,
  command: row.command,
  checklist: row.checklist.map(line => saidLine(line, language)),
  equipment: row.equipment.map(line => saidLine(line, language)),
  briefing: row.briefing,
  suitMinutes: row.suit_minutes,
  closesWhen: row.closes_when && saidLine(row.closes_when, language),
})
