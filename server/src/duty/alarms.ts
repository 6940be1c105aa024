import type { AlarmKind } from '@muster/core/duty/alarms.ts'
import type { Wanted } from '@muster/core/duty/watch.ts'
import { climb } from '@muster/core/duty/watch.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Ctx, changed } from '../platform/context.ts'
import { findRelief } from './refill.ts'
import type { DutyShift } from './rows.ts'
import { type Climbing, tellSteps } from './telling.ts'

/** An alarm that has not been cleared. */
export interface OpenAlarm {
  readonly id: string
  readonly kind: AlarmKind
  readonly about: string
  readonly post_id: string
  readonly shift_id: string | null
  readonly person_id: string | null
  readonly since: Date
  readonly step: string
  readonly next_step_at: Date | null
  readonly acknowledged_at: Date | null
}

/** A shift, and the alarms that hold there now. */
export interface Held {
  readonly shift: DutyShift
  readonly alarms: readonly Wanted[]
}

const aboutOf = (kind: AlarmKind, thing: string, personId: string | null) => [kind, thing, personId ?? ''].join('/')

/**
 * Raises what is new, clears what no longer holds, and lets the rest climb.
 *
 * @returns when the alarms of a shift climb on
 */
export async function settleAlarms(ctx: Ctx, held: readonly Held[]): Promise<Map<string, Date>> {
  const open = await openAlarms(
    ctx,
    held.map(({ shift }) => shift.id),
  )
  const climbs: [string, Date][] = []
  const climbing: Climbing[] = []
  for (const { shift, alarms } of held) {
    const own = new Map(open.filter(one => one.shift_id === shift.id).map(one => [one.about, one]))
    const wanted = new Map(alarms.map(one => [aboutOf(one.kind, shift.id, one.personId), one]))
    await clear(
      ctx,
      shift,
      [...own.values()].filter(({ about }) => !wanted.has(about)),
    )
    for (const [about, one] of wanted) {
      const state = own.get(about) ?? (await raise(ctx, shift, about, one))
      const { told, nextAt, step } = climb(one.kind, state.since, ctx.now)
      if (!own.has(about)) climbing.push({ shift, ...one, steps: told })
      else if (!state.acknowledged_at && step !== state.step) {
        climbing.push({ shift, ...one, steps: told.slice(told.indexOf(state.step as (typeof told)[number]) + 1) })
        await climbOn(ctx, shift, state.id, step, nextAt)
      }
      if (nextAt && !state.acknowledged_at) climbs.push([shift.id, nextAt])
    }
  }
  await tellSteps(ctx, climbing)
  const soonest = climbs.toSorted(([, a], [, b]) => b.getTime() - a.getTime())
  return new Map(soonest)
}

async function openAlarms(ctx: Ctx, shiftIds: readonly string[]): Promise<OpenAlarm[]> {
  const { rows } = await sql<OpenAlarm>`
    select id, kind, about, post_id, shift_id, person_id, since, step, next_step_at, acknowledged_at from alarm
     where tenant = ${ctx.tenant.tenant} and shift_id = any(${shiftIds}::uuid[]) and cleared_at is null`.execute(ctx.tx)
  return rows
}

/** What needs somebody else is not only said: relief is looked for at once. */
const bringsRelief = (kind: AlarmKind, shift: DutyShift) =>
  kind === 'hours-stop' || (kind === 'overdue' && shift.open_end)

async function raise(ctx: Ctx, shift: DutyShift, about: string, { kind, personId }: Wanted): Promise<OpenAlarm> {
  const { step, nextAt } = climb(kind, ctx.now, ctx.now)
  const row = {
    ...{ tenant: ctx.tenant.tenant, id: v7(), kind, about, post_id: shift.post_id, shift_id: shift.id },
    ...{
      person_id: kind === 'care' ? null : personId,
      territory: shift.territory,
      since: ctx.now,
      step,
      next_step_at: nextAt,
    },
  }
  await ctx.tx.insertInto('alarm').values(row).execute()
  changed(ctx, `duty/${shift.territory}`)
  if (bringsRelief(kind, shift)) await findRelief(ctx, shift, personId)
  return { ...row, acknowledged_at: null }
}

async function clear(ctx: Ctx, shift: DutyShift, gone: readonly OpenAlarm[]): Promise<void> {
  if (gone.length === 0) return
  await sql`
    update alarm set cleared_at = ${ctx.now}, next_step_at = null
     where tenant = ${ctx.tenant.tenant} and id = any(${gone.map(({ id }) => id)}::uuid[])`.execute(ctx.tx)
  changed(ctx, `duty/${shift.territory}`)
}

async function climbOn(ctx: Ctx, shift: DutyShift, id: string, step: string, nextAt: Date | null): Promise<void> {
  await sql`
    update alarm set step = ${step}, next_step_at = ${nextAt} where tenant = ${ctx.tenant.tenant} and id = ${id}`.execute(
    ctx.tx,
  )
  changed(ctx, `duty/${shift.territory}`)
}
