import type { Attempt, Breach, CallRead, LedgerFact, SeatHeard } from '../history.ts'

/** Where somebody stands in a call, by the facts so far. */
interface Stand {
  readonly state: string
  readonly place: number | null
  readonly rank: number | null
  readonly fit: boolean
  /** Let a hold run out: not asked again for the same place. */
  readonly lapsed: boolean
}

type Stands = Map<string, Stand>

/**
 * Follows the ledger call by call and holds every decision against what stood at that moment: no place twice or beyond
 * the quota, the lowest free place to whoever comes first, the reserve in order of rank, a sign-up decided once. Then the
 * seats that everybody sees must be what the facts came to, and every seat that somebody was told must have been given.
 */
export function checkSeats(
  attempts: readonly Attempt[],
  facts: readonly LedgerFact[],
  calls: readonly CallRead[],
): Breach[] {
  const byCall = Map.groupBy(
    facts.filter(({ kind }) => kind.startsWith('callout.')),
    ({ subjectId }) => subjectId,
  )
  const told = attempts.flatMap(({ seat }) => seat ?? [])
  return calls.flatMap(call => {
    const own = byCall.get(call.id) ?? []
    const stands: Stands = new Map()
    const breaches = own.flatMap(fact => step(call, stands, fact))
    return [
      ...breaches,
      ...checkEnd(call, stands),
      ...checkTold(
        told.filter(({ callId }) => callId === call.id),
        own,
      ),
    ]
  })
}

const NOBODY: Stand = { state: 'none', place: null, rank: null, fit: false, lapsed: false }
const NOWHERE = { place: null, rank: null } as const
const isIn = ({ state }: Stand) => ['signed-up', 'confirmed', 'held', 'reserve'].includes(state)

function step(call: CallRead, stands: Stands, fact: LedgerFact): Breach[] {
  const personId = fact.personId!
  const before = stands.get(personId) ?? NOBODY
  const wrong = objections(call, stands, before, fact)
  stands.set(personId, after(before, fact))
  return wrong.map(({ rule, what }) => ({ rule, what: `${what}: ${fact.kind} ${fact.seq} of call ${call.id}` }))
}

function after(before: Stand, { kind, payload }: LedgerFact): Stand {
  const place = typeof payload.place === 'number' ? payload.place : null
  const rank = typeof payload.rank === 'number' ? payload.rank : null
  switch (kind) {
    case 'callout.signed-up':
      return { ...NOWHERE, state: 'signed-up', fit: payload.fit !== false, lapsed: false }
    case 'callout.confirmed':
      return { ...before, ...NOWHERE, state: 'confirmed', place }
    case 'callout.held':
      return { ...before, ...NOWHERE, state: 'held', place }
    case 'callout.reserved':
      return { ...before, ...NOWHERE, state: 'reserve', rank }
    case 'callout.lapsed':
      return { ...before, ...NOWHERE, state: 'reserve', rank, lapsed: true }
    default:
      return { ...before, ...NOWHERE, state: kind === 'callout.declined' ? 'declined' : 'withdrawn' }
  }
}

/** Whom a decision may be about, by its kind. */
const FROM: Readonly<Record<string, readonly string[]>> = {
  'callout.confirmed': ['signed-up', 'reserve', 'held'],
  'callout.held': ['reserve'],
  'callout.reserved': ['signed-up'],
  'callout.lapsed': ['held'],
  'callout.declined': ['held'],
}

function objections(call: CallRead, stands: Stands, before: Stand, fact: LedgerFact): Breach[] {
  const { kind, payload } = fact
  if (kind === 'callout.signed-up') return isIn(before) ? [{ rule: 'doubled', what: 'signed up while standing' }] : []
  if (kind === 'callout.withdrew') return isIn(before) ? [] : [{ rule: 'doubled', what: 'left without standing' }]
  const allowed = FROM[kind]
  if (!allowed?.includes(before.state)) return [{ rule: 'doubled', what: `decided about somebody ${before.state}` }]
  if (typeof payload.place === 'number') return placeObjections(call, stands, before, payload.place)
  return typeof payload.rank === 'number' ? rankObjections(call, stands, before, payload.rank) : []
}

