import { SCALE } from './input.ts'
import type { Groups } from './merge.ts'
import type { Arcs } from './network.ts'
import { PlaceTree } from './place-tree.ts'

/** Places as the search for ways sees them. */
export interface Sites {
  /** In km. */
  readonly x: Float64Array
  readonly y: Float64Array
  /** Bits of the skills that everybody there must have. */
  readonly needs: Int32Array
}

/** What ways cost: whole thousandths a kilometre or a person. */
export interface WayPrices {
  readonly km: number
  readonly apart: number
  /** A way of unknown length. */
  readonly unknown: number
}

/**
 * Prices of ways from groups to places, all of them but only as they are asked for: what cannot be cheap enough is left
 * out by whole boxes of places.
 */
export class Ways {
  /** What {@link cheapest} found, the cheapest first. */
  readonly place: Int32Array
  readonly price: Float64Array
  /** Ways that were priced one by one. */
  priced = 0
  private readonly groups: Groups
  private readonly sites: Sites
  private readonly prices: WayPrices
  /** Places that each unit keeps to, ascending. */
  private readonly kept: readonly Int32Array[]
  private readonly tree: PlaceTree
  private readonly everywhere: Int32Array
  private readonly total: Float64Array
  private beyond: Float64Array
  /** For each set of skills the least of `beyond` in each box, of places open to it: what bars some misleads none. */
  private readonly lows = new Map<number, Float64Array>()
  private low: Float64Array
  /** Added to each way in a box. */
  private extra = 0
  private found = 0
  private limit = 0
  private most = 0

  constructor(groups: Groups, sites: Sites, prices: WayPrices, kept: readonly Int32Array[]) {
    this.groups = groups
    this.sites = sites
    this.prices = prices
    this.kept = kept
    this.tree = new PlaceTree(sites.x, sites.y)
    this.everywhere = Int32Array.from(sites.x.keys())
    this.place = new Int32Array(MOST)
    this.price = new Float64Array(MOST)
    this.total = new Float64Array(MOST)
    this.beyond = new Float64Array(sites.x.length)
    this.low = new Float64Array(0)
  }

  /** What one more at each place costs from now on, in addition to the way. */
  charge(beyond: Float64Array): void {
    this.beyond = beyond
    this.lows.clear()
  }

  private lowFor(skills: number): Float64Array {
    const { lows, tree, beyond } = this
    const { needs } = this.sites
    let low = lows.get(skills)
    if (!low) {
      low = tree.lowest(p => ((needs[p]! & ~skills) === 0 ? beyond[p]! : Infinity))
      lows.set(skills, low)
    }
    return low
  }

  /** Price of one way; `Infinity` where the group may not go there. */
  of(group: number, place: number): number {
    const { x, y, skills, unit } = this.groups
    if ((this.sites.needs[place]! & ~skills[group]!) !== 0) return Infinity
    const home = x[group]!
    const length = Number.isNaN(home)
      ? this.prices.unknown
      : priceOf(home - this.sites.x[place]!, y[group]! - this.sites.y[place]!, this.prices.km)
    return length + (unit[group]! < 0 || this.kept[unit[group]!]!.includes(place) ? 0 : this.prices.apart)
  }

  /**
   * Finds the `most` (at most {@link MOST}) places for which the price of the way and what the place costs beyond it come
   * to less than `below`. Answers how many there are.
   */
  cheapest(group: number, below: number, most: number): number {
    this.found = 0
    this.limit = below
    this.most = most
    const unit = this.groups.unit[group]!
    if (Number.isNaN(this.groups.x[group]!)) this.look(group, this.everywhere, 0, this.everywhere.length)
    else {
      if (unit >= 0) this.look(group, this.kept[unit]!, 0, this.kept[unit]!.length)
      this.low = this.lowFor(this.groups.skills[group]!)
      this.extra = unit >= 0 ? this.prices.apart : 0
      this.descend(group, 0, this.boundOf(group, 0))
    }
    return this.found
  }

