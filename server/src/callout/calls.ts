import { callout } from '@muster/core/callout/problems.ts'
import type { Openings } from '@muster/core/callout/rules.ts'
import { type CallState, FROM, STATE_WORDS } from '@muster/core/callout/states.ts'
import type { Call } from '@muster/core/callout/wire.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, changed } from '../platform/context.ts'
import { CALLS } from './reach.ts'

/** A call as it stands in its table, with the paths of its owner. */
export interface CallRow {
  readonly tenant: string
  readonly id: string
  readonly incident_id: string | null
  readonly kind: Call['kind']
  readonly basis: Call['basis']
  readonly selection: Call['selection']
  readonly state: CallState
  readonly title: string
  readonly body: string
  readonly issuers: string[]
  readonly ordered_by: string | null
  readonly audience: Call['audience']
  readonly quota: number
  readonly deadline: Date | null
  readonly hold_minutes: number
  readonly muster_point: string | null
  readonly muster_territory: string | null
  readonly muster_at: Date | null
  readonly wave: number
  readonly first_wave: string | null
  readonly owner_unit: string | null
  readonly owner_territory: string | null
  readonly link: string
  readonly created_at: Date
  readonly published_at: Date | null
  readonly selected_at: Date | null
  readonly ended_at: Date | null
  readonly departed_at: Date | null
  readonly version: number
  readonly owner_unit_path: string | null
  readonly owner_territory_path: string | null
}

export const OWNER = sql`ou.path as owner_unit_path, ot.path as owner_territory_path`

/** @throws Problem `door/not-found` */
export async function callById(ctx: Ctx, id: string): Promise<CallRow> {
  return one<CallRow>(ctx, id, sql`c.*, ${OWNER}`)
}

export type CallWithOpenings = CallRow & Openings

/** A call and what is still to be had in it. @param places how many free places to look for */
export async function callWithOpenings(ctx: Ctx, id: string, places: number): Promise<CallWithOpenings> {
  const row = await one<CallRow & { free: number[]; last_rank: number | null }>(
    ctx,
    id,
    sql`c.*, ${OWNER},
      (select max(s.rank) from seat s where s.tenant = ${ctx.tenant.tenant} and s.call_id = c.id) as last_rank,
      case when c.state = 'full' then '{}'::int[] else array(
        select o.place from call_place o
         where o.tenant = ${ctx.tenant.tenant} and o.call_id = c.id and not exists (
           select from seat s where s.tenant = ${ctx.tenant.tenant} and s.call_id = o.call_id and s.place = o.place)
         order by o.place limit ${places}) end as free`,
  )
  const waits = row.selection === 'ranked' && row.selected_at === null
  return { ...row, freePlaces: row.free, lastRank: row.last_rank ?? 0, waits }
}

async function one<T>(ctx: Ctx, id: string, columns: RawBuilder<unknown>): Promise<T> {
  const { rows } = await sql<T>`
    select ${columns} from ${CALLS} where c.tenant = ${ctx.tenant.tenant} and c.id = ${id}`.execute(ctx.tx)
  if (!rows[0]) throw door('door/not-found')
  return rows[0]
}

/** Open while a place is free, full when none is; other states stay. */
export async function settleState(ctx: Ctx, callId: string): Promise<void> {
  await sql`
    update call_out c set state = case when open.free then 'open' else 'full' end
      from (select exists (
        select from call_place o where o.tenant = ${ctx.tenant.tenant} and o.call_id = ${callId} and not exists (
          select from seat s where s.tenant = ${ctx.tenant.tenant} and s.call_id = o.call_id and s.place = o.place)) as free) open
     where c.tenant = ${ctx.tenant.tenant} and c.id = ${callId} and c.state in ('open', 'full')
       and (c.state = 'open') <> open.free`.execute(ctx.tx)
}

/** @throws Problem `callout/not-open` */
export function mustBe(act: keyof typeof FROM, call: CallRow): void {
  if (!FROM[act].includes(call.state)) throw notOpen(call)
}

export const notOpen = ({ title, state }: CallRow) => {
  const { zh, en } = STATE_WORDS[state]
  return callout('callout/not-open', { title, state: `${zh} ${en}` })
}

/** @throws Problem `door/changed-meanwhile` when the reader saw another version */
export function mustHaveSeen(call: CallRow, seen: number): void {
  if (call.version !== seen) throw door('door/changed-meanwhile', { current: call.version, seen })
}

/** Tells the screens that show this call. */
export const callChanged = (ctx: Ctx, callId: string): void => changed(ctx, `call/${callId}`, 'calls')
