import { FIRST_AID, FOLLOW_UP_DAYS, insuranceWords } from '@muster/core/duty/care.ts'
import type * as wire from '@muster/core/duty/care.wire.ts'
import type { HURTS } from '@muster/core/duty/kinds.ts'
import { checkedOut, hurt } from '@muster/core/duty/kinds.ts'
import { duty } from '@muster/core/duty/problems.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import { rosterFields } from '@muster/core/roster/fields.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterwards } from '../ledger/afterwards.ts'
import { lockLedger } from '../ledger/write.ts'
import { type Ctx, personOf } from '../platform/context.ts'
import { recordAct } from './acts.ts'
import { mustBeMine } from './own.ts'
import { plannedOn } from './plan.ts'
import { dutyFact, occurred, recordDuty } from './record.ts'
import { leftOpen } from './refill.ts'
import { type DutyShift, shiftById } from './rows.ts'
import { turnRows } from './turn-rows.ts'

/** I am hurt, or need support. */
export async function hurtOwn(ctx: Ctx, input: ParsedOf<typeof wire.hurtOwn>) {
  const personId = personOf(ctx)
  const shift = await mustBeMine(ctx, input.shiftId, personId)
  return tellHurt(ctx, shift, personId, input)
}

/** The captain says it for somebody. */
export const hurtFor = async (ctx: Ctx, { personId, ...input }: ParsedOf<typeof wire.hurtFor>) =>
  tellHurt(ctx, await shiftById(ctx, input.shiftId), personId, input)

/** What was said, behind a door or by a phone that had no signal. */
export interface Hurt {
  readonly id: string
  readonly what: (typeof HURTS)[number]
  readonly leaves: boolean
  readonly occurredAt?: string | undefined
}

/**
 * Opens a case of care and says what to do now. Only the fact and the case say that somebody was hurt: elsewhere the
 * person has left early, and a place is open.
 */
export async function tellHurt(ctx: Ctx, shift: DutyShift, personId: string, input: Hurt) {
  await lockLedger(ctx)
  const occurredAt = input.occurredAt ? occurred(ctx, new Date(input.occurredAt)) : ctx.now
  const here = await turnRows(ctx, sql`tu.shift_id = ${shift.id} and tu.person_id = ${personId}`)
  const planned = (await plannedOn(ctx, [shift.id])).some(one => one.person_id === personId)
  const followUpOn = dayIn(ctx.tenant.zone, new Date(ctx.now.getTime() + FOLLOW_UP_DAYS * 24 * 60 * 60_000))
  if (here.length === 0 && !planned) throw duty('duty/not-planned')
  const { id, what, leaves } = input
  const fact = dutyFact(shift, personId, { id, kind: hurt.name, payload: { what, leaves }, occurredAt })
  const [outcome] = await recordDuty(ctx, [shift], [fact])
  if (outcome!.verdict === 'accepted') {
    await openCase(ctx, shift, personId, { id, what, at: occurredAt, followUpOn })
    if (leaves) await goOff(ctx, shift, personId, { on: here.some(({ state }) => state === 'on'), occurredAt })
    await afterwards(ctx, () => ctx.house.audit(ctx, 'duty.care-opened', `shift/${shift.id}`, { case: id }))
  }
  const insurance = insuranceWords(await coverFor(ctx, personId))
  return { firstAid: [...FIRST_AID[what]], insurance, followUpOn }
}

async function goOff(
  ctx: Ctx,
  shift: DutyShift,
  personId: string,
  { on, occurredAt }: { on: boolean; occurredAt: Date },
) {
  if (on) {
    const left = { id: v7(), kind: checkedOut.name, payload: { why: 'early' }, occurredAt }
    return recordAct(ctx, shift, dutyFact(shift, personId, left))
  }
  await leftOpen(ctx, [{ shift, personId }])
}

async function openCase(
  ctx: Ctx,
  shift: DutyShift,
  personId: string,
  one: { id: string; what: Hurt['what']; at: Date; followUpOn: string },
): Promise<void> {
  await sql`
    insert into care_case (tenant, id, shift_id, person_id, what, at, follow_up_on, version)
    values (${ctx.tenant.tenant}, ${one.id}, ${shift.id}, ${personId}, ${one.what}, ${one.at}, ${one.followUpOn}, 1)`.execute(
    ctx.tx,
  )
}

/** Until which day the person is insured, if that is registered; undefined for whoever may not see it. */
async function coverFor(ctx: Ctx, personId: string): Promise<string | null | undefined> {
  const viewers = Object.keys(rosterFields['person.cover'].viewers)
  if (personId !== ctx.actor?.personId && !ctx.scope.roles.some(role => viewers.includes(role))) return undefined
  const { rows } = await sql<{ until_day: string }>`
    select until_day::text from cover
     where tenant = ${ctx.tenant.tenant} and person_id = ${personId} and until_day >= ${dayIn(ctx.tenant.zone, ctx.now)}`.execute(
    ctx.tx,
  )
  return rows[0]?.until_day ?? null
}