  /** No way into the box costs less, all that lies beyond it included. */
  private boundOf(group: number, node: number): number {
    const square = this.tree.squareTo(node, this.groups.x[group]!, this.groups.y[group]!)
    // NOTE: prices are rounded to whole numbers, so that one less is certainly below.
    return Math.sqrt(square) * this.prices.km - 1 + this.extra + this.low[node]!
  }

  /** Looks into a box, its cheaper half first: what is found there may spare the other. */
  private descend(group: number, node: number, bound: number): void {
    if (bound >= this.limit) return
    const { tree } = this
    if (node >= tree.leaves) {
      this.look(group, tree.order, tree.from[node]!, tree.end[node]!)
      return
    }
    const one = this.boundOf(group, 2 * node + 1)
    const other = this.boundOf(group, 2 * node + 2)
    const first = one <= other ? 1 : 2
    this.descend(group, 2 * node + first, Math.min(one, other))
    this.descend(group, 2 * node + 3 - first, Math.max(one, other))
  }

  private look(group: number, list: Int32Array, from: number, end: number): void {
    const { x, y, skills, unit } = this.groups
    const { sites, beyond } = this
    const home = x[group]!
    const north = y[group]!
    const without = ~skills[group]!
    const plain = unit[group]! < 0 && !Number.isNaN(home)
    this.priced += end - from
    for (let i = from; i < end; i++) {
      const p = list[i]!
      if ((sites.needs[p]! & without) !== 0) continue
      const price = plain ? priceOf(home - sites.x[p]!, north - sites.y[p]!, this.prices.km) : this.of(group, p)
      if (price + beyond[p]! < this.limit) this.keep(p, price, price + beyond[p]!)
    }
  }

  private keep(place: number, price: number, total: number): void {
    let at = this.found < this.most ? this.found : this.most - 1
    for (let i = 0; i < this.found; i++) if (this.place[i] === place) return
    for (; at > 0 && this.total[at - 1]! > total; at--) {
      this.place[at] = this.place[at - 1]!
      this.price[at] = this.price[at - 1]!
      this.total[at] = this.total[at - 1]!
    }
    this.place[at] = place
    this.price[at] = price
    this.total[at] = total
    if (this.found < this.most) this.found++
    if (this.found === this.most) this.limit = Math.min(this.limit, this.total[this.most - 1]!)
  }
}

/** Ways that one search can find. */
export const MOST = 32

const priceOf = (east: number, north: number, km: number): number =>
  Math.round(Math.sqrt(east * east + north * north) * km)

/** A kilometre's price in whole thousandths, and the like. */
export const scaled = (price: number): number => Math.round(price * SCALE)

/** Grows a table of arcs: rows stay in the order of their groups. */
export class ArcTable {
  private readonly group: number[] = []
  private readonly place: number[] = []
  private readonly price: number[] = []

  add(group: number, { place, price }: Ways, found: number): void {
    for (let i = 0; i < found; i++) {
      this.group.push(group)
      this.place.push(place[i]!)
      this.price.push(price[i]!)
    }
  }

  get length(): number {
    return this.place.length
  }

  /** The new arcs behind those of a table that there was, group by group. */
  joined(groups: number, old?: Arcs): Arcs {
    const start = new Int32Array(groups + 1)
    const length = (old?.place.length ?? 0) + this.place.length
    const place = new Int32Array(length)
    const price = new Float64Array(length)
    let at = 0
    let mine = 0
    for (let g = 0; g < groups; g++) {
      start[g] = at
      for (let i = old?.start[g] ?? 0; i < (old?.start[g + 1] ?? 0); i++) {
        place[at] = old!.place[i]!
        price[at++] = old!.price[i]!
      }
      for (; this.group[mine] === g; mine++) {
        place[at] = this.place[mine]!
        price[at++] = this.price[mine]!
      }
    }
    start[groups] = at
    return { start, place, price }
  }
}
