import { ledger } from '@muster/core/ledger/problems.ts'
import { canonical } from '@muster/core/platform/canonical.ts'
import type { Kind } from '@muster/core/platform/kind.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import { type Ctx, countFact, type Tx } from '../platform/context.ts'
import { hot } from '../platform/database/hot.ts'
import type { RecordedFact, SentFact } from '../platform/slice.ts'

/** How far a device's clock may run ahead before its facts are refused, in milliseconds. */
const AHEAD_MS = 5 * 60_000

/** What the ledger did with a fact. */
export interface Recorded {
  readonly verdict: 'accepted' | 'known'
  readonly fact: RecordedFact
}

/** A new fact; who sent it and when it was heard are added here. */
export interface NewFact extends Omit<SentFact, 'occurredAt'> {
  /** Left out: it happens now, by decision of the server. */
  readonly occurredAt?: Date
  /** Who sent it; left out: whoever makes the request. */
  readonly accountId?: string
  /** True for what the server decided itself (a place given): no account stands behind it. */
  readonly decided?: boolean
}

/**
 * Takes the tenant's single writer's lock until the commit. Whatever is decided after this call is decided in order
 * of arrival, and by everything that was heard before.
 *
 * @returns the stamp of this batch: never before an earlier one, never inside a frozen past
 */
export const lockLedger = async (ctx: Ctx): Promise<Date> => (await hold(ctx)).stamp

/** What a transaction knows that holds the lock: its stamp, and the last number of the ledger. */
interface Held {
  stamp: Date
  seq: number
}

/**
 * Of the transactions that hold the lock: a batch asks for it with every fact, and a row written again and again in one
 * transaction gets slower each time. Take the lock before the first savepoint, or a rollback to it lets go.
 */
const held = new WeakMap<Tx, Promise<Held>>()

function hold(ctx: Ctx): Promise<Held> {
  const known = held.get(ctx.tx) ?? takeLock(ctx)
  held.set(ctx.tx, known)
  return known
}

async function takeLock(ctx: Ctx): Promise<Held> {
  const { rows } = await sql<Held>`${hot}
    insert into ledger_clock (tenant, last_at) values (${ctx.tenant.tenant}, ${ctx.now})
    on conflict (tenant) do update set last_at = greatest(ledger_clock.last_at, excluded.last_at)
    returning last_at as stamp, last_seq as seq`.execute(ctx.tx)
  return rows[0]!
}

/** Remembers how far the ledger was written. @returns goes back there, for whoever has rolled back to a savepoint */
export async function bookmark(ctx: Ctx): Promise<() => void> {
  const holding = await hold(ctx)
  const { seq } = holding
  return () => {
    holding.seq = seq
  }
}

/** Closes the past: no later fact is stamped at or before `instant`, so what was counted as of then stays true. */
export async function sealThrough(ctx: Ctx, instant: Date): Promise<void> {
  const holding = await hold(ctx)
  // NOTE: a clock pushed ahead would stamp everything that follows with that instant, for good.
  if (instant > holding.stamp) throw new Error('Only the past can be closed.')
  const next = new Date(instant.getTime() + 1)
  if (next <= holding.stamp) return
  await sql`update ledger_clock set last_at = ${next} where tenant = ${ctx.tenant.tenant}`.execute(ctx.tx)
  holding.stamp = next
}

/**
 * The one way into the ledger: checks each fact against its kind, skips what is known already, adds the rest with one
 * statement and brings the projections up to date, all in the caller's transaction.
 *
 * @throws Problem the first of those that {@link recordEach} answers
 */
export async function record(ctx: Ctx, facts: readonly NewFact[]): Promise<Recorded[]> {
  return (await recordEach(ctx, facts)).map(outcome => {
    if (outcome instanceof Problem) throw outcome
    return outcome
  })
}

