import type { Weighed } from './kinds.ts'

/** Where a person stands in a call. `signed-up` waits for a ranked selection. */
export type SeatState = 'signed-up' | 'confirmed' | 'held' | 'reserve' | 'withdrawn' | 'declined' | 'stood-down'

/** What the facts of one person in one call come to. */
export interface Seat {
  readonly state: SeatState
  readonly place: number | null
  readonly rank: number | null
  readonly heldUntil: Date | null
  readonly signedUpAt: Date
  /** Order of hearing of the sign-up. */
  readonly arrival: number
  readonly via: string
  readonly fit: boolean
  readonly note: string | null
  /** A hold ran out unanswered. */
  readonly lapsed: boolean
  readonly weighed: Weighed | null
  readonly muster: boolean | null
  readonly departure: boolean | null
}

/** A fact as far as a seat can tell. */
export interface SeatFact {
  readonly kind: string
  readonly seq: number
  readonly occurredAt: Date
  readonly payload: Readonly<Record<string, unknown>>
}

/** The kinds of facts that move a seat. */
export const SEAT_KINDS = [
  'callout.signed-up',
  'callout.withdrew',
  'callout.confirmed',
  'callout.reserved',
  'callout.held',
  'callout.declined',
  'callout.lapsed',
  'callout.stood-down',
  'callout.rolled',
] as const

/** Has an answer that counts: neither taken back nor sent home. */
export const stands = (seat: { readonly state: string } | null | undefined): boolean =>
  seat !== null && seat !== undefined && ['signed-up', 'confirmed', 'held', 'reserve'].includes(seat.state)

/** Sits on one of the places, for good or for the minutes of a hold. */
export const hasPlace = (seat: { readonly state: string } | null | undefined): boolean =>
  seat?.state === 'confirmed' || seat?.state === 'held'

/**
 * A seat after one more fact, heard in order. A sign-up begins anew; whatever comes without one moves nothing.
 */
export function applySeatFact(seat: Seat | undefined, fact: SeatFact): Seat | undefined {
  if (fact.kind === 'callout.signed-up') return begin(fact)
  if (!seat) return undefined
  const { payload } = fact
  const weighed = (payload.weighed as Weighed | undefined) ?? seat.weighed
  switch (fact.kind) {
    case 'callout.confirmed':
      return { ...seat, ...nowhere, state: 'confirmed', place: payload.place as number, weighed }
    case 'callout.reserved':
      return { ...seat, ...nowhere, state: 'reserve', rank: payload.rank as number, weighed }
    case 'callout.held':
      return {
        ...seat,
        ...nowhere,
        state: 'held',
        place: payload.place as number,
        heldUntil: new Date(payload.until as string),
      }
    case 'callout.lapsed':
      return { ...seat, ...nowhere, state: 'reserve', rank: payload.rank as number, lapsed: true }
    case 'callout.rolled':
      return { ...seat, [payload.at as 'muster' | 'departure']: payload.present as boolean }
    default:
      return leave(seat, fact.kind)
  }
}

const nowhere = { place: null, rank: null, heldUntil: null } as const

const LEAVING: Readonly<Record<string, SeatState>> = {
  'callout.withdrew': 'withdrawn',
  'callout.declined': 'declined',
  'callout.stood-down': 'stood-down',
}

function leave(seat: Seat, kind: string): Seat {
  const state = LEAVING[kind]
  return state ? { ...seat, ...nowhere, state } : seat
}

function begin({ seq, occurredAt, payload }: SeatFact): Seat {
  return {
    ...nowhere,
    state: 'signed-up',
    signedUpAt: occurredAt,
    arrival: seq,
    via: (payload.via as string | undefined) ?? 'tap',
    fit: (payload.fit as boolean | undefined) ?? true,
    note: (payload.note as string | undefined) ?? null,
    lapsed: false,
    weighed: null,
    muster: null,
    departure: null,
  }
}
