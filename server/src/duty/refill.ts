import type { CAUSES } from '@muster/core/roster/shortage.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Ctx } from '../platform/context.ts'
import { askForMore, raise } from '../roster/asks/raise.ts'
import { settleShortages } from '../roster/asks/settle.ts'
import { goesOn, shiftsWhere } from '../roster/assign/shift.ts'
import { follow } from './following.ts'
import { endPlans } from './plan.ts'
import { type DutyShift, isGoingOn } from './rows.ts'
import { turnRows } from './turn-rows.ts'

type Cause = (typeof CAUSES)[number]

/** Somebody who has left a place, or does not come to it. */
interface Left {
  readonly shift: DutyShift
  readonly personId: string
}

/** For the last minutes nobody is called. */
const NOT_WORTH_MINUTES = 15

/**
 * Ends what people were meant to do on shifts, so that they may be sent elsewhere, and has what is missing there then asked
 * for: one shortage a shift, whoever left. Who stands there again by then has not left: it was heard late. NOTE: it comes
 * after the facts; nobody is ranked here, under the ledger's lock.
 */
export async function leftOpen(ctx: Ctx, left: readonly Left[], why: Why = { why: 'relieved', cause: 'gap' }) {
  const going = left.filter(({ shift }) => isGoingOn(ctx, shift))
  if (going.length === 0) return
  const shiftIds = [...new Set(going.map(({ shift }) => shift.id))]
  await follow(ctx, { shiftIds }, async () => {
    const back = await backOn(ctx, going)
    const gone = going.filter(one => !back.has(keyOf(one.shift.id, one.personId)))
    const relieved = await endPlans(ctx, gone, why.why)
    for (const shift of await shiftsWhere(ctx, sql`s.id = any(${relieved}::uuid[])`)) await settleShortages(ctx, shift)
    await askFor(ctx, [...new Set(gone.filter(({ shift }) => isWorthIt(ctx, shift)).map(({ shift }) => shift.id))], why)
  })
}

interface Why {
  readonly why: 'no-show' | 'relieved'
  readonly cause: Cause
}

/** Who stands, for certain, where they had left. */
async function backOn(ctx: Ctx, left: readonly Left[]): Promise<ReadonlySet<string>> {
  const rows = await turnRows(
    ctx,
    sql`tu.shift_id = any(${left.map(({ shift }) => shift.id)}::uuid[]) and tu.person_id = any(${left.map(({ personId }) => personId)}::uuid[])
        and tu.state = 'on' and tu.proven`,
  )
  return new Set(rows.map(row => keyOf(row.shift_id, row.person_id)))
}

const keyOf = (shiftId: string, personId: string): string => `${shiftId} ${personId}`

async function askFor(ctx: Ctx, ids: readonly string[], { cause }: Why): Promise<void> {
  if (ids.length === 0) return
  const lacks = await lackingOn(ctx, ids)
  for (const row of await shiftsWhere(ctx, sql`s.id = any(${ids}::uuid[])`)) {
    const people = lacks.get(row.id) ?? 0
    if (people <= 0 || !goesOn(ctx, row) || (await askForMore(ctx, row, people))) continue
    await raise(ctx, row, { id: v7(), people, cause })
  }
}

const isWorthIt = (ctx: Ctx, shift: DutyShift): boolean =>
  shift.open_end || shift.ends_at.getTime() - ctx.now.getTime() >= NOT_WORTH_MINUTES * 60_000

/** How many more these shifts need than are placed there, stand there unplanned, or are asked for already. */
async function lackingOn(ctx: Ctx, ids: readonly string[]): Promise<Map<string, number>> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; lack: number }>`
    select s.id, (s.people - coalesce(placed.people, 0) - coalesce(came.people, 0) - coalesce(asked.people, 0))::int as lack
      from shift s
      left join (select shift_id, count(*) as people from assignment
                  where tenant = ${tenant} and shift_id = any(${ids}::uuid[]) and ended_at is null and not standby
                  group by shift_id) placed on placed.shift_id = s.id
      left join (select tu.shift_id, count(distinct tu.person_id) as people from turn tu
                  where tu.tenant = ${tenant} and tu.shift_id = any(${ids}::uuid[]) and tu.state = 'on' and tu.proven
                    and not exists (select from assignment a where a.tenant = ${tenant} and a.shift_id = tu.shift_id
                                       and a.person_id = tu.person_id and a.ended_at is null and not a.standby)
                  group by tu.shift_id) came on came.shift_id = s.id
      left join (select shift_id, sum(people - found) as people from shortage
                  where tenant = ${tenant} and shift_id = any(${ids}::uuid[]) and state = 'open' and relieves is null
                  group by shift_id) asked on asked.shift_id = s.id
     where s.tenant = ${tenant} and s.id = any(${ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(row => [row.id, row.lack]))
}

/** Looks for somebody in the place of those who must or may go, all who are placed there unless one is named: once for each. */
export async function findRelief(ctx: Ctx, going: readonly Going[]): Promise<void> {
  if (going.length === 0) return
  const shiftIds = [...new Set(going.map(({ shift }) => shift.id))]
  await follow(ctx, { shiftIds }, async () => {
    const shifts = new Map((await shiftsWhere(ctx, sql`s.id = any(${shiftIds}::uuid[])`)).map(row => [row.id, row]))
    for (const [relieves, shiftId] of await withoutRelief(ctx, going)) {
      const shift = shifts.get(shiftId)!
      if (goesOn(ctx, shift)) await raise(ctx, shift, { id: v7(), people: 1, cause: 'relief', relieves })
    }
  })
}

interface Going {
  readonly shift: DutyShift
  readonly personId: string | null
}

/** Assignments of those who must or may go in whose place nobody is looked for yet, each with its shift. */
async function withoutRelief(ctx: Ctx, going: readonly Going[]): Promise<Map<string, string>> {
  const ids = going.map(({ shift }) => shift.id)
  const { rows } = await sql<{ id: string; shift_id: string }>`
    select a.id, a.shift_id
      from assignment a join unnest(${ids}::uuid[], ${going.map(({ personId }) => personId)}::uuid[])
           as going (shift_id, person_id) on going.shift_id = a.shift_id and coalesce(going.person_id, a.person_id) = a.person_id
     where a.tenant = ${ctx.tenant.tenant} and a.shift_id = any(${ids}::uuid[]) and a.ended_at is null and not a.standby
       and not exists (select from shortage h where h.tenant = ${ctx.tenant.tenant} and h.relieves = a.id and h.state = 'open')
     order by a.shift_id, a.id`.execute(ctx.tx)
  return new Map(rows.map(row => [row.id, row.shift_id]))
}
