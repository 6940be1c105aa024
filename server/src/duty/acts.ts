import { checkedOut, noShow as noShowKind, tookBack } from '@muster/core/duty/kinds.ts'
import { duty } from '@muster/core/duty/problems.ts'
import { handOverWords } from '@muster/core/duty/sentences.ts'
import type * as wire from '@muster/core/duty/turns.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import { lockLedger, type NewFact } from '../ledger/write.ts'
import { tellPeople } from '../people/messages.ts'
import type { Ctx } from '../platform/context.ts'
import { mustBeBeside } from './others.ts'
import { plannedOn } from './plan.ts'
import { dutyFact, occurred, recordDuty } from './record.ts'
import { leftOpen } from './refill.ts'
import { neighboursOf } from './relief.ts'
import type { DutyShift } from './rows.ts'
import { callOf } from './sayable.ts'
import { takeBack } from './take-back.ts'
import { turnRows } from './turn-rows.ts'

type Act = Omit<ParsedOf<typeof wire.actOwn>, 'shiftId'>

/** What somebody does on post, as a fact; the server's own words are checked by its kind. */
export async function act(ctx: Ctx, shift: DutyShift, personId: string, input: Act): Promise<void> {
  await lockLedger(ctx)
  if (input.what === 'stayed' && !input.reason) throw duty('duty/needs-reason')
  if (input.what !== 'ticked') await mustBeHere(ctx, shift, personId)
  if (input.otherId) await mustBeBeside(ctx, shift, input.otherId)
  const occurredAt = input.occurredAt ? occurred(ctx, new Date(input.occurredAt)) : undefined
  await recordAct(ctx, shift, {
    ...dutyFact(shift, personId, { id: input.id, kind: `duty.${input.what}`, payload: payloadOf(input), occurredAt }),
  })
}

/** @throws Problem `duty/not-here` for who has not been on this shift */
async function mustBeHere(ctx: Ctx, shift: DutyShift, personId: string): Promise<void> {
  const turns = await turnRows(
    ctx,
    sql`tu.shift_id = ${shift.id} and tu.person_id = ${personId} and tu.came_at is not null`,
  )
  if (turns.length > 0) return
  throw duty('duty/not-here', { name: await callOf(ctx, shift.id, personId) })
}

function payloadOf({ what, why, item, note, reason, otherId }: Act): NewFact['payload'] {
  if (what === 'checked-out') return { why: why ?? 'ended' }
  if (what === 'ticked') return { item: item ?? '' }
  if (what === 'handed-over') return { note: note ?? null, ...(otherId && { to: otherId }) }
  if (what === 'took-over') return otherId ? { from: otherId } : {}
  return what === 'stayed' ? { reason } : {}
}

/** Records a fact of somebody on post, with what follows from it; sent again, nothing follows a second time. */
export async function recordAct(ctx: Ctx, shift: DutyShift, fact: NewFact): Promise<void> {
  if (fact.kind === tookBack.name) return takeBack(ctx, shift, fact)
  const [outcome] = await recordDuty(ctx, [shift], [fact])
  if (outcome!.verdict === 'known') return
  if (fact.kind === checkedOut.name) await hasLeft(ctx, shift, fact)
  if (fact.kind === 'duty.handed-over') await tellSuccessors(ctx, shift, fact)
}

/** Whoever has left may be sent elsewhere at once, and somebody is looked for as far as people are missing now. */
async function hasLeft(ctx: Ctx, shift: DutyShift, { personId, occurredAt = ctx.now }: NewFact): Promise<void> {
  if (shift.open_end || occurredAt < shift.ends_at) await leftOpen(ctx, [{ shift, personId: personId! }])
}

async function tellSuccessors(ctx: Ctx, shift: DutyShift, { payload, personId }: NewFact): Promise<void> {
  const { next } = (await neighboursOf(ctx, [shift])).get(shift.id)!
  if (!next) return
  const to = payload.to as string | undefined
  const successors = to ? [to] : (await plannedOn(ctx, [next.id])).filter(one => !one.standby).map(one => one.person_id)
  const words = handOverWords(shift.post_name, (payload.note as string | null) ?? null)
  const told = successors.filter(id => id !== personId)
  await tellPeople(
    ctx,
    told.map(id => ({ personId: id, topic: `shift/${next.id}`, ...words })),
  )
}

/** These did not come: said by time or by the captain. Their places are filled again. */
export async function decideNoShows(
  ctx: Ctx,
  absent: readonly { readonly id: string; readonly shift: DutyShift; readonly personId: string }[],
  by: 'time' | 'captain',
): Promise<void> {
  const facts = absent.map(({ id, shift, personId }) =>
    dutyFact(shift, personId, { id, kind: noShowKind.name, payload: { by }, decided: by === 'time' }),
  )
  const outcomes = await recordDuty(
    ctx,
    absent.map(({ shift }) => shift),
    facts,
  )
  const news = absent.filter((_, nth) => outcomes[nth]!.verdict === 'accepted')
  await leftOpen(ctx, news, { why: 'no-show', cause: 'no-show' })
}
