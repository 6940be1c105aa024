import { stopsAt, type Until } from '../until.ts'
import { FaultyInput, faultsOf } from './check.ts'
import { leastFlow, totalOf } from './exact.ts'
import { type AssignInput, SCALE } from './input.ts'
import { type Groups, maskOf, merge, skillBits } from './merge.ts'
import type { Network } from './network.ts'
import { planeOf } from './plane.ts'
import { Reasons, type Unmet, type Why } from './reasons.ts'
import type { Tree } from './tree.ts'
import { scaled, Ways } from './ways.ts'

/** Nowhere, as a place. */
export const NOWHERE = -1

export interface Assignment {
  /** Index of the place of each person, in the order of the input; {@link NOWHERE} for who stays. */
  readonly placeOf: Int32Array
  /** Price of all: ways, places, missing and unassigned people. */
  readonly total: number
  readonly unassigned: number
  readonly unmet: readonly Unmet[]
  readonly proof: Proof
  /** Why somebody is where they are, and not at another place. Both by their index in the input. */
  why(person: number, place: number): Why
}

/** What shows that nothing costs less: the prices of the places alone prove `bound` for every assignment there is. */
export interface Proof {
  readonly optimal: boolean
  /** Equal to `total` when optimal; when stopped early, what no assignment can go below. */
  readonly bound: number
  /** All ways from groups to places, and how many of them had to be looked at one by one. */
  readonly ways: number
  readonly looked: number
  readonly groups: number
  readonly rounds: number
}

/**
 * Who goes where, at the least price there is. Exact for prices counted to the thousandth: equal people are merged, the
 * flow is solved with few ways and the prices of the places bring in all others that could improve it. A unit keeps
 * together by a price for whoever goes elsewhere than to the places it keeps to, which a flow can bear exactly; a price
 * for the number of places it is spread over would make the problem hard, so there is none.
 *
 * The same input gives the same assignment every time. Stopped early, the best so far is given with its bound.
 *
 * @throws FaultyInput with the path to each fault
 */
export function assign(input: AssignInput, until: Until = {}): Assignment {
  const faults = faultsOf(input)
  if (faults.length > 0) throw new FaultyInput(faults)
  // NOTE: a place that takes nobody is no node: full from the beginning, it would have no place in the tree.
  const open = [...input.places.keys()].filter(index => input.places[index]!.capacity > 0)
  const groups = merge(input)
  const ways = waysOf(input, groups, open)
  const network = networkOf(input, groups, open)
  const flow = leastFlow(network, ways, stopsAt(until))
  const { tree } = flow.simplex
  const placeOf = placesOf(groups, tree, open)
  const missed = input.places.reduce((sum, { minimum = 0 }) => sum + minimum, 0) * scaled(input.prices.missing)
  const reasons = new Reasons({ input, groups, open, ways, tree, placeOf })
  return {
    placeOf,
    total: (totalOf(flow.simplex, network) + missed) / SCALE,
    unassigned: placeOf.reduce((sum, place) => sum + (place === NOWHERE ? 1 : 0), 0),
    unmet: reasons.unmet(),
    proof: {
      optimal: flow.optimal,
      bound: (flow.bound + missed) / SCALE,
      ways: groups.size.length * open.length,
      looked: ways.priced,
      groups: groups.size.length,
      rounds: flow.rounds,
    },
    why: (person, place) => reasons.why(person, place),
  }
}

function waysOf(input: AssignInput, groups: Groups, open: readonly number[]): Ways {
  const { places, together = [], prices } = input
  const spotOf = planeOf(places)
  const bits = skillBits(input)
  const spots = open.map(index => spotOf(places[index]!.at))
  const sites = {
    x: Float64Array.from(spots, ({ x }) => x),
    y: Float64Array.from(spots, ({ y }) => y),
    needs: Int32Array.from(open, index => maskOf(places[index]!.needs ?? [], bits)),
  }
  const kept = together.map(one => {
    const ids = new Set(one.places)
    return Int32Array.from(open.keys().filter(p => ids.has(places[open[p]!]!.id)))
  })
  const { km, apart = 0, unknownKm = 0 } = prices
  return new Ways(groups, sites, { km: scaled(km), apart: scaled(apart), unknown: scaled(km * unknownKm) }, kept)
}

function networkOf({ places, prices }: AssignInput, groups: Groups, open: readonly number[]): Network {
  const room = new Int32Array(2 * open.length)
  const exit = new Float64Array(2 * open.length)
  open.forEach((index, p) => {
    const { capacity, minimum = 0, price = 0 } = places[index]!
    room[2 * p] = minimum
    room[2 * p + 1] = capacity - minimum
    exit[2 * p] = scaled(price) - scaled(prices.missing)
    exit[2 * p + 1] = scaled(price)
  })
  return { supply: groups.size, stay: new Float64Array(groups.size.length).fill(scaled(prices.unassigned)), room, exit }
}

/** Gives each person a place, people of a group in the order of the input. */
function placesOf({ groupOf, size }: Groups, tree: Tree, open: readonly number[]): Int32Array {
  const { root, parent, flow } = tree
  const left = size.map((_, g) => flow[root + 1 + g]!)
  const others = new Map<number, number[]>()
  for (let p = 0; p < root; p++) {
    if (parent[p] === root || flow[p] === 0) continue
    const group = parent[p]! - root - 1
    const seats = others.get(group) ?? []
    for (let i = 0; i < flow[p]!; i++) seats.push(open[p]!)
    others.set(group, seats)
  }
  return groupOf.map(group => {
    if (left[group] === 0) return others.get(group)!.pop()!
    left[group] = left[group]! - 1
    const place = parent[root + 1 + group]!
    return place === root ? NOWHERE : open[place]!
  })
}
