/** Where somebody lives or a place is: on the globe in degrees, or on a plane in kilometres; never both in one input. */
export type Point = { readonly lon: number; readonly lat: number } | { readonly x: number; readonly y: number }

export interface Person {
  readonly id: string
  /** Absent: home unknown, as far from every place as `prices.unknownKm` says. */
  readonly at?: Point | undefined
  readonly skills?: readonly string[] | undefined
  readonly unit?: string | undefined
}

export interface Place {
  readonly id: string
  readonly at: Point
  /** People it can take. */
  readonly capacity: number
  /** People it should have; 0 unless told. Each one missing costs `prices.missing`. */
  readonly minimum?: number | undefined
  /** Skills that everybody who goes there must have. What needs few with a skill and many without is two places. */
  readonly needs?: readonly string[] | undefined
  /** For each person who goes there, in addition to the distance; may be negative where people are wanted. */
  readonly price?: number | undefined
}

/** The communities a unit keeps to: whoever of the unit goes elsewhere costs `prices.apart`. */
export interface Together {
  readonly unit: string
  readonly places: readonly string[]
}

/** In one currency of the caller's choice, counted to the thousandth: at 1 a kilometre that is a metre. */
export interface Prices {
  readonly km: number
  readonly missing: number
  /** For each person who goes nowhere. */
  readonly unassigned: number
  readonly apart?: number | undefined
  readonly unknownKm?: number | undefined
}

export interface AssignInput {
  readonly people: readonly Person[]
  readonly places: readonly Place[]
  readonly together?: readonly Together[] | undefined
  readonly prices: Prices
}

/** Parts of a price unit that are told apart. */
export const SCALE = 1000
