import { type Arcs, FULL, type Network } from './network.ts'
import { NetworkSimplex } from './network-simplex.ts'
import { ArcTable, type Ways } from './ways.ts'

/** Ways that each group begins with, and those added to it in a round. */
export const FIRST = 6
export const MORE = 6

export interface Flow {
  readonly simplex: NetworkSimplex
  readonly arcs: Arcs
  /** No way of any group to any place improves. */
  readonly optimal: boolean
  /** No assignment costs less: equal to the total when optimal. */
  readonly bound: number
  readonly rounds: number
}

/**
 * The flow of least price over all ways, most of which are never looked at: solve with few, let the prices of places say
 * which others would improve, and go on from there until there is none (column generation, Dantzig & Wolfe 1960).
 */
export function leastFlow(network: Network, ways: Ways, stopped: () => boolean): Flow {
  const groups = network.supply.length
  const first = new ArcTable()
  ways.charge(lastExits(network))
  for (let g = 0; g < groups; g++) first.add(g, ways, ways.cheapest(g, network.stay[g]!, FIRST))
  let arcs = first.joined(groups)
  const simplex = new NetworkSimplex(network, arcs)
  for (let rounds = 1; ; rounds++) {
    const settled = simplex.run(stopped)
    const { better, bound } = improving(simplex, network, ways)
    if (better.length === 0 || !settled || stopped())
      return { simplex, arcs, optimal: settled && better.length === 0, bound, rounds }
    arcs = better.joined(groups, arcs)
    simplex.offer(arcs)
  }
}

/** Ways that would lower the total, and what the prices of places prove (weak duality). */
function improving({ tree }: NetworkSimplex, network: Network, ways: Ways) {
  const { supply, stay, room, exit } = network
  const better = new ArcTable()
  ways.charge(tree.beyond)
  let bound = 0
  for (let g = 0; g < supply.length; g++) {
    const own = Math.min(stay[g]!, tree.priceOf(g))
    const found = ways.cheapest(g, own, MORE)
    if (found > 0) better.add(g, ways, found)
    bound += supply[g]! * (found > 0 ? ways.price[0]! + tree.beyond[ways.place[0]!]! : own)
  }
  for (let e = 0; e < room.length; e++) bound -= room[e]! * Math.max(0, tree.beyond[e >> 1]! - exit[e]!)
  return { better, bound }
}

const lastExits = ({ exit }: Network): Float64Array => exit.filter((_, e) => e % 2 === 1)

/** What a flow costs, added up from the flow itself and not from the prices that made it. */
export function totalOf({ tree }: NetworkSimplex, { room, exit }: Network): number {
  let total = 0
  for (let node = 0; node < tree.parent.length; node++)
    if (node !== tree.root) total += tree.flow[node]! * tree.toll[node]!
  for (let e = 0; e < room.length; e++) if (tree.exits[e] === FULL) total += room[e]! * exit[e]!
  return total
}
