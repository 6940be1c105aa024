import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/**
 * The order in which rows are held until the commit, here and in every slice that calls these actions:
 *
 *   ledger · control · batch · rota · post · shift · shortage · assignment · person · ask · audit
 *
 * Of one kind in the order of their ids, all that an act needs before it goes on to the next kind. Whoever holds a shift may
 * change its shortages, assignments and asks; an act on many shifts holds them all before it writes its first audit line.
 */
const hold =
  (table: 'post' | 'shift' | 'shortage' | 'person') =>
  async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return
    await sql`
      select from ${sql.table(table)} where tenant = ${ctx.tenant.tenant} and id = any(${ids}::uuid[])
       order by id for no key update`.execute(ctx.tx)
  }

/** Posts: whoever closes one and whoever changes its shifts come one after the other. */
export const holdPosts = hold('post')

/** Shifts: places on them are given out one at a time. */
export const holdShifts = hold('shift')

/** Shortages: consents to one are decided one after the other. */
export const holdShortages = hold('shortage')

/** People: two desks that place somebody decide one after the other. */
export const holdPeople = hold('person')
