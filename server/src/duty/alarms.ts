import type { AlarmKind, Step } from '@muster/core/duty/alarms.ts'
import type { Wanted } from '@muster/core/duty/watch.ts'
import { climb } from '@muster/core/duty/watch.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Ctx, changed } from '../platform/context.ts'
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
  readonly step: Step
  readonly next_step_at: Date | null
  readonly acknowledged_at: Date | null
}

/** A shift, and the alarms that hold there now. */
export interface Held {
  readonly shift: DutyShift
  readonly alarms: readonly Wanted[]
}

/** An alarm that holds, beside what stands of it already. */
interface Holding extends Wanted {
  readonly shift: DutyShift
  readonly about: string
  readonly open: OpenAlarm | undefined
}

/** What came of a look. */
interface Settled {
  /** When the alarms of a shift climb on. */
  readonly climbs: Map<string, Date>
  /** Who needs somebody in their place. */
  readonly relieve: readonly (Wanted & { shift: DutyShift })[]
  /** Shifts at which more would need somebody than one look can ask for. */
  readonly later: readonly string[]
}

/** Of a night that reaches its limit all at once, so many are relieved with one look: all facts of the city wait meanwhile. */
const RELIEVED_AT_ONCE = 100

/** Raises what is new, clears what no longer holds, and lets the rest climb: a few statements, however many they are. */
export async function settleAlarms(ctx: Ctx, held: readonly Held[]): Promise<Settled> {
  const open = await openAlarms(
    ctx,
    held.map(({ shift }) => shift.id),
  )
  const standing = new Map(open.map(one => [one.about, one]))
  const holding = held.flatMap(({ shift, alarms }) =>
    alarms.map((one): Holding => {
      const about = [one.kind, shift.id, one.personId ?? ''].join('/')
      return { ...one, shift, about, open: standing.get(about) }
    }),
  )
  const still = new Set(holding.map(({ about }) => about))
  await clear(
    ctx,
    open.filter(({ about }) => !still.has(about)),
  )
  const fresh = holding.filter(one => !one.open)
  const later = new Set(fresh.filter(({ kind, shift }) => bringsRelief(kind, shift)).slice(RELIEVED_AT_ONCE))
  const news = fresh.filter(one => !later.has(one))
  await raise(ctx, news)
  const climbing = holding.filter(one => one.open && !one.open.acknowledged_at).map(one => rungOf(ctx, one))
  await climbOn(
    ctx,
    climbing.filter(({ steps }) => steps.length > 0),
  )
  await tellSteps(ctx, [...news.map(one => rungOf(ctx, one)), ...climbing])
  return {
    climbs: soonest([...news.map(one => rungOf(ctx, one)), ...climbing]),
    relieve: news.filter(({ kind, shift }) => bringsRelief(kind, shift)),
    later: [...later].map(({ shift }) => shift.id),
  }
}

interface Rung extends Climbing {
  readonly id: string
  readonly step: string
  readonly nextAt: Date | null
}

/** Where an alarm stands on its ladder now, and which steps are new. */
function rungOf(ctx: Ctx, { shift, kind, personId, open }: Holding): Rung {
  const { told, nextAt, step } = climb(kind, open?.since ?? ctx.now, ctx.now)
  const steps = open ? told.slice(told.indexOf(open.step) + 1) : told
  return { shift, kind, personId, steps, id: open?.id ?? '', step, nextAt }
}

const soonest = (rungs: readonly Rung[]): Map<string, Date> =>
  new Map(
    rungs
      .flatMap(({ shift, nextAt }) => (nextAt ? [[shift.id, nextAt] as const] : []))
      .toSorted(([, a], [, b]) => b.getTime() - a.getTime()),
  )

async function openAlarms(ctx: Ctx, shiftIds: readonly string[]): Promise<OpenAlarm[]> {
  const { rows } = await sql<OpenAlarm>`
    select id, kind, about, post_id, shift_id, person_id, since, step, next_step_at, acknowledged_at from alarm
     where tenant = ${ctx.tenant.tenant} and shift_id = any(${shiftIds}::uuid[]) and cleared_at is null`.execute(ctx.tx)
  return rows
}

/** What needs somebody else is not only said: relief is looked for at once. */
const bringsRelief = (kind: AlarmKind, shift: DutyShift) =>
  kind === 'hours-stop' || (kind === 'overdue' && shift.open_end)

async function raise(ctx: Ctx, news: readonly Holding[]): Promise<void> {
  if (news.length === 0) return
  const rows = news.map(({ shift, kind, personId, about }) => {
    const { step, nextAt } = climb(kind, ctx.now, ctx.now)
    return {
      tenant: ctx.tenant.tenant,
      id: v7(),
      kind,
      about,
      post_id: shift.post_id,
      shift_id: shift.id,
      person_id: personId,
      territory: shift.territory,
      since: ctx.now,
      step,
      next_step_at: nextAt,
    }
  })
  for (let at = 0; at < rows.length; at += MANY)
    await ctx.tx
      .insertInto('alarm')
      .values(rows.slice(at, at + MANY))
      .execute()
  changed(ctx, ...new Set(rows.map(({ territory }) => `duty/${territory}`)))
}

/** Rows of one statement: it takes 65,535 values at most. */
const MANY = 1000

async function clear(ctx: Ctx, gone: readonly OpenAlarm[]): Promise<void> {
  if (gone.length === 0) return
  const { rows } = await sql<{ territory: string }>`
    update alarm set cleared_at = ${ctx.now}, next_step_at = null
     where tenant = ${ctx.tenant.tenant} and id = any(${gone.map(({ id }) => id)}::uuid[]) returning territory`.execute(
    ctx.tx,
  )
  changed(ctx, ...new Set(rows.map(({ territory }) => `duty/${territory}`)))
}

async function climbOn(ctx: Ctx, rungs: readonly Rung[]): Promise<void> {
  if (rungs.length === 0) return
  await sql`
    update alarm a set step = r.step, next_step_at = r.next_at
      from unnest(${rungs.map(({ id }) => id)}::uuid[], ${rungs.map(({ step }) => step)}::text[],
                  ${rungs.map(({ nextAt }) => nextAt)}::timestamptz[]) as r (id, step, next_at)
     where a.tenant = ${ctx.tenant.tenant} and a.id = r.id`.execute(ctx.tx)
  changed(ctx, ...new Set(rungs.map(({ shift }) => `duty/${shift.territory}`)))
}
