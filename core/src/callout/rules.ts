import { type Seat, stands } from './seat.ts'

/** A fact that a decision calls for; the caller gives it an id and sends it to the ledger. */
export interface Decided {
  readonly personId: string
  readonly kind: 'callout.confirmed' | 'callout.reserved' | 'callout.held' | 'callout.lapsed' | 'callout.stood-down'
  readonly payload: Readonly<Record<string, unknown>>
}

/** What is still to be had in a call, counted down while a batch is decided. */
export interface Openings {
  /** Free places, lowest first; as many as there are decisions to make, and one more, are enough. */
  readonly freePlaces: readonly number[]
  /** The last rank given on the reserve that stands; 0 when it is empty. */
  readonly lastRank: number
  /** Ranked, and the desk has not selected yet: nobody is placed before that. */
  readonly waits: boolean
}

/** How a sign-up was decided, and what is left for the next one. */
export interface SignUpDecision {
  /** `stands`: answered already, nothing is recorded. `takes`: from the reserve onto a place that lies free. */
  readonly verdict: 'signs' | 'takes' | 'stands'
  readonly decided: Decided | null
  readonly left: Openings
}

/**
 * Decides one sign-up in its turn: a free place for whoever comes first and says to be fit, else the end of the
 * reserve. Whoever stands already keeps what they have; on the reserve, a second tap takes a place that lies free.
 */
export function decideSignUp(
  openings: Openings,
  personId: string,
  own: Pick<Seat, 'state' | 'fit'> | null,
  fit: boolean,
): SignUpDecision {
  const [place] = openings.waits ? [] : openings.freePlaces
  const waiting = own?.state === 'reserve' && own.fit && place !== undefined
  if (stands(own) && !waiting) return { verdict: 'stands', decided: null, left: openings }
  const verdict = waiting ? 'takes' : 'signs'
  if (openings.waits) return { verdict, decided: null, left: openings }
  if (place === undefined || !(waiting || fit)) {
    const rank = openings.lastRank + 1
    const decided = { personId, kind: 'callout.reserved', payload: { rank } } as const
    return { verdict, decided, left: { ...openings, lastRank: rank } }
  }
  const decided = { personId, kind: 'callout.confirmed', payload: { place } } as const
  return { verdict, decided, left: { ...openings, freePlaces: openings.freePlaces.slice(1) } }
}

/** Somebody on the reserve who may be asked next. */
export interface Waiting {
  readonly personId: string
  readonly rank: number
  readonly fit: boolean
  readonly lapsed: boolean
}

/**
 * Gives free places to the reserve, in order of rank. A volunteer is asked and has until `until`: signing up was
 * consent to a place then, not to one hours later. A duty order places directly.
 *
 * @param fresh whether the vacancy is new; whoever let a hold run out is not asked again for the same one
 */
export function fillPlaces(
  basis: 'DUTY_ORDER' | 'VOLUNTARY',
  freePlaces: readonly number[],
  reserve: readonly Waiting[],
  fresh: boolean,
  until: Date,
): Decided[] {
  const next = reserve
    .filter(one => one.fit && (fresh || !one.lapsed))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, freePlaces.length)
  return next.map(({ personId }, nth): Decided => {
    const place = freePlaces[nth]!
    return basis === 'DUTY_ORDER'
      ? { personId, kind: 'callout.confirmed', payload: { place } }
      : { personId, kind: 'callout.held', payload: { place, until: until.toISOString() } }
  })
}

/** Holds that ran out go to the end of the reserve, in the order in which they ran out. */
export const lapseHolds = (people: readonly string[], lastRank: number): Decided[] =>
  people.map((personId, nth) => ({ personId, kind: 'callout.lapsed', payload: { rank: lastRank + 1 + nth } }))

/** Whether a hold can still be answered. */
export const holds = (seat: Pick<Seat, 'state' | 'heldUntil'> | null, now: Date): boolean =>
  seat?.state === 'held' && seat.heldUntil !== null && seat.heldUntil > now

/** Places of a call whose quota becomes `quota`: which to add, which free ones to take away, highest first. */
export function changePlaces(
  places: readonly number[],
  free: readonly number[],
  quota: number,
): { add: number[]; remove: number[] } {
  if (quota < places.length) {
    const remove = free.toSorted((a, b) => b - a).slice(0, places.length - quota)
    return { add: [], remove }
  }
  const known = new Set(places)
  const add: number[] = []
  for (let place = 1; add.length < quota - places.length; place++) if (!known.has(place)) add.push(place)
  return { add, remove: [] }
}
