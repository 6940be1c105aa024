import { tidyNumber } from '@muster/core/people/tidy.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** Whose number this is, in whatever width or case it was written; null when nobody's, or of one who has left. */
export async function personByVolunteerNo(ctx: Ctx, volunteerNo: string): Promise<string | null> {
  const person = await onRoster(ctx).where('volunteer_no', '=', tidyNumber(volunteerNo)).executeTakeFirst()
  return person?.id ?? null
}

/** Whether a person is on the roster and has not left. */
export const isOnRoster = async (ctx: Ctx, personId: string): Promise<boolean> =>
  (await onRoster(ctx).where('id', '=', personId).executeTakeFirst()) !== undefined

const onRoster = (ctx: Ctx) =>
  ctx.tx.selectFrom('person').select('id').where('tenant', '=', ctx.tenant.tenant).where('left_at', 'is', null)

/**
 * A person's row, held until the commit. NOTE: its key stays as it is, so that whoever only names the person (a message) need
 * not wait for us, and we never for them.
 *
 * @throws Problem `door/not-found` for an unknown person and one who has left
 */
export async function personForUpdate(ctx: Ctx, id: string) {
  const row = await ctx.tx
    .selectFrom('person')
    .selectAll()
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw door('door/not-found')
  return row
}

/** Numbers are given out one writer at a time, so that two imports never both add the same one. */
export async function lockNumbers(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenant.tenant}/volunteer-numbers`}, 0))`.execute(
    ctx.tx,
  )
}
