import { sql } from 'kysely'
import type { NewFact } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
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

/** Whoever was seen elsewhere has moved on from these: their screens are told, and the place they left is filled again. */
export async function movedOn(ctx: Ctx, before: readonly TurnRow[]): Promise<void> {
  if (before.length === 0) return
  const after = new Map(
    (await turnRows(ctx, sql`tu.id = any(${before.map(({ id }) => id)}::uuid[])`)).map(row => [row.id, row]),
  )
  const gone = before.filter(({ id, left_at }) => after.get(id)?.left_at?.getTime() !== left_at?.getTime())
  if (gone.length === 0) return
  const shifts = await shiftsById(
    ctx,
    gone.map(row => row.shift_id),
  )
  await heard(
    ctx,
    [...shifts.values()],
    gone.map(row => row.person_id),
  )
  await leftOpen(
    ctx,
    gone
      .filter(({ state }) => state === 'on')
      .map(row => ({ shift: shifts.get(row.shift_id)!, personId: row.person_id })),
  )
}