/**
 * The same for facts that stand for themselves: those that are refused keep no other from the ledger. Answers in their
 * order; refused with `ledger/unknown-kind`, `ledger/from-the-future`, `ledger/needs`, `ledger/id-reused`,
 * `ledger/superseded`, `ledger/corrects-another`, `door/bad-input`.
 *
 * @param heard what the ledger holds of these ids, if the caller has looked under the lock
 */
export async function recordEach(
  ctx: Ctx,
  facts: readonly NewFact[],
  heard?: ReadonlyMap<string, RecordedFact>,
): Promise<(Recorded | Problem)[]> {
  if (facts.length === 0) return []
  const ids = facts.map(fact => fact.id)
  // NOTE: asked in one breath, answered in order: the lock first.
  const [holding, known, { taken, targets }] = await Promise.all([
    hold(ctx),
    heard ?? factsById(ctx, ids),
    correctedBy(ctx, facts),
  ])
  const fresh = new Map<string, CheckedFact>()
  const refusals = facts.map(fact => {
    // An id that stands twice in one batch is one fact, sent twice.
    const other = known.get(fact.id) ?? fresh.get(fact.id)
    if (other) return sameFact(other, fact) ? null : ledger('ledger/id-reused', { id: fact.id })
    const target = fact.supersedes ? (targets.get(fact.supersedes) ?? fresh.get(fact.supersedes) ?? null) : undefined
    const checked = checkedAgainst(ctx, fact, holding.stamp, { taken, target })
    if (checked instanceof Problem) return checked
    fresh.set(fact.id, checked)
    if (fact.supersedes) taken.add(fact.supersedes)
    return null
  })
  const added = numbered(ctx, [...fresh.values()], holding)
  await Promise.all([insert(ctx, added, holding), project(ctx, added)])
  const stands = new Map(added.map(fact => [fact.id, fact]))
  const told = new Set<string>()
  const outcomes = facts.map(({ id }, nth): Recorded | Problem => {
    const verdict = known.has(id) || told.has(id) ? 'known' : 'accepted'
    if (!refusals[nth]) told.add(id)
    return refusals[nth] ?? { verdict, fact: known.get(id) ?? stands.get(id)! }
  })
  for (const outcome of outcomes) {
    if (outcome instanceof Problem) continue
    remember(ctx, outcome)
    countFact(ctx, outcome.fact.kind, outcome.verdict)
  }
  return outcomes
}

/** What became of the facts of a running transaction, so that a batch need not read each of them again. */
const outcomes = new WeakMap<Tx, Map<string, Recorded>>()

function remember({ tx }: Ctx, outcome: Recorded): void {
  const known = outcomes.get(tx) ?? new Map<string, Recorded>()
  outcomes.set(tx, known.set(outcome.fact.id, outcome))
}

/** What {@link record} last did with a fact in this transaction; asked once, then forgotten. */
export function outcomeOf({ tx }: Ctx, id: string): Recorded | undefined {
  const outcome = outcomes.get(tx)?.get(id)
  outcomes.get(tx)?.delete(id)
  return outcome
}

/** The fact of that id, if the ledger holds it: what a resend is answered with. */
export async function factById(ctx: Ctx, id: string): Promise<RecordedFact | null> {
  return (await factsById(ctx, [id])).get(id) ?? null
}

/**
 * Whether this was heard before, for an act that must not follow twice.
 *
 * @throws Problem `ledger/id-reused` for the id of another fact
 */
export async function heardBefore(ctx: Ctx, fact: Gist & { readonly id: string }): Promise<boolean> {
  const known = await factById(ctx, fact.id)
  if (known && !sameFact(known, fact)) throw ledger('ledger/id-reused', { id: fact.id })
  return known !== null
}

type CheckedFact = NewFact & { readonly occurredAt: Date }

interface Corrected {
  /** Facts that were corrected already. */
  readonly taken: ReadonlySet<string>
  /** What this one corrects; null: it is not in the ledger. */
  readonly target: Gist | null | undefined
}

