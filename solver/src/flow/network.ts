/**
 * People to places as a flow of least price: groups of equal people → places → one root. A place has two exits to the
 * root: up to its minimum at a lower price, and from there to its capacity. Who goes nowhere goes to the root
 * directly, so that there is always a flow. All prices are whole numbers: nothing is rounded in here.
 */
export interface Network {
  /** People in each group. */
  readonly supply: Int32Array
  /** What it costs when one of a group stays. */
  readonly stay: Float64Array
  /** Room of exit `2 * place` and `2 * place + 1`. */
  readonly room: Int32Array
  /** Price of each exit; the first of a place is never dearer than its second. */
  readonly exit: Float64Array
}

/** Ways from groups to places: those of group g are `start[g] … start[g + 1] − 1`. */
export interface Arcs {
  readonly start: Int32Array
  readonly place: Int32Array
  readonly price: Float64Array
}

/** The group of each arc. */
export function groupsOf({ start, place }: Arcs): Int32Array {
  const groups = new Int32Array(place.length)
  for (let g = 0; g < start.length - 1; g++) groups.fill(g, start[g], start[g + 1])
  return groups
}

/** An exit that is not in the tree is empty or full. */
export const EMPTY = 0
export const IN_TREE = 1
export const FULL = 2
