import { callout } from '@muster/core/callout/problems.ts'
import { decideSignUp, type Openings, type SignUpDecision } from '@muster/core/callout/rules.ts'
import { type Seat, stands } from '@muster/core/callout/seat.ts'
import type * as wire from '@muster/core/callout/seats.wire.ts'
import { closedBecause } from '@muster/core/callout/states.ts'
import { ledger } from '@muster/core/ledger/problems.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { minuteIn } from '@muster/core/platform/moment.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { lockLedger, type NewFact, tooEarly } from '../ledger/write.ts'
import { peopleWithin } from '../people/reach.ts'
import { type Ctx, personOf } from '../platform/context.ts'
import { answerOf, tellStanding } from './answers.ts'
import { type CallRow, type CallWithOpenings, callChanged, callWithOpenings, notOpen, settleState } from './calls.ts'
import { decidedFact, recordSeats, seatFact } from './decide.ts'
import { asSeat, SEAT, type SeatRow } from './projection.ts'
import { addresses, PLACES, thisCall } from './reach.ts'

/** One sign-up, by whatever way it came. */
export interface SignUp {
  /** The fact's id, made by the device. */
  readonly id: string
  readonly personId: string
  readonly via: 'tap' | 'chain' | 'desk' | 'offer'
  readonly fit: boolean
  readonly note?: string | undefined
  readonly occurredAt?: Date | undefined
  /** Who sent it, where many are signed up who each speak for themselves. */
  readonly accountId?: string | undefined
}

/** How a sign-up was answered. */
export interface SignedUp {
  readonly personId: string
  readonly verdict: 'accepted' | 'known' | 'refused'
  readonly seat: Seat | null
  readonly problem: Problem | null
}

/** Whose sign-ups may be brought: one's own, those of one's own people, or of anybody the desk accepts an offer from. */
type By = 'self' | 'list' | 'offer'

/** One tap. */
export async function signUp(ctx: Ctx, input: ParsedOf<typeof wire.signUp>): Promise<wire.Answer> {
  const call = await lockedCall(ctx, input.callId, 1)
  const [answer] = await signUpPeople(ctx, call, [tapOf(ctx, input)], 'self')
  if (answer!.problem) throw answer!.problem
  return answerOf(ctx, call, answer!.seat)
}

/** What a tap says. */
export const tapOf = (ctx: Ctx, { id, fit, note, occurredAt }: ParsedOf<typeof wire.signUp>): SignUp => ({
  id,
  personId: personOf(ctx),
  via: 'tap',
  fit,
  note,
  occurredAt: occurredAt ? new Date(occurredAt) : undefined,
})

/** From here on, whatever is decided about the call is decided in order of arrival. */
export async function lockedCall(ctx: Ctx, callId: string, people: number): Promise<CallWithOpenings> {
  await lockLedger(ctx)
  return callWithOpenings(ctx, callId, people + 1)
}

/**
 * Signs people up, one after the other, under the ledger's lock: each fact of a device is followed by the server's
 * decision, all in one batch, and everybody is told in the same transaction.
 */
export async function signUpPeople(
  ctx: Ctx,
  call: CallWithOpenings,
  entries: readonly SignUp[],
  by: By,
): Promise<SignedUp[]> {
  const stamp = await lockLedger(ctx)
  const known = await whatIsKnown(ctx, call, entries)
  const seats = new Map(known.flatMap(({ personId, seat }) => (seat ? [[personId, seat] as const] : [])))
  const round: Round = { openings: call, standing: new Map(seats), facts: [], stamp }
  const verdicts = entries.map((entry, nth) => decideEntry(ctx, call, round, entry, known[nth]!, by))
  const after = await recordSeats(ctx, round.facts, seats)
  const taken = call.freePlaces.length - round.openings.freePlaces.length
  if (taken > 0 && round.openings.freePlaces.length === 0) await settleState(ctx, call.id)
  const answers = entries.map(({ personId }, nth) => ({
    personId,
    seat: after.get(personId) ?? null,
    ...verdicts[nth]!,
  }))
  const news = answers
    .filter(({ verdict }) => verdict === 'accepted')
    .map(({ personId, seat }) => ({ personId, seat: seat! }))
  await tellStanding(ctx, call, news)
  if (news.length > 0) callChanged(ctx, call.id)
  return answers
}

/** What a batch has decided so far. */
interface Round {
  openings: Openings
  readonly standing: Map<string, Pick<Seat, 'state' | 'fit'>>
  readonly facts: NewFact[]
  readonly stamp: Date
}

type Verdict = Pick<SignedUp, 'verdict' | 'problem'>
const KNOWN: Verdict = { verdict: 'known', problem: null }

