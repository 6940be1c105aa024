import { arrivedOn, lineState } from '@muster/core/duty/lines.ts'
import type { Line, Sheet } from '@muster/core/duty/turns.wire.ts'
import { saidLine } from '@muster/core/roster/pack-lines.ts'
import type { Ctx } from '../platform/context.ts'
import { around, type Names } from './around.ts'
import type { PlannedRow } from './plan.ts'
import { type DutyShift, shiftById, wirePost, wireShift } from './rows.ts'
import { namesOn, type OnShift, sayable } from './sayable.ts'
import { type TurnRow, wireTurn } from './turn-rows.ts'
import { leads } from './vouching.ts'

/** A shift on the day. */
export const sheet = async (ctx: Ctx, { shiftId }: { shiftId: string }): Promise<Sheet> =>
  sheetOf(ctx, await shiftById(ctx, shiftId))

/** Whom the reader may know of those there. A unit reads the names of its own, and of nobody else that anybody is there. */
async function namesThere(ctx: Ctx, shift: DutyShift, there: readonly OnShift[]): Promise<Names> {
  const sees = await sayable(ctx, there)
  const names = await namesOn(ctx, there, sees)
  return (await leads(ctx, shift.id)) ? names : new Map([...names].filter(([id]) => sees.has(id)))
}

async function sheetOf(ctx: Ctx, shift: DutyShift): Promise<Sheet> {
  const [found] = await around(ctx, [shift], there => namesThere(ctx, shift, there))
  const { planned, turns, names, before, next, staying } = found!
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
function linesOf(
  ctx: Ctx,
  planned: readonly PlannedRow[],
  turns: readonly TurnRow[],
  names: Names,
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
