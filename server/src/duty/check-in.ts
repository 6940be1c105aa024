import { isHeldBack, judgeCode, readCode, windowsAt } from '@muster/core/duty/codes.ts'
import { checkedIn } from '@muster/core/duty/kinds.ts'
import { duty } from '@muster/core/duty/problems.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import { afterwards } from '../ledger/afterwards.ts'
import { factsById, lockLedger, type NewFact, type Recorded, recordEach } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import type { RecordedFact } from '../platform/slice.ts'
import { type CodeOf, windowOf } from './codes.ts'
import { withWhatFollows } from './following.ts'
import { guessedWrong, tooManyGuesses } from './guesses.ts'
import { movedBefore, movedOn, standingBeside, stayedAfterAll } from './moved.ts'
import { planAgain } from './plan-again.ts'
import { dutyFact, heard } from './record.ts'
import { type DutyShift, shiftsById } from './rows.ts'

type Said = z.output<typeof checkedIn.payload>

/** Somebody says to be at a post. */
export interface Arriving {
  readonly id: string
  readonly personId: string
  /** Null: the code names it. */
  readonly shiftId: string | null
  /** Scanned or typed; null for a tap, and for the captain's word. */
  readonly code: string | null
  /** Null: they say it themselves. Whom the captain may not vouch for is kept as unproven. */
  readonly byCaptain: { readonly vouched: boolean } | null
  readonly occurredAt?: Date | undefined
  readonly supersedes?: string | undefined
  readonly accountId: string
}

/**
 * Records that people are at their posts, each for themselves, with a few statements however many they are. Nothing that
 * can be true is refused: what is odd is flagged. Only a code that was forged, passed on or used before is sent back.
 */
export async function checkInAll(ctx: Ctx, arrivals: readonly Arriving[]): Promise<(Recorded | Problem)[]> {
  await lockLedger(ctx)
  const known = await factsById(
    ctx,
    arrivals.flatMap(({ id, supersedes }) => (supersedes ? [id, supersedes] : [id])),
  )
  const about = arrivals.map(one => one.shiftId ?? (one.code ? readCode(one.code)?.shiftId : null) ?? null)
  const shifts = await shiftsById(
    ctx,
    about.filter(id => id !== null),
  )
  const before = await historyOf(ctx, arrivals, about)
  const decided = arrivals.map((one, nth) => {
    const shift = shifts.get(about[nth] ?? '')
    if (!shift)
      return about[nth] ? door('door/not-found') : duty(one.code?.length === 6 ? 'duty/which-shift' : 'duty/code-wrong')
    const proof = known.has(one.id) ? UNHEARD : proofOf(ctx, one, shift, before)
    if (proof instanceof Problem) return proof
    return takesProofAway(one, proof, known) ? duty('duty/said-by-another') : factOf(one, shift, proof, before)
  })
  const facts = decided.flatMap(fact => (fact instanceof Problem ? [] : [fact]))
  const elsewhere = await standingBeside(ctx, facts)
  const moved = await movedBefore(ctx, facts)
  const recorded = await recordEach(ctx, facts, known)
  const outcomes = decided.map(fact => (fact instanceof Problem ? fact : recorded.shift()!))
  await tellArrived(ctx, outcomes, shifts)
  // Where several came together, nobody of them stands behind what follows from another's coming.
  const then = arrivals.length > 1 ? { ...ctx, actor: null } : ctx
  await movedOn(then, elsewhere, newsOf(outcomes))
  await stayedAfterAll(then, moved)
  for (const { subjectId, personId, payload } of newsOf(outcomes))
    if (payload.proven === true && before.gone.has(`${subjectId!} ${personId!}`))
      await planAgain(then, subjectId!, personId!)
  return outcomes
}

/** The same for one: somebody whom the captain may not vouch for stands in the audit. */
export async function checkInOne(ctx: Ctx, arriving: Arriving): Promise<Recorded> {
  const [outcome] = await withWhatFollows(ctx, () => checkInAll(ctx, [arriving]))
  if (outcome instanceof Problem) throw outcome
  const { verdict, fact } = outcome!
  if (arriving.byCaptain && !arriving.byCaptain.vouched && verdict === 'accepted')
    await afterwards(ctx, () =>
      ctx.house.audit(ctx, 'duty.checked-in-unplaced', `shift/${fact.subjectId ?? ''}`, { person: fact.personId }),
    )
  return outcome!
}

/** Where people were seen, they do not unsay themselves: their place elsewhere would live again by a word that nobody has seen. */
function takesProofAway(one: Arriving, { proven }: Proof, known: ReadonlyMap<string, RecordedFact>): boolean {
  if (one.byCaptain || proven || !one.supersedes || known.has(one.id)) return false
  return known.get(one.supersedes)?.payload.proven === true
}

type Proof = Pick<Said, 'via' | 'proven' | 'window'>
/** Of a fact that stands already, nothing is judged again. */
const UNHEARD: Proof = { via: 'tap', proven: false }

