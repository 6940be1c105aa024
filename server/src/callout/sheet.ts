import type * as wire from '@muster/core/callout/departure.wire.ts'
import type { FileAnswer, ParsedOf } from '@muster/core/platform/endpoint.ts'
import { minuteIn } from '@muster/core/platform/moment.ts'
import { personal } from '@muster/core/platform/personal.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { serialiser } from '../platform/door/serialise.ts'
import { writeCsv, writeSheet } from '../platform/sheets/sheets.ts'
import { type CallRow, callById } from './calls.ts'
import { mustLead } from './reach.ts'

/** A line of the sheet: who leaves the house is decided here as everywhere, by the field register. */
const Line = z.object({
  id: z.string(),
  place: z.number(),
  name: personal('person.name', z.string()),
  volunteerNo: z.string(),
  unit: z.string(),
  phone: personal('person.phone', z.string()),
  skills: personal('person.skills', z.array(z.string())),
  muster: z.nullable(z.boolean()),
  departure: z.nullable(z.boolean()),
})
const Lines = z.object({ rows: z.array(Line), leader: z.nullable(Line) })
type Shown = z.infer<typeof Line>

/** What the check-in list ICS-211 asks of each arrival, as far as the roster holds it. */
const COLUMNS = [
  ['no', '序号', 'No.', 6],
  ['order', '召集', 'Order', 30],
  ['point', '集合地点', 'Check-in location', 24],
  ['musterAt', '集合时间', 'Check-in time', 18],
  ['leader', '带队人', 'Leader', 12],
  ['people', '人数', 'Number of people', 8],
  ['name', '姓名', 'Name', 12],
  ['unit', '所属单位', 'Home unit', 24],
  ['volunteerNo', '志愿者编号', 'Volunteer no.', 18],
  ['phone', '联系电话', 'Contact', 16],
  ['present', '集合点名', 'At muster', 10],
  ['gone', '出发点名', 'At departure', 10],
  ['departedAt', '出发时间', 'Departure', 18],
  ['assignment', '任务', 'Assignment', 24],
  ['skills', '技能', 'Other qualifications', 24],
] as const

/** The roll-call sheet: one line for each confirmed person. */
export async function sheet(ctx: Ctx, { callId, format }: ParsedOf<typeof wire.sheet>): Promise<FileAnswer> {
  const call = await callById(ctx, callId)
  await mustLead(ctx, call)
  const rows = await linesOf(ctx, call)
  const leader = await leaderOf(ctx, call, rows)
  const reader = { roles: ctx.scope.roles, personId: ctx.actor?.personId ?? null }
  const shown = serialiser(Lines, ctx.house.fields)({ rows, leader }, reader) as z.infer<typeof Lines>
  const zh = ctx.language === 'zh'
  const columns = COLUMNS.map(([key, chinese, english, width]) => ({ key, header: zh ? chinese : english, width }))
  const table = { columns, rows: shown.rows.map((row, nth) => cellsOf(ctx, call, row, nth, shown)) }
  const name = `${zh ? '点名表' : 'roll-call'}-${call.title}.${format}`
  if (format === 'csv') return { name, type: 'text/csv; charset=utf-8', bytes: writeCsv(table) }
  const bytes = await writeSheet({ sheetName: zh ? '点名表' : 'Roll-call', ...table })
  return { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
}

function cellsOf(ctx: Ctx, call: CallRow, row: Shown, nth: number, all: z.infer<typeof Lines>) {
  const zh = ctx.language === 'zh'
  const at = (instant: Date | null) => (instant ? minuteIn(ctx.tenant.zone, instant) : '')
  const mark = (present: boolean | null) =>
    present === null ? '' : present ? (zh ? '到' : 'present') : zh ? '未到' : 'absent'
  return {
    no: nth + 1,
    order: `${call.title}（${call.issuers.join('、')}）`,
    point: call.muster_point,
    musterAt: at(call.muster_at),
    leader: all.leader?.name ?? '',
    people: all.rows.length,
    name: row.name,
    unit: row.unit,
    volunteerNo: row.volunteerNo,
    phone: row.phone,
    present: mark(row.muster),
    gone: mark(row.departure),
    departedAt: row.departure ? at(call.departed_at) : '',
    assignment: call.title,
    skills: row.skills?.join(zh ? '、' : ', ') ?? '',
  }
}

async function linesOf(ctx: Ctx, call: CallRow): Promise<Shown[]> {
  const { rows } = await sql<Shown>`
    select p.id, s.place, p.name, p.volunteer_no as "volunteerNo", u.name as unit, p.phone, p.skills, s.muster, s.departure
      from seat s
      join person p on p.tenant = s.tenant and p.id = s.person_id
      join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where s.tenant = ${call.tenant} and s.call_id = ${call.id} and s.state = 'confirmed' order by s.place`.execute(
    ctx.tx,
  )
  return rows
}

/** Who leads those who go: the captain of the team formed from the call. */
async function leaderOf(ctx: Ctx, call: CallRow, rows: readonly Shown[]): Promise<Shown | null> {
  const { rows: found } = await sql<{ person_id: string }>`
    select m.person_id from team g join team_member m on m.tenant = g.tenant and m.team_id = g.id
     where g.tenant = ${call.tenant} and g.call_id = ${call.id} and 'captain' = any(m.roles) order by m.since limit 1`.execute(
    ctx.tx,
  )
  return rows.find(row => row.id === found[0]?.person_id) ?? null
}
