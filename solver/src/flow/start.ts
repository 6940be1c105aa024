import { type Arcs, EMPTY, FULL, groupsOf, IN_TREE, type Network } from './network.ts'
import { Tree } from './tree.ts'

/**
 * A tree to begin with: ways are taken from the cheapest to the dearest for as many as both sides allow. A place that
 * becomes full hangs at the group that filled it, a group that is all placed hangs at its last place, and who is left
 * stays: such a tree is strongly feasible.
 */
export function greedyTree(network: Network, arcs: Arcs): Tree {
  const { supply, stay, room, exit } = network
  const places = room.length >> 1
  const tree = new Tree(supply.length, places)
  const left = supply.slice()
  const load = new Int32Array(places)
  const groupOf = groupsOf(arcs)
  for (const arc of cheapestFirst(arcs)) {
    const group = groupOf[arc]!
    const p = arcs.place[arc]!
    const free = room[2 * p]! + room[2 * p + 1]! - load[p]!
    const people = Math.min(left[group]!, free)
    if (people === 0) continue
    load[p] = load[p]! + people
    left[group] = left[group]! - people
    const child = people === free ? p : tree.root + 1 + group
    tree.parent[child] = people === free ? tree.root + 1 + group : p
    tree.toll[child] = arcs.price[arc]!
    tree.flow[child] = people
  }
  for (let g = 0; g < supply.length; g++) {
    const node = tree.root + 1 + g
    if (tree.parent[node] !== tree.root) continue
    tree.toll[node] = stay[g]!
    tree.flow[node] = left[g]!
  }
  for (let p = 0; p < places; p++) openExits(tree, p, load[p]!, room, exit)
  tree.settle()
  return tree
}

/** Fills the exits of a place in order; the one that has room left carries the place, unless a group does. */
function openExits(tree: Tree, p: number, load: number, room: Int32Array, exit: Float64Array): void {
  const minimum = room[2 * p]!
  const hangsAtRoot = tree.parent[p] === tree.root
  const door = load < minimum || room[2 * p + 1] === 0 ? 0 : 1
  tree.exits[2 * p] = load >= minimum ? FULL : EMPTY
  tree.exits[2 * p + 1] = load >= minimum + room[2 * p + 1]! ? FULL : EMPTY
  if (!hangsAtRoot) return
  tree.door[p] = door
  tree.exits[2 * p + door] = IN_TREE
  tree.toll[p] = exit[2 * p + door]!
  tree.flow[p] = door === 0 ? load : load - minimum
}

/** Arcs by price and then by their place in the table: equal prices give the same tree every time. */
function cheapestFirst({ price }: Arcs): Float64Array {
  // NOTE: numbers sort several times faster than indices by a comparison; price and index fit in 53 bits together.
  let low = 0
  for (const one of price) if (one < low) low = one
  const keys = price.map((one, arc) => (one - low) * price.length + arc)
  return keys.sort().map(key => key % price.length)
}