function decideEntry(ctx: Ctx, call: CallWithOpenings, round: Round, entry: SignUp, known: Known, by: By): Verdict {
  const { id, personId, fit, occurredAt } = entry
  const twin = round.facts.find(fact => fact.id === id)
  const reused = known.heard === 'other' || (twin && twin.personId !== personId)
  if (reused) return refused(ledger('ledger/id-reused', { id }))
  const own = round.standing.get(personId) ?? null
  if (twin || (known.heard && own)) return KNOWN
  const decision = decideSignUp(round.openings, personId, own, fit)
  if (decision.verdict === 'stands') return KNOWN
  const problem = whyNot(ctx, call, known, by) ?? (occurredAt && tooEarly(round.stamp, occurredAt))
  // On the reserve one stands already: that a free place cannot be taken any more is no refusal.
  if (problem) return stands(own) ? KNOWN : refused(problem)
  round.openings = decision.left
  round.facts.push(...factsOf(call, entry, decision))
  const { decided } = decision
  const state = decided?.kind === 'callout.confirmed' ? 'confirmed' : decided ? 'reserve' : 'signed-up'
  round.standing.set(personId, { state, fit })
  return { verdict: 'accepted', problem: null }
}

/** What a person said, and what was decided about it. Who takes a free place from the reserve says nothing new. */
function factsOf(call: CallRow, entry: SignUp, { verdict, decided }: SignUpDecision): NewFact[] {
  const { id, personId, via, fit, note, occurredAt, accountId } = entry
  const sender = accountId ? { accountId } : {}
  if (verdict === 'takes')
    return [seatFact(call, personId, { id, kind: decided!.kind, payload: decided!.payload, ...sender })]
  const payload = { via, fit, ...(note !== undefined && { note }) }
  const said = { id, kind: 'callout.signed-up', payload, ...sender, ...(occurredAt && { occurredAt }) }
  return [seatFact(call, personId, said), ...(decided ? [decidedFact(call, decided)] : [])]
}

const refused = (problem: Problem): Verdict => ({ verdict: 'refused', problem })

function whyNot(ctx: Ctx, call: CallWithOpenings, { exists, own, addressed }: Known, by: By): Problem | null {
  if (!exists || (by !== 'self' && !own)) return door('door/not-found')
  if (by !== 'offer' && !addressed) return callout('callout/not-addressed')
  const closed = closedBecause(call, ctx.now)
  if (closed === 'callout/not-open') return notOpen(call)
  // An offer is accepted by the desk, which may do so after the deadline.
  if (closed === null || by === 'offer') return null
  return callout('callout/deadline-passed', { title: call.title, deadline: minuteIn(ctx.tenant.zone, call.deadline!) })
}

interface Known {
  readonly personId: string
  readonly exists: boolean
  /** One of the actor's own people. */
  readonly own: boolean
  readonly addressed: boolean
  readonly seat: Seat | null
  /** Whether the ledger holds this very sign-up, or something else under its id. */
  readonly heard: 'same' | 'other' | null
}

/** As what a sign-up stands in the ledger: who takes a free place from the reserve says nothing new. */
const SIGN_UPS = ['callout.signed-up', 'callout.confirmed']

async function whatIsKnown(ctx: Ctx, call: CallWithOpenings, entries: readonly SignUp[]): Promise<Known[]> {
  const asked = JSON.stringify(entries.map(({ id, personId }, nth) => ({ nth, id, person_id: personId })))
  const { rows } = await sql<SeatRow & Omit<Known, 'personId' | 'seat'> & { person_id: string }>`
    select e.person_id, p.id is not null and p.left_at is null as exists, ${peopleWithin(ctx)} is true as own, ${addresses} as addressed,
           case when f.id is null then null
                when f.subject_id = c.id and f.person_id = e.person_id and f.kind = any(${SIGN_UPS}::text[]) then 'same'
                else 'other' end as heard, ${SEAT}
      from ${thisCall(call)}
      cross join jsonb_to_recordset(${asked}::jsonb) as e (nth int, id uuid, person_id uuid)
      left join person p on p.tenant = ${call.tenant} and p.id = e.person_id ${PLACES}
      left join seat s on s.tenant = ${call.tenant} and s.call_id = c.id and s.person_id = e.person_id
      left join fact f on f.tenant = ${call.tenant} and f.id = e.id
     order by e.nth`.execute(ctx.tx)
  return rows.map(row => ({
    personId: row.person_id,
    exists: row.exists,
    own: row.own,
    addressed: row.addressed,
    heard: row.heard,
    seat: asSeat(row),
  }))
}
