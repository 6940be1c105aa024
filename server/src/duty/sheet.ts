import { arrivedOn, lineState } from '@muster/core/duty/lines.ts'
import type { Line, Relief, Sheet } from '@muster/core/duty/turns.wire.ts'
import { saidLine } from '@muster/core/roster/pack-lines.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Named } from './names.ts'
import { type PlannedRow, plannedOn } from './plan.ts'
import { neighbours, reliefOf } from './relief.ts'
import { type DutyShift, shiftById, wirePost, wireShift } from './rows.ts'
import { namesOn, type OnShift, sayable } from './sayable.ts'
import { type TurnRow, turnRows, wireTurn } from './turn-rows.ts'
import { leads } from './vouching.ts'

/** A shift on the day. */
export const sheet = async (ctx: Ctx, { shiftId }: { shiftId: string }): Promise<Sheet> =>
  sheetOf(ctx, await shiftById(ctx, shiftId))

/** All that screens show of one shift and of those beside it. */
export interface Around {
  readonly shift: DutyShift
  readonly planned: readonly PlannedRow[]
  readonly turns: readonly TurnRow[]
  /** Of those whom the reader may know to be there. */
  readonly names: ReadonlyMap<string, Named>
  readonly before: Relief | null
  readonly next: Relief | null
  /** People of the shift before who stay, with a reason, because nobody relieved them. */
  readonly staying: number
}

/** Reads a shift with everybody on it, and who comes before and after. @param beside for one of those who stand there */
export async function around(ctx: Ctx, shift: DutyShift, { beside = false } = {}): Promise<Around> {
  const { before, next } = await neighbours(ctx, shift)
  const ids = [shift.id, before?.id, next?.id].filter(id => id !== undefined)
  const planned = await plannedOn(ctx, ids)
  const turns = await turnRows(ctx, sql`tu.shift_id = any(${ids}::uuid[])`)
  const names = await namesThere(ctx, shift, [...planned, ...turns], beside)
  const relief = (other: DutyShift | null, at: Date) => other && reliefOf(other, at, planned, turns, names)
  return {
    shift,
    names,
    planned: planned.filter(one => one.shift_id === shift.id),
    turns: turns.filter(turn => turn.shift_id === shift.id),
    before: relief(before, shift.starts_at),
    next: relief(next, shift.ends_at),
    staying:
      ctx.now < shift.starts_at ? 0 : turns.filter(turn => turn.shift_id === before?.id && isStaying(turn)).length,
  }
}

const isStaying = ({ state, proven, stayed_at }: TurnRow): boolean => state === 'on' && proven && stayed_at !== null

/** Whom the reader may know of those there. A unit reads the names of its own, and of nobody else that anybody is there. */
async function namesThere(ctx: Ctx, shift: DutyShift, there: readonly OnShift[], beside: boolean) {
  const sees = await sayable(ctx, there, { beside })
  const names = await namesOn(ctx, there, sees)
  if (beside || (await leads(ctx, shift.id))) return names
  return new Map([...names].filter(([id]) => sees.has(id)))
}

async function sheetOf(ctx: Ctx, shift: DutyShift): Promise<Sheet> {
  const { planned, turns, names, before, next, staying } = await around(ctx, shift)
  const present = arrivedOn(turns) + staying
  return {
    asOf: ctx.now.toISOString(),
    post: wirePost(ctx, shift),
    shift: wireShift(shift),
    present,
    missing: shift.closed_at ? 0 : Math.max(0, shift.people - present),
    opening: openingOf(ctx, shift),
    ...linesOf(ctx, planned, turns, names),
    before,
    next,
    closedAt: shift.closed_at?.toISOString() ?? null,
    closedWhy: shift.closed_why,
  }
}

/** Items of the checklist in the reader's language, and when each was ticked. */
export const openingOf = ({ language }: Pick<Ctx, 'language'>, { checklist, ticked }: DutyShift) =>
  checklist.map(item => ({ item: saidLine(item, language), at: ticked[item] ?? null }))

/** Everybody who is meant to be there or came, as far as the reader may know of them; those who are missing first. */
export function linesOf(
  ctx: Ctx,
  planned: readonly PlannedRow[],
  turns: readonly TurnRow[],
  names: ReadonlyMap<string, Named>,
): Pick<Sheet, 'people' | 'others'> {
  const ids = [...new Set([...planned, ...turns].map(({ person_id }) => person_id))]
  const known = ids.filter(id => names.has(id))
  const lines = known.map((id): Line => {
    const plan = planned.find(one => one.person_id === id) ?? null
    const turn = turns.findLast(one => one.person_id === id) ?? null
    return {
      person: names.get(id)!,
      assignmentId: plan?.id ?? null,
      reportAt: (plan?.report_at ?? turn?.due_at)?.toISOString() ?? null,
      state: lineState({ now: ctx.now, reportAt: plan?.report_at ?? null, standby: plan?.standby ?? false }, turn),
      turn: turn && wireTurn(turn, ctx.now),
    }
  })
  const rank = (line: Line) => RANK.indexOf(line.state)
  const people = lines.toSorted((a, b) => rank(a) - rank(b) || a.person.volunteerNo.localeCompare(b.person.volunteerNo))
  return { people, others: ids.length - known.length }
}

const RANK: readonly Line['state'][] = ['no-show', 'late', 'expected', 'on', 'break', 'left', 'standby']
