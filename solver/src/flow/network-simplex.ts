import { type Arcs, EMPTY, FULL, IN_TREE, type Network } from './network.ts'
import { greedyTree } from './start.ts'
import type { Tree } from './tree.ts'

const NOBODY = -1

/**
 * Primal network simplex (Dantzig 1951) on strongly feasible trees (Cunningham 1976), so that it never cycles; rows are
 * priced in blocks (Grigoriadis 1986; Király & Kovács 2012 compare the rules). Two things are owed to the shape of the
 * network. Ways from groups have no capacity, so that flow lies on the tree and in full exits only, and the tree knows
 * nothing of the table of arcs: more arcs may come at any time. And nearly all groups are leaves: only places carry a
 * price, and leaves stand in no list, so that moving a part of the tree touches places and not people.
 */
export class NetworkSimplex {
  readonly tree: Tree
  private readonly network: Network
  private arcs: Arcs
  /** The next row to be priced: groups, then places. */
  private row = 0
  /** The best arc found in a block. */
  private best = 0
  private from = NOBODY
  private to = NOBODY
  private toll = 0
  /** Which exit enters, −1 when it is not an exit. */
  private exit = NOBODY
  pivots = 0

  constructor(network: Network, arcs: Arcs) {
    this.network = network
    this.arcs = arcs
    this.tree = greedyTree(network, arcs)
  }

  /** Goes on from the tree as it is, with other arcs to choose from. */
  offer(arcs: Arcs): void {
    this.arcs = arcs
  }

  /** Pivots until no arc improves, or until told to stop: then false, and the flow is valid all the same. */
  run(stopped: () => boolean): boolean {
    const rows = this.network.supply.length + this.tree.places
    while (this.enter(rows)) {
      this.pivot()
      if ((++this.pivots & 255) === 0 && stopped()) return false
    }
    return true
  }

  /** Prices block after block until one holds an arc that improves. False: all rows were priced in vain. */
  private enter(rows: number): boolean {
    const groups = this.network.supply.length
    this.best = 0
    for (let priced = 0; priced < rows; ) {
      const end = Math.min(this.row + BLOCK, this.row < groups ? groups : rows)
      if (this.row < groups) this.priceGroups(this.row, end)
      else this.pricePlaces(this.row - groups, end - groups)
      priced += end - this.row
      this.row = end === rows ? 0 : end
      if (this.best < 0) return true
    }
    return false
  }

  private priceGroups(first: number, end: number): void {
    const { start, place, price } = this.arcs
    const { beyond, parent, toll, root } = this.tree
    let best = this.best
    let group = NOBODY
    let at = NOBODY
    for (let g = first; g < end; g++) {
      const node = root + 1 + g
      const own = toll[node]! + beyond[parent[node]!]!
      const last = start[g + 1]!
      for (let arc = start[g]!; arc < last; arc++) {
        const change = price[arc]! + beyond[place[arc]!]! - own
        if (change < best) {
          best = change
          group = g
          at = arc
        }
      }
      const change = this.network.stay[g]! - own
      if (change < best) {
        best = change
        group = g
        at = NOBODY
      }
    }
    if (group === NOBODY) return
    const stays = at === NOBODY
    this.choose(
      best,
      root + 1 + group,
      stays ? root : place[at]!,
      stays ? this.network.stay[group]! : price[at]!,
      NOBODY,
    )
  }

  private pricePlaces(first: number, end: number): void {
    const { room, exit } = this.network
    const { beyond, exits, root } = this.tree
    for (let e = 2 * first; e < 2 * end; e++) {
      if (room[e] === 0 || exits[e] === IN_TREE) continue
      const p = e >> 1
      const change = exit[e]! - beyond[p]!
      if (exits[e] === EMPTY && change < this.best) this.choose(change, p, root, exit[e]!, e)
      if (exits[e] === FULL && -change < this.best) this.choose(-change, root, p, exit[e]!, e)
    }
  }

  private choose(change: number, from: number, to: number, toll: number, exit: number): void {
    this.best = change
    this.from = from
    this.to = to
    this.toll = toll
    this.exit = exit
  }

  /** Sends as much as possible round the cycle that the entering arc closes; the arc that blocks leaves the tree. */
  private pivot(): void {
    const { tree, from, to, exit } = this
    const join = tree.joinOf(from, to)
    let most = Infinity
    let out = NOBODY
    let fromSide = true
    for (let x = from; x !== join; x = tree.parent[x]!) {
      const room = tree.roomDown(x)
      if (room < most) {
        most = room
        out = x
      }
    }
    // NOTE: of several that block, the last one on the way round from the join leaves: trees stay strongly feasible.
    if (exit !== NOBODY && this.network.room[exit]! <= most) {
      most = this.network.room[exit]!
      out = NOBODY
    }
    for (let x = to; x !== join; x = tree.parent[x]!) {
      const room = tree.roomUp(x, this.network.room)
      if (room <= most) {
        most = room
        out = x
        fromSide = false
      }
    }
    if (most > 0) tree.send(from, to, join, most)
    if (out === NOBODY) tree.exits[exit] = tree.exits[exit] === EMPTY ? FULL : EMPTY
    else this.exchange(out, fromSide, most)
  }

  /** Takes the way up from `out` off the tree, and hangs what lay below it at the entering arc. */
  private exchange(out: number, fromSide: boolean, sent: number): void {
    const { tree, exit } = this
    if (out < tree.root && tree.parent[out] === tree.root)
      tree.exits[2 * out + tree.door[out]!] = fromSide ? EMPTY : FULL
    const backwards = exit !== NOBODY && this.from === tree.root
    const flow = backwards ? this.network.room[exit]! - sent : sent
    const below = fromSide ? this.from : this.to
    tree.rehang(below, out, fromSide ? this.to : this.from, this.toll, flow)
    if (exit !== NOBODY) {
      tree.exits[exit] = IN_TREE
      tree.door[exit >> 1] = exit & 1
    }
    tree.shift(below, fromSide ? this.best : -this.best)
  }
}

/** Rows in a block. Pivots are so cheap here that a short look does best: measured on cities of 6,000 to 100,000. */
const BLOCK = 20