/** The fact as it will stand, or why it will not. */
function checkedAgainst(ctx: Ctx, fact: NewFact, stamp: Date, { taken, target }: Corrected): CheckedFact | Problem {
  const kind = ctx.house.kinds.get(fact.kind)
  if (!kind) return ledger('ledger/unknown-kind', { kind: fact.kind })
  const occurredAt = fact.occurredAt ?? stamp
  const early = tooEarly(stamp, occurredAt)
  if (early) return early
  const missing = kind.needs.filter(need => !fact[NAMED[need]])
  if (missing.length > 0) return ledger('ledger/needs', { kind: kind.name, missing: missing.join(', ') })
  if (fact.supersedes && taken.has(fact.supersedes)) return ledger('ledger/superseded')
  if (target !== undefined && !maySupersede(kind, fact, target)) return ledger('ledger/corrects-another')
  const payload = payloadOf(kind, fact)
  return payload instanceof Problem ? payload : { ...fact, occurredAt, payload }
}

/** Why a fact cannot have happened yet; null when it can. @param stamp when it was heard */
export const tooEarly = (stamp: Date, occurredAt: Date): Problem | null =>
  occurredAt.getTime() > stamp.getTime() + AHEAD_MS
    ? ledger('ledger/from-the-future', { occurredAt: occurredAt.toISOString() })
    : null

const NAMED = {
  person: 'personId',
  territory: 'territory',
  unit: 'unitId',
  incident: 'incidentId',
  subject: 'subjectId',
} as const satisfies Record<Kind['needs'][number], keyof NewFact>

/** What the device says beyond who, where and when, as its kind wants it. */
function payloadOf(kind: Kind, fact: NewFact): Record<string, unknown> | Problem {
  const result = z.safeParse(kind.payload, fact.payload)
  if (result.success) return result.data as Record<string, unknown>
  const { issues } = result.error
  const where = issues.slice(0, 3).map(issue => ['payload', ...issue.path].join('.'))
  return door('door/bad-input', { count: issues.length, where: where.join(', ') })
}

type Gist = Pick<NewFact, 'kind'> & {
  readonly personId?: string | null | undefined
  readonly subjectId?: string | null | undefined
}

/** A correction is about the same person and thing, and says the same kind of thing or what its kind may put an end to. */
const maySupersede = (kind: Kind, fact: NewFact, target: Gist | null): boolean =>
  target !== null &&
  (target.kind === kind.name || (kind.supersedes?.includes(target.kind) ?? false)) &&
  (target.personId ?? null) === (fact.personId ?? null) &&
  (target.subjectId ?? null) === (fact.subjectId ?? null)

/** What these facts correct, and which of that was corrected before. */
async function correctedBy(
  ctx: Ctx,
  facts: readonly NewFact[],
): Promise<{ taken: Set<string>; targets: ReadonlyMap<string, RecordedFact> }> {
  const ids = facts.flatMap(fact => fact.supersedes ?? [])
  if (ids.length === 0) return { taken: new Set(), targets: new Map() }
  const [{ rows }, targets] = await Promise.all([
    sql<{ supersedes: string }>`${hot}
      select supersedes from fact
       where tenant = ${ctx.tenant.tenant} and supersedes = any(${ids}::uuid[])`.execute(ctx.tx),
    factsById(ctx, ids),
  ])
  return { taken: new Set(rows.map(row => row.supersedes)), targets }
}

/** The facts as they will stand, with the next numbers of the ledger. */
function numbered(ctx: Ctx, facts: readonly CheckedFact[], holding: Held): RecordedFact[] {
  const before = holding.seq
  holding.seq += facts.length
  return facts.map((fact, nth) => ({
    id: fact.id,
    seq: before + nth + 1,
    kind: fact.kind,
    occurredAt: fact.occurredAt,
    recordedAt: holding.stamp,
    personId: fact.personId ?? null,
    territory: fact.territory ?? null,
    unitId: fact.unitId ?? null,
    incidentId: fact.incidentId ?? null,
    subjectId: fact.subjectId ?? null,
    supersedes: fact.supersedes ?? null,
    accountId: fact.decided ? null : (fact.accountId ?? ctx.actor?.accountId ?? null),
    payload: fact.payload,
  }))
}