function proofOf(ctx: Ctx, one: Arriving, shift: DutyShift, before: Before): Proof | Problem {
  if (one.byCaptain) return { via: 'captain', proven: one.byCaptain.vouched }
  if (one.code === null) return { via: 'tap', proven: false }
  const occurredAt = one.occurredAt ?? ctx.now
  const of: CodeOf = { tenant: ctx.tenant.tenant, postId: shift.post_id, shiftId: shift.id }
  const via = readCode(one.code) ? 'code' : 'typed'
  const tried = via === 'typed' ? tooManyGuesses(ctx, one.personId) : null
  if (tried) return tried
  const window = windowOf(before.key, of, one.code, [...windowsAt(occurredAt), ...windowsAt(ctx.now)])
  if (window === null) {
    // Whoever tries out numbers may claim any time for them.
    if (via === 'typed') guessedWrong(ctx, one.personId)
    // A number typed into a phone without signal may be a slip: the person may stand there all the same.
    if (via === 'typed' && isHeldBack(occurredAt, ctx.now)) return { via, proven: false }
    return duty('duty/code-wrong')
  }
  if (before.used.has(`${shift.id} ${one.personId} ${window}`)) return duty('duty/code-used')
  const verdict = judgeCode({ shownIn: window, occurredAt, heardAt: ctx.now })
  if (verdict === 'old') return duty('duty/code-old')
  before.used.add(`${shift.id} ${one.personId} ${window}`)
  return { via, proven: verdict === 'proven', window }
}

function factOf(one: Arriving, shift: DutyShift, proof: Proof, { due }: Before): NewFact {
  const at = due.get(`${shift.id} ${one.personId}`)
  const payload: Said = { ...proof, planned: at !== undefined, due: at?.toISOString() ?? null }
  const { id, occurredAt, accountId, supersedes } = one
  return {
    ...dutyFact(shift, one.personId, { id, kind: checkedIn.name, payload, occurredAt }),
    accountId,
    ...(supersedes && { supersedes }),
  }
}

interface Before {
  readonly key: Buffer
  /** Report times of those who are meant to be there, by shift and person. */
  readonly due: ReadonlyMap<string, Date>
  /** Whose places there have ended: seen there, they have them again. */
  readonly gone: ReadonlySet<string>
  /** Codes that were used, by shift, person and window. */
  readonly used: Set<string>
}

/** What is known of these people on these shifts. Whoever was relieved or given up is still expected, and welcome. */
async function historyOf(ctx: Ctx, arrivals: readonly Arriving[], about: readonly (string | null)[]): Promise<Before> {
  const { tenant } = ctx.tenant
  const personIds = arrivals.map(({ personId }) => personId)
  const { rows: keys } = await sql<{
    badge_key: Buffer
  }>`select badge_key from tenant where tenant = ${tenant}`.execute(ctx.tx)
  const { rows: planned } = await sql<{ shift_id: string; person_id: string; due: Date; ended: boolean }>`
    select a.shift_id, a.person_id, lower(a.span) as due, a.ended_at is not null as ended
      from assignment a join unnest(${about}::uuid[], ${personIds}::uuid[]) as w (shift_id, person_id)
           on w.shift_id = a.shift_id and w.person_id = a.person_id
     where a.tenant = ${tenant} and a.shift_id = any(${about}::uuid[])
       and (a.ended_why is null or a.ended_why in ('no-show', 'relieved'))
     order by a.assigned_at`.execute(ctx.tx)
  const { rows: used } = await sql<{ shift_id: string; person_id: string; window: string }>`
    select f.subject_id as shift_id, f.person_id, f.payload->>'window' as window
      from fact f join unnest(${about}::uuid[], ${personIds}::uuid[]) as w (shift_id, person_id)
           on w.shift_id = f.subject_id and w.person_id = f.person_id
     where f.tenant = ${tenant} and f.subject_id = any(${about}::uuid[]) and f.kind = ${checkedIn.name}
       and f.payload ? 'window'`.execute(ctx.tx)
  return {
    key: keys[0]!.badge_key,
    due: new Map(planned.map(row => [`${row.shift_id} ${row.person_id}`, row.due])),
    gone: new Set(planned.filter(({ ended }) => ended).map(row => `${row.shift_id} ${row.person_id}`)),
    used: new Set(used.map(row => `${row.shift_id} ${row.person_id} ${row.window}`)),
  }
}

const newsOf = (outcomes: readonly (Recorded | Problem)[]): RecordedFact[] =>
  outcomes.flatMap(one => (one instanceof Problem || one.verdict === 'known' ? [] : [one.fact]))

/** Tells the screens who came. */
async function tellArrived(
  ctx: Ctx,
  outcomes: readonly (Recorded | Problem)[],
  shifts: ReadonlyMap<string, DutyShift>,
): Promise<void> {
  const news = newsOf(outcomes)
  if (news.length === 0) return
  const about = [...new Set(news.map(({ subjectId }) => subjectId!))].map(id => shifts.get(id)!)
  await heard(
    ctx,
    about,
    news.map(({ personId }) => personId!),
  )
}
