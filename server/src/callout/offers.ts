import type * as wire from '@muster/core/callout/offers.wire.ts'
import { callout } from '@muster/core/callout/problems.ts'
import { takesAnswers } from '@muster/core/callout/states.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { peopleWithin } from '../people/reach.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { within } from '../platform/door/within.ts'
import { callChanged, notOpen } from './calls.ts'
import { CALLS, mustIssue } from './reach.ts'
import { lockedCall, signUpPeople } from './sign-up.ts'

const USUAL_LIMIT = 100
/** So many people of one name are shown; more than that is not a choice but a search. */
const CANDIDATES = 5

interface Row {
  id: string
  at: Date
  call_id: string
  title: string
  name: string
  volunteer_no: string | null
  unit: string | null
  phone: string | null
  note: string | null
  state: wire.Offer['state']
  candidates: wire.Offer['candidates'] | null
}

/** Offers to the calls one issues, oldest first: whoever has waited longest is answered first. */
export async function offers(ctx: Ctx, input: ParsedOf<typeof wire.offers>) {
  const limit = input.limit ?? USUAL_LIMIT
  const mine = within(ctx.scope, { unitPath: sql.ref('ou.path'), territoryPath: sql.ref('ot.path') })
  const conditions = [sql`c.tenant = ${ctx.tenant.tenant}`, mine]
  if (input.callId) conditions.push(sql`o.call_id = ${input.callId}`)
  if (input.state) conditions.push(sql`o.state = ${input.state}`)
  if (input.search) conditions.push(sql`strpos(o.name, ${input.search}) > 0`)
  const all = sql.join(conditions, sql` and `)
  const [, at, id] = /^(\S+Z)_([0-9a-f-]{36})$/.exec(input.after ?? '') ?? []
  const after = at && id ? sql`(o.at, o.id) > (${at}::timestamptz, ${id}::uuid)` : sql`true`
  const rows = await offerRows(ctx, sql`${all} and ${after}`, limit + 1)
  const { rows: totals } = await sql<{ total: number }>`
    select count(*) as total from ${CALLS} join offer o on o.tenant = c.tenant and o.call_id = c.id where ${all}`.execute(
    ctx.tx,
  )
  const last = rows[limit - 1]
  const next = rows.length > limit && last ? `${last.at.toISOString()}_${last.id}` : null
  return { rows: rows.slice(0, limit).map(asOffer), next, total: totals[0]!.total }
}

/** With each offer the people of one's own whom it may be: by number first, else by name. */
async function offerRows(ctx: Ctx, condition: RawBuilder<unknown>, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select o.id, o.at, o.call_id, c.title, o.name, o.volunteer_no, o.unit, o.phone, o.note, o.state, who.candidates
      from ${CALLS} join offer o on o.tenant = c.tenant and o.call_id = c.id
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'unit', m.unit, 'volunteerNo', m.volunteer_no) order by m.by_number desc, m.volunteer_no) as candidates
          from (select p.id, p.name, u.name as unit, p.volunteer_no, p.volunteer_no = o.volunteer_no as by_number
                  from person p
                  join unit u on u.tenant = p.tenant and u.id = p.unit_id
                  left join territory t on t.tenant = p.tenant and t.code = p.residence
                 where o.state = 'waiting' and p.tenant = ${ctx.tenant.tenant} and p.left_at is null
                   and (p.volunteer_no = o.volunteer_no or p.name = o.name) and ${peopleWithin(ctx)}
                 order by by_number desc nulls last, p.volunteer_no limit ${CANDIDATES}) m) who on true
     where ${condition} order by o.at, o.id limit ${limit}`.execute(ctx.tx)
  return rows
}

const asOffer = (row: Row): wire.Offer => ({
  id: row.id,
  at: row.at.toISOString(),
  callId: row.call_id,
  callTitle: row.title,
  name: row.name,
  volunteerNo: row.volunteer_no,
  unit: row.unit,
  phone: row.phone,
  note: row.note,
  state: row.state,
  candidates: row.candidates ?? [],
})

/** Accepts an offer as the sign-up of a person of the roster, by the rule of all sign-ups; or thanks for it. */
export async function decideOffer(ctx: Ctx, input: ParsedOf<typeof wire.decideOffer>): Promise<wire.Offer> {
  const call = await lockedCall(ctx, input.callId, 1)
  mustIssue(ctx, call)
  const known = await offerOf(ctx, input.callId, input.offerId)
  const state = input.accept ? 'accepted' : 'thanked'
  const personId = input.accept?.personId ?? null
  if (known.state !== 'waiting') {
    if (known.state !== state || known.person_id !== personId) throw callout('callout/offer-decided')
    return offerById(ctx, input.offerId)
  }
  if (personId) {
    if (!takesAnswers(call.state)) throw notOpen(call)
    const [answer] = await signUpPeople(ctx, call, [{ id: input.id, personId, via: 'offer', fit: true }], 'offer')
    if (answer!.problem) throw answer!.problem
  }
  await ctx.tx
    .updateTable('offer')
    .set({ state, person_id: personId, decided_by: actorOf(ctx).accountId, decided_at: ctx.now })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', input.offerId)
    .execute()
  await audit(ctx, `callout.offer-${state}`, `offer/${input.offerId}`, { call: call.id, person: personId })
  callChanged(ctx, call.id)
  return offerById(ctx, input.offerId)
}

async function offerOf(ctx: Ctx, callId: string, offerId: string) {
  const row = await ctx.tx
    .selectFrom('offer')
    .select(['state', 'person_id'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('call_id', '=', callId)
    .where('id', '=', offerId)
    .executeTakeFirst()
  if (!row) throw door('door/not-found')
  return row
}

async function offerById(ctx: Ctx, offerId: string): Promise<wire.Offer> {
  const [row] = await offerRows(ctx, sql`c.tenant = ${ctx.tenant.tenant} and o.id = ${offerId}`, 1)
  return asOffer(row!)
}
