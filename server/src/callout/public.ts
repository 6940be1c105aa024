import type * as wire from '@muster/core/callout/offers.wire.ts'
import { takesAnswers } from '@muster/core/callout/states.ts'
import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import { tidyNumber } from '@muster/core/people/tidy.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { type CallRow, callChanged, notOpen, OWNER } from './calls.ts'
import { mustNotFlood } from './limit.ts'
import { CALLS } from './reach.ts'
import { iso } from './when.ts'

/** The public page of a call: what is asked, by whom, and how many places are left; it names no volunteer. */
export async function publicCall(ctx: Ctx, { link }: { link: string }): Promise<wire.PublicCall> {
  const call = await callByLink(ctx, link)
  return {
    id: call.id,
    tenantName: ctx.tenant.name,
    rehearsal: ctx.tenant.rehearsal,
    zone: ctx.tenant.zone,
    title: call.title,
    text: call.body,
    kind: call.kind,
    basis: call.basis,
    state: call.state,
    issuers: call.issuers,
    orderedBy: call.ordered_by,
    selection: call.selection,
    quota: call.quota,
    taken: call.taken,
    deadline: iso(call.deadline),
    muster: { point: call.muster_point, at: iso(call.muster_at) },
    now: ctx.now.toISOString(),
  }
}

/** An offer to serve, from anybody with the link; the same id again is the same offer. */
export async function offer(ctx: Ctx, input: ParsedOf<typeof wire.offer>) {
  await mustNotFlood(input.link)
  const { id, name, volunteerNo, unit, phone, note } = input
  refuseIdNumbers({ 志愿者编号: volunteerNo, 姓名: name, 单位: unit, 手机号: phone, 备注: note })
  const call = await callByLink(ctx, input.link)
  if (!takesAnswers(call.state)) throw notOpen(call)
  await ctx.tx
    .insertInto('offer')
    .values({
      tenant: ctx.tenant.tenant,
      id,
      call_id: call.id,
      at: ctx.now,
      name,
      volunteer_no: volunteerNo ? tidyNumber(volunteerNo) : null,
      unit: unit ?? null,
      phone: phone ?? null,
      note: note ?? null,
      state: 'waiting',
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .execute()
  callChanged(ctx, call.id)
  return { done: true as const }
}

/** @throws Problem `door/not-found` for a link that leads nowhere, and for a call not published */
async function callByLink(ctx: Ctx, link: string): Promise<CallRow & { taken: number }> {
  const { rows } = await sql<CallRow & { taken: number }>`
    select c.*, ${OWNER}, (select count(*) from seat s where s.tenant = ${ctx.tenant.tenant} and s.call_id = c.id and s.place is not null) as taken
      from ${CALLS} where c.tenant = ${ctx.tenant.tenant} and c.link = ${link} and c.published_at is not null`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw door('door/not-found')
  return rows[0]
}
