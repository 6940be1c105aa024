/** A building whose floors are all alike: “6 floors × 2 doors × 3 stairs”. */
export interface Pattern {
  readonly stairs: number
  readonly floors: number
  /** Doors on each floor of each stair. */
  readonly doors: number
  /** The first of the stairs; 1 unless told. */
  readonly from?: number
}

export interface Spot {
  readonly stair: string
  readonly floor: number
  readonly number: string
}

const two = (value: number) => String(value).padStart(2, '0')

/** The doors of such a building, stair by stair from below: 101, 102, 201 … in stairs 1, 2, 3. */
export const byPattern = ({ stairs, floors, doors, from = 1 }: Pattern): Spot[] =>
  upTo(stairs).flatMap(stair =>
    upTo(floors).flatMap(floor =>
      upTo(doors).map(door => ({ stair: String(from + stair - 1), floor, number: `${floor}${two(door)}` })),
    ),
  )

const upTo = (count: number) => Array.from({ length: count }, (_, nth) => nth + 1)

/** The order in which somebody walks them: stair by stair, from below, along each floor. */
export const inWalkingOrder = (a: Spot, b: Spot): number =>
  natural(a.stair, b.stair) || a.floor - b.floor || natural(a.number, b.number)

/** “2” before “10”; everything else by its signs. */
const natural = (a: string, b: string): number =>
  Number.parseInt(a, 10) - Number.parseInt(b, 10) || Number(a > b) - Number(a < b)
