import { sql } from 'kysely'
import type { NewFact } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import type { RecordedFact } from '../platform/slice.ts'
import { planAgain } from './plan-again.ts'
import { heard } from './record.ts'
import { leftOpen } from './refill.ts'
import { shiftsById } from './rows.ts'
import { type TurnRow, turnRows } from './turn-rows.ts'

/** No shift is longer than a day, and whoever forgets to leave ends by rule. */
const LONGEST = 3 * 24 * 60 * 60_000

/** Turns of these people on other shifts, as they stand before they are said to have come here. */
export async function standingBeside(ctx: Ctx, facts: readonly NewFact[]): Promise<readonly TurnRow[]> {
  if (facts.length === 0) return []
  const seen = (of: NewFact) => of.occurredAt ?? ctx.now
  const since = new Date(Math.min(...facts.map(fact => seen(fact).getTime())) - LONGEST)
  return turnRows(
    ctx,
    sql`tu.person_id = any(${facts.map(({ personId }) => personId)}::uuid[]) and (tu.came_at > ${since} or tu.state = 'on')
        and exists (select from unnest(${facts.map(({ personId }) => personId)}::uuid[], ${facts.map(({ subjectId }) => subjectId)}::uuid[],
                                       ${facts.map(seen)}::timestamptz[]) as here (person_id, shift_id, at)
                     where here.person_id = tu.person_id and here.shift_id <> tu.shift_id
                       and (tu.left_at is null or tu.left_at > here.at))`,
  )
}

/**
 * Whoever was seen elsewhere has moved on from where they stood: their screens are told, and the place they left is filled
 * again.
 *
 * @param before where they stood
 * @param news check-ins that were heard just now, perhaps after they had been seen elsewhere
 */
export async function movedOn(ctx: Ctx, before: readonly TurnRow[], news: readonly RecordedFact[]): Promise<void> {
  if (before.length === 0 && news.length === 0) return
  const after = new Map(
    (await turnRows(ctx, sql`tu.id = any(${before.map(({ id }) => id)}::uuid[])`)).map(row => [row.id, row]),
  )
  const isSame = ({ id, left_at }: TurnRow) => after.has(id) && after.get(id)!.left_at?.getTime() === left_at?.getTime()
  const gone = before.filter(row => !isSame(row))
  const passed = await turnRows(ctx, sql`tu.id = any(${news.map(({ id }) => id)}::uuid[]) and tu.why = 'moved'`)
  const left = [...gone.filter(({ state }) => state === 'on'), ...passed]
  if (gone.length + passed.length === 0) return
  const shifts = await shiftsById(
    ctx,
    [...gone, ...passed].map(row => row.shift_id),
  )
  await heard(
    ctx,
    [...shifts.values()],
    gone.map(row => row.person_id),
  )
  await leftOpen(
    ctx,
    left.map(row => ({ shift: shifts.get(row.shift_id)!, personId: row.person_id })),
  )
}

/** Turns that these people have on other posts, and that ended because they were seen elsewhere: perhaps by the word that is now corrected. */
export async function movedBefore(ctx: Ctx, facts: readonly NewFact[]): Promise<readonly TurnRow[]> {
  const correcting = facts.filter(({ supersedes }) => supersedes).map(({ personId }) => personId)
  if (correcting.length === 0) return []
  return turnRows(
    ctx,
    sql`tu.person_id = any(${correcting}::uuid[]) and tu.why = 'moved' and tu.came_at > ${new Date(ctx.now.getTime() - LONGEST)}`,
  )
}

/** Whoever had not moved on after all stands where they stood, and is meant to. */
export async function stayedAfterAll(ctx: Ctx, before: readonly TurnRow[]): Promise<void> {
  if (before.length === 0) return
  const here = await turnRows(
    ctx,
    sql`tu.id = any(${before.map(({ id }) => id)}::uuid[]) and tu.state = 'on' and tu.proven`,
  )
  const shifts = await shiftsById(
    ctx,
    here.map(row => row.shift_id),
  )
  await heard(
    ctx,
    [...shifts.values()],
    here.map(row => row.person_id),
  )
  for (const row of here) await planAgain(ctx, row.shift_id, row.person_id)
}
