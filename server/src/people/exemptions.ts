import type * as wire from '@muster/core/people/exemptions.wire.ts'
import { people } from '@muster/core/people/problems.ts'
import { shareADay } from '@muster/core/people/rules.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import { personForUpdate } from './find.ts'

type Exemption = ReturnType<typeof asExemption>

/** The exemptions of a unit and its sub-units, those that stand and those that ended, newest first. */
export async function exemptions(ctx: Ctx, { unitId }: { unitId: string }) {
  const rows = await read(
    ctx,
    sql`starts_with(u.path, (select path from unit where tenant = ${ctx.tenant.tenant} and id = ${unitId}))`,
  )
  return { rows }
}

/**
 * Exempts a person for one of three reasons; the actor is the approver, and never approves their own.
 *
 * @throws Problem `people/exempt-already`, `people/exempt-self`
 */
export async function exempt(ctx: Ctx, input: ParsedOf<typeof wire.exempt>): Promise<Exemption> {
  const { personId, reason, from } = input
  const until = input.until ?? null
  const { accountId, personId: self } = actorOf(ctx)
  if (personId === self) throw people('people/exempt-self')
  if (until !== null && until < from) throw door('door/bad-input', { count: 1, where: 'until' })
  await personForUpdate(ctx, personId)
  const standing = await ofPerson(ctx, personId)
  const known = standing.find(one => one.id === input.id)
  if (known) return one(ctx, personId, known.id)
  const days = { from, until }
  if (standing.some(other => !other.ended_at && shareADay(days, { from: other.from_day, until: other.until_day })))
    throw people('people/exempt-already')
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('exemption')
    .values({
      tenant: ctx.tenant.tenant,
      id: input.id,
      person_id: personId,
      reason,
      from_day: from,
      until_day: until,
      approver: accountId,
      approved_at: ctx.now,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  // The id is known, but as somebody else's.
  if (!added) throw door('door/not-found')
  await audit(ctx, 'people.exempted', `person/${personId}`, { exemption: input.id, reason, from, until })
  changed(ctx, 'people', `person/${personId}`)
  return one(ctx, personId, input.id)
}

/** Ends an exemption now. It is never deleted: who was expected on which day stays explainable. */
export async function endExemption(ctx: Ctx, { personId, exemptionId }: ParsedOf<typeof wire.endExemption>) {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('exemption')
    .set({ ended_at: ctx.now })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('person_id', '=', personId)
    .where('id', '=', exemptionId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  const ended = await one(ctx, personId, exemptionId)
  if (numUpdatedRows > 0n) await audit(ctx, 'people.exemption-ended', `person/${personId}`, { exemption: exemptionId })
  changed(ctx, 'people', `person/${personId}`)
  return ended
}

function ofPerson(ctx: Ctx, personId: string) {
  return ctx.tx
    .selectFrom('exemption')
    .select(['id', 'from_day', 'until_day', 'ended_at'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('person_id', '=', personId)
    .execute()
}

async function one(ctx: Ctx, personId: string, id: string): Promise<Exemption> {
  const [found] = await read(ctx, sql`e.person_id = ${personId} and e.id = ${id}`)
  if (!found) throw door('door/not-found')
  return found
}

interface ExemptionRow {
  id: string
  person_id: string
  name: string
  reason: 'on-duty' | 'village-posting' | 'leave'
  from_day: string
  until_day: string | null
  approver: string | null
  approved_at: Date
  ended_at: Date | null
}

async function read(ctx: Ctx, where: RawBuilder<unknown>): Promise<Exemption[]> {
  const { rows } = await sql<ExemptionRow>`
    select e.id, e.person_id, p.name, e.reason, e.from_day, e.until_day, a.login as approver, e.approved_at, e.ended_at
      from exemption e
      join person p on p.tenant = e.tenant and p.id = e.person_id
      join unit u on u.tenant = p.tenant and u.id = p.unit_id
      left join account a on a.tenant = e.tenant and a.id = e.approver
     where e.tenant = ${ctx.tenant.tenant} and ${where}
     order by e.approved_at desc, e.id desc`.execute(ctx.tx)
  return rows.map(asExemption)
}

const asExemption = (row: ExemptionRow) => ({
  id: row.id,
  person: { id: row.person_id, name: row.name },
  reason: row.reason,
  from: row.from_day,
  until: row.until_day,
  approver: row.approver ?? '',
  approvedAt: row.approved_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})
