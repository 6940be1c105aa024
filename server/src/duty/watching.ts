import { checkedOut, UNSAID } from '@muster/core/duty/kinds.ts'
import { type Seen, type Watched, watch } from '@muster/core/duty/watch.ts'
import type { SafetyLimits } from '@muster/core/roster/safety.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { lockLedger } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import type { Tick } from '../platform/slice.ts'
import { safetyLimits } from '../roster/assign/limits.ts'
import { decideNoShows } from './acts.ts'
import { settleAlarms } from './alarms.ts'
import { AHEAD, BEHIND, toBeLookedAt, undiscovered } from './due.ts'
import { amongMany, whatFollows } from './following.ts'
import { type PlannedRow, plannedOn } from './plan.ts'
import { dutyFact, recordDuty, wake } from './record.ts'
import { findRelief, leftOpen } from './refill.ts'
import { type Beside, besideOf } from './relief.ts'
import { type DutyShift, shiftsById } from './rows.ts'
import { servedLately, type TurnRow, turnRows } from './turn-rows.ts'

/** Shifts that one look takes; the next second takes the next. */
const AT_ONCE = 500
/** Shifts of these where people are given up: all facts of the city wait meanwhile. */
const GIVEN_UP_AT_ONCE = 40
/** Shifts that draw near come under watch. */
export const discoverTick: Tick = {
  name: 'duty.discover',
  everySeconds: 5,
  due: undiscovered,
  run: async ctx => {
    // NOTE: facts write here as well, in an order of their own.
    await lockLedger(ctx)
    const { tenant } = ctx.tenant
    await sql`
      insert into shift_watch (tenant, shift_id, look_at)
      select ${tenant}, s.id, ${ctx.now} from shift s
       where s.tenant = ${tenant} and not s.cancelled
         and s.starts_at between ${ctx.now}::timestamptz - ${BEHIND}::interval and ${ctx.now}::timestamptz + ${AHEAD}::interval
      on conflict do nothing`.execute(ctx.tx)
  },
}

/** Looks at the shifts whose time has come: who is late, who is given up, what is uncovered, who must rest. */
export const watchTick: Tick = {
  name: 'duty.watch',
  due: toBeLookedAt,
  run: async ctx => {
    // NOTE: it decides by facts, so it takes its place in their line before it reads.
    await lockLedger(ctx)
    const { rows } = await sql<{ shift_id: string }>`
      select shift_id from shift_watch
       where tenant = ${ctx.tenant.tenant} and look_at <= ${ctx.now} order by look_at limit ${AT_ONCE}`.execute(ctx.tx)
    await lookAt(
      ctx,
      rows.map(row => row.shift_id),
    )
  },
}

/**
 * Looks at shifts now, and says when to look again. NOTE: facts first, then shifts and what is asked for, whose lines of the
 * audit come last (`roster/locks.ts`).
 */
async function lookAt(ctx: Ctx, shiftIds: readonly string[]): Promise<void> {
  const shifts = await shiftsById(ctx, shiftIds)
  const states = await statesOf(ctx, [...shifts.values()])
  const seen = [...shifts.values()].map(shift => ({ shift, seen: watch(states.get(shift.id)!, ctx.now) }))
  const { climbs, relieve, later } = await settleAlarms(
    ctx,
    seen.map(({ shift, seen: { alarms } }) => ({ shift, alarms })),
  )
  await lookAgain(ctx, seen, climbs)
  await wake(ctx, later)
  await amongMany(ctx, () => decide(ctx, seen, relieve))
  for (const { work } of await whatFollows(ctx)) await work()
}

/** What time decides: whose turn ends by rule, who did not come, who needs somebody in their place. */
async function decide(ctx: Ctx, seen: readonly Looked[], relieve: Parameters<typeof findRelief>[1]): Promise<void> {
  await endUnsaid(
    ctx,
    seen.flatMap(({ shift, seen: { unsaid } }) => unsaid.map(({ personId, at }) => ({ shift, personId, at }))),
  )
  const absent = seen.filter(({ seen: { noShows } }) => noShows.length > 0)
  await decideNoShows(
    ctx,
    absent
      .slice(0, GIVEN_UP_AT_ONCE)
      .flatMap(({ shift, seen: { noShows } }) => noShows.map(personId => ({ id: v7(), shift, personId }))),
    'time',
  )
  await wake(
    ctx,
    absent.slice(GIVEN_UP_AT_ONCE).map(({ shift }) => shift.id),
  )
  await findRelief(ctx, relieve)
}

/** A shift, and what it looks like now. */
interface Looked {
  readonly shift: DutyShift
  readonly seen: Seen
}

/**
 * Turns that nobody ended end by rule; the captain is told, and says when it really was. Where the end is open, the place is
 * free again.
 */