/**
 * Adds facts with one statement, however many they are.
 * NOTE: columns as arrays: PostgreSQL takes half the time for them that rows as JSON would cost it.
 */
async function insert(ctx: Ctx, facts: readonly RecordedFact[], { seq, stamp }: Held): Promise<void> {
  if (facts.length === 0) return
  const { tenant } = ctx.tenant
  const column = (name: keyof RecordedFact) => facts.map(fact => fact[name])
  await sql`${hot}
    with clock as (update ledger_clock set last_seq = ${seq} where tenant = ${tenant})
    insert into fact (tenant, id, seq, kind, occurred_at, recorded_at, person_id, territory, unit_id, incident_id, subject_id, supersedes, account_id, payload)
    select ${tenant}, id, ${seq - facts.length}::bigint + nth, kind, occurred_at, ${stamp}, person_id, territory, unit_id, incident_id, subject_id, supersedes, account_id, payload
      from rows from (
        unnest(${column('id')}::uuid[], ${column('kind')}::text[], ${column('occurredAt')}::timestamptz[], ${column('personId')}::uuid[],
               ${column('territory')}::text[], ${column('unitId')}::uuid[], ${column('incidentId')}::uuid[], ${column('subjectId')}::uuid[],
               ${column('supersedes')}::uuid[], ${column('accountId')}::uuid[]),
        jsonb_array_elements(${JSON.stringify(column('payload'))}::jsonb))
        with ordinality as f (id, kind, occurred_at, person_id, territory, unit_id, incident_id, subject_id, supersedes, account_id, payload, nth)`.execute(
    ctx.tx,
  )
}

async function project(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  const all = ctx.house.slices.flatMap(slice => slice.projections ?? [])
  await Promise.all(
    all.map(async ({ kinds, apply }) => {
      const own = facts.filter(fact => kinds.includes(fact.kind))
      if (own.length > 0) await apply(ctx, own)
    }),
  )
}

/**
 * The facts of these ids that the ledger holds.
 * NOTE: a list alone would be looked up in every month; the first and the last of it leave out those that hold none.
 */
export async function factsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, RecordedFact>> {
  const sorted = ids.map(id => id.toLowerCase()).toSorted()
  const { rows } = await sql<FactRow>`${hot}
    select ${FACT} from fact where tenant = ${ctx.tenant.tenant} and id = any(${ids}::uuid[])
       and id between ${sorted[0] ?? null}::uuid and ${sorted.at(-1) ?? null}::uuid`.execute(ctx.tx)
  return new Map(rows.map(row => [row.id, asFact(row)]))
}

/** The columns of a fact. */
const FACT = sql`id, seq, kind, occurred_at, recorded_at, person_id, territory, unit_id, incident_id, subject_id, supersedes, account_id, payload`

interface FactRow {
  id: string
  seq: number
  kind: string
  occurred_at: Date
  recorded_at: Date
  person_id: string | null
  territory: string | null
  unit_id: string | null
  incident_id: string | null
  subject_id: string | null
  supersedes: string | null
  account_id: string | null
  payload: unknown
}

/** A row of the ledger in the words of the code. */
export const asFact = (row: FactRow): RecordedFact => ({
  id: row.id,
  seq: row.seq,
  kind: row.kind,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  personId: row.person_id,
  territory: row.territory,
  unitId: row.unit_id,
  incidentId: row.incident_id,
  subjectId: row.subject_id,
  supersedes: row.supersedes,
  accountId: row.account_id,
  payload: row.payload as Record<string, unknown>,
})

/** A resend says the same; anything else under the same id is a mistake that must not be swallowed. */
function sameFact(known: Gist, sent: Gist): boolean {
  const gist = (fact: Gist) => canonical([fact.kind, fact.personId ?? null, fact.subjectId ?? null])
  return gist(known) === gist(sent)
}
