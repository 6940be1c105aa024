import { tidyNumber } from '@muster/core/people/tidy.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { PEOPLE } from './rows.ts'

/** A person of the roster, as other slices need one. */
export interface RosterPerson {
  readonly id: string
  readonly volunteerNo: string
  readonly name: string
  readonly unitId: string
  readonly unitPath: string
  readonly residence: string | null
  readonly residencePath: string | null
  readonly skills: readonly string[]
  readonly availability: string
  readonly onCall: boolean
  readonly lightDuty: boolean
}

/**
 * Those of the roster who have not left and fit a condition over `person p`, `unit u` and `territory t` (residence).
 * Reach is the caller's: a call addresses people whom its issuer cannot read.
 */
export async function rosterOf(ctx: Ctx, where: RawBuilder<unknown>): Promise<RosterPerson[]> {
  const { rows } = await sql<RosterPerson>`
    select p.id, p.volunteer_no as "volunteerNo", p.name, p.unit_id as "unitId", u.path as "unitPath", p.residence,
           t.path as "residencePath", p.skills, p.availability, p.on_call as "onCall", p.light_duty as "lightDuty"
      from ${PEOPLE} where p.tenant = ${ctx.tenant.tenant} and p.left_at is null and ${where} order by p.id`.execute(
    ctx.tx,
  )
  return rows
}

/** Whose number this is, in whatever width or case it was written; null when nobody's. */
export async function personByVolunteerNo(ctx: Ctx, volunteerNo: string): Promise<RosterPerson | null> {
  const [person] = await rosterOf(ctx, sql`p.volunteer_no = ${tidyNumber(volunteerNo)}`)
  return person ?? null
}

/**
 * A person's row, held until the commit.
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
    .forUpdate()
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