async function endUnsaid(
  ctx: Ctx,
  ended: readonly { readonly shift: DutyShift; readonly personId: string; readonly at: Date }[],
): Promise<void> {
  const facts = ended.map(({ shift, personId, at }) =>
    dutyFact(shift, personId, {
      id: v7(),
      kind: checkedOut.name,
      payload: { why: UNSAID },
      occurredAt: at,
      decided: true,
    }),
  )
  await recordDuty(
    ctx,
    ended.map(({ shift }) => shift),
    facts,
  )
  await leftOpen(ctx, ended)
}

/** @param climbs when alarms of a shift climb on */
async function lookAgain(ctx: Ctx, seen: readonly Looked[], climbs: ReadonlyMap<string, Date>): Promise<void> {
  const times = seen.map(({ shift, seen: { lookAt: at } }) => {
    const both = [at, climbs.get(shift.id) ?? null].filter(time => time !== null)
    return both.length > 0 ? new Date(Math.min(...both.map(time => time.getTime()))).toISOString() : 'infinity'
  })
  await sql`
    update shift_watch w set look_at = next.at
      from unnest(${seen.map(({ shift }) => shift.id)}::uuid[], ${times}::timestamptz[]) as next (shift_id, at)
     where w.tenant = ${ctx.tenant.tenant} and w.shift_id = next.shift_id`.execute(ctx.tx)
}

/** What the watch must know of shifts, read with a few statements for all of them. */
async function statesOf(ctx: Ctx, shifts: readonly DutyShift[]): Promise<Map<string, Watched>> {
  const ids = shifts.map(({ id }) => id)
  const beside = await besideOf(ctx, ids)
  const all = [...new Set([...ids, ...beside.map(row => row.other_id)])]
  const turns = Map.groupBy(await turnRows(ctx, sql`tu.shift_id = any(${all}::uuid[])`), turn => turn.shift_id)
  const planned = Map.groupBy(await plannedOn(ctx, all), one => one.shift_id)
  const here = ids.flatMap(id => (turns.get(id) ?? []).filter(({ state }) => state === 'on'))
  const served = await servedLately(ctx, [...new Set(here.map(turn => turn.person_id))])
  const care = await careWaiting(ctx, ids)
  const limits = await safetyLimits(ctx)
  return new Map(
    shifts.map(shift => {
      const sides = beside.filter(row => row.id === shift.id)
      const state = stateOf(shift, { sides, turns, planned, served, limits })
      return [shift.id, { ...state, careWaits: care.has(shift.id) }]
    }),
  )
}

interface Known {
  readonly sides: readonly Beside[]
  readonly turns: ReadonlyMap<string, readonly TurnRow[]>
  readonly planned: ReadonlyMap<string, readonly PlannedRow[]>
  readonly served: ReadonlyMap<string, number>
  readonly limits: SafetyLimits
}

function stateOf(shift: DutyShift, { sides, turns, planned, served, limits }: Known): Omit<Watched, 'careWaits'> {
  const own = turns.get(shift.id) ?? []
  const before = sides.filter(({ after }) => !after).flatMap(({ other_id }) => turns.get(other_id) ?? [])
  const next = sides.find(({ after }) => after)
  const proven = (list: readonly TurnRow[]) => list.filter(({ state, proven: sure }) => state === 'on' && sure)
  return {
    shift: {
      startsAt: shift.starts_at,
      endsAt: shift.ends_at,
      openEnd: shift.open_end,
      people: shift.people,
      over: shift.cancelled || shift.closed_at !== null,
      command: shift.command,
      suitMost: shift.suit_minutes ?? limits.suitMinutes,
      unticked: shift.checklist.some(item => !(item in shift.ticked)),
    },
    planned: (planned.get(shift.id) ?? []).map(one => ({
      personId: one.person_id,
      reportAt: one.report_at,
      assignedAt: one.assigned_at,
      standby: one.standby,
    })),
    turns: own.map(turn => ({
      personId: turn.person_id,
      state: turn.state,
      proven: turn.proven,
      break_since: turn.break_since,
      suitSince: turn.suit_since,
      cameAt: turn.came_at,
      stayedAt: turn.stayed_at,
      unsaid: turn.flags.includes('not-checked-out'),
    })),
    staying: proven(before).filter(({ stayed_at }) => stayed_at !== null).length,
    next: next
      ? {
          people: next.people,
          planned: (planned.get(next.other_id) ?? []).filter(({ standby }) => !standby).length,
          arrived: proven(turns.get(next.other_id) ?? []).length,
        }
      : null,
    served,
    limits,
  }
}

/** Shifts with a case of care that nobody has taken up. */
async function careWaiting(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ shift_id: string }>`
    select distinct shift_id from care_case
     where tenant = ${ctx.tenant.tenant} and shift_id = any(${ids}::uuid[]) and version = 1`.execute(ctx.tx)
  return new Set(rows.map(row => row.shift_id))
}