function placeObjections(call: CallRead, stands: Stands, before: Stand, place: number): Breach[] {
  if (before.state === 'held')
    return before.place === place ? [] : [{ rule: 'out-of-order', what: `held ${before.place!}, got ${place}` }]
  const free = freePlaces(call, stands)
  if (!free.includes(place)) return [{ rule: 'overbooked', what: `place ${place} was not free` }]
  const breaches: Breach[] = []
  if (free[0] !== place) breaches.push({ rule: 'out-of-order', what: `place ${place} while ${free[0]!} was free` })
  const rank = before.rank ?? Infinity
  const first = [...stands.values()].find(one => one.state === 'reserve' && one.fit && !one.lapsed && one.rank! < rank)
  if (first) breaches.push({ rule: 'out-of-order', what: `rank ${first.rank!} waited before` })
  return breaches
}

function rankObjections(call: CallRead, stands: Stands, before: Stand, rank: number): Breach[] {
  const ranks = [...stands.values()].flatMap(one => one.rank ?? [])
  const breaches: Breach[] = []
  if (ranks.includes(rank)) breaches.push({ rule: 'rank-twice', what: `rank ${rank}` })
  else if (ranks.some(one => one > rank)) breaches.push({ rule: 'out-of-order', what: `rank ${rank} before others` })
  const turnedAway = before.state === 'signed-up' && before.fit && freePlaces(call, stands).length > 0
  if (turnedAway) breaches.push({ rule: 'out-of-order', what: 'reserve while a place was free' })
  return breaches
}

/** Lowest first. */
function freePlaces({ quota }: CallRead, stands: Stands): number[] {
  const taken = new Set([...stands.values()].map(({ place }) => place))
  return Array.from({ length: quota }, (_, nth) => nth + 1).filter(place => !taken.has(place))
}

/** What everybody sees in the end, against what the facts came to. */
function checkEnd({ id, quota, seats, counts }: CallRead, stands: Stands): Breach[] {
  const breaches: Breach[] = []
  const seen = new Map(seats.map(seat => [seat.personId, seat]))
  if (seen.size < seats.length) breaches.push({ rule: 'doubled', what: `somebody has two seats in call ${id}` })
  for (const personId of new Set([...seen.keys(), ...stands.keys()])) {
    const [is, should] = [seen.get(personId), stands.get(personId) ?? NOBODY]
    if (is?.state !== should.state || is.place !== should.place || is.rank !== should.rank)
      breaches.push({
        rule: 'seat-differs',
        what: `${personId} in ${id}: ${is?.state ?? 'nowhere'}, by the facts ${should.state}`,
      })
  }
  const many = (state: string) => seats.filter(seat => seat.state === state).length
  if (many('confirmed') + many('held') > quota) breaches.push({ rule: 'overbooked', what: `call ${id} at the end` })
  for (const state of ['confirmed', 'held', 'reserve'] as const)
    if (counts[state] !== many(state)) breaches.push({ rule: 'count-differs', what: `${state} of call ${id}` })
  return breaches
}

/** The fact behind each state that a person may be told. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  confirmed: ['callout.confirmed'],
  held: ['callout.held'],
  reserve: ['callout.reserved', 'callout.lapsed'],
  withdrawn: ['callout.withdrew'],
  declined: ['callout.declined'],
}

function checkTold(told: readonly SeatHeard[], facts: readonly LedgerFact[]): Breach[] {
  const keyOf = (...of: unknown[]) => JSON.stringify(of.map(one => one ?? null))
  const given = new Set(facts.map(({ personId, kind, payload }) => keyOf(personId, kind, payload.place, payload.rank)))
  return told
    .filter(({ state }) => state in BEHIND)
    .filter(
      ({ state, personId, place, rank }) => !BEHIND[state]!.some(kind => given.has(keyOf(personId, kind, place, rank))),
    )
    .map(({ callId, personId, state }) => ({ rule: 'lost', what: `${personId} was told “${state}” in call ${callId}` }))
}
