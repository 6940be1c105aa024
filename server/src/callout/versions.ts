import { callout } from '@muster/core/callout/problems.ts'
import type * as wire from '@muster/core/callout/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { actorOf, type Ctx } from '../platform/context.ts'

/** What a desk writes into a call. */
export type CallBody = Omit<ParsedOf<typeof wire.amend>, 'callId' | 'version'>

/** The words of a call as the columns of its table. */
export function columnsOf(body: CallBody) {
  const { kind, selection, title, text, issuers, orderedBy, audience, quota, deadline, holdMinutes, muster } = body
  return {
    kind,
    selection,
    title,
    body: text,
    issuers,
    ordered_by: orderedBy ?? null,
    audience: JSON.stringify(audience),
    quota,
    deadline: dateOf(deadline),
    hold_minutes: holdMinutes,
    muster_point: muster.point ?? null,
    muster_territory: muster.territory ?? null,
    muster_at: dateOf(muster.at),
  }
}

const dateOf = (instant: string | null | undefined): Date | null => (instant ? new Date(instant) : null)

/** @throws Problem `callout/order-needs-issuer`: every order names who ordered it */
export function mustNameIssuer({ kind, orderedBy }: Pick<CallBody, 'kind' | 'orderedBy'>): void {
  if (kind === 'order' && !orderedBy) throw callout('callout/order-needs-issuer')
}

/** Keeps a version for good: what was shown to people stays answerable. */
export async function keepVersion(ctx: Ctx, callId: string, version: number, content: unknown): Promise<void> {
  await ctx.tx
    .insertInto('call_version')
    .values({
      tenant: ctx.tenant.tenant,
      call_id: callId,
      version,
      at: ctx.now,
      account_id: actorOf(ctx).accountId,
      content: JSON.stringify(content),
    })
    .execute()
}
