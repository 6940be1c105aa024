/**
 * Places halved by turns into boxes (k-d tree, Bentley 1975), with room for the least of any price in each box: a search
 * leaves out all boxes that are too far or too dear. Node n has the children 2n + 1 and 2n + 2.
 */
export class PlaceTree {
  /** Places, those of one box side by side. */
  readonly order: Int32Array
  readonly from: Int32Array
  readonly end: Int32Array
  readonly leaves: number
  private readonly x: Float64Array
  private readonly y: Float64Array
  private readonly west: Float64Array
  private readonly east: Float64Array
  private readonly south: Float64Array
  private readonly north: Float64Array

  constructor(x: Float64Array, y: Float64Array) {
    let levels = 0
    while (x.length > IN_LEAF << levels) levels++
    const nodes = (2 << levels) - 1
    this.leaves = nodes >> 1
    this.x = x
    this.y = y
    this.order = Int32Array.from(x.keys())
    this.from = new Int32Array(nodes)
    this.end = new Int32Array(nodes)
    this.west = new Float64Array(nodes).fill(Infinity)
    this.east = new Float64Array(nodes).fill(-Infinity)
    this.south = new Float64Array(nodes).fill(Infinity)
    this.north = new Float64Array(nodes).fill(-Infinity)
    this.halve(0, 0, x.length)
  }

  private halve(node: number, from: number, end: number): void {
    this.from[node] = from
    this.end[node] = end
    for (const p of this.order.subarray(from, end)) {
      this.west[node] = Math.min(this.west[node]!, this.x[p]!)
      this.east[node] = Math.max(this.east[node]!, this.x[p]!)
      this.south[node] = Math.min(this.south[node]!, this.y[p]!)
      this.north[node] = Math.max(this.north[node]!, this.y[p]!)
    }
    if (node >= this.leaves) return
    const wide = this.east[node]! - this.west[node]! > this.north[node]! - this.south[node]!
    const by = wide ? this.x : this.y
    this.order.subarray(from, end).sort((a, b) => by[a]! - by[b]! || a - b)
    const middle = (from + end) >> 1
    this.halve(2 * node + 1, from, middle)
    this.halve(2 * node + 2, middle, end)
  }

  /** Square of the distance from a point to a box, km². */
  squareTo(node: number, x: number, y: number): number {
    const across = Math.max(this.west[node]! - x, x - this.east[node]!, 0)
    const along = Math.max(this.south[node]! - y, y - this.north[node]!, 0)
    return across * across + along * along
  }

  /** The least price in each box; `Infinity` where none of its places has one. */
  lowest(price: (place: number) => number): Float64Array {
    const low = new Float64Array(this.from.length).fill(Infinity)
    for (let node = low.length - 1; node >= 0; node--) {
      if (node < this.leaves) low[node] = Math.min(low[2 * node + 1]!, low[2 * node + 2]!)
      else
        for (let i = this.from[node]!; i < this.end[node]!; i++) low[node] = Math.min(low[node]!, price(this.order[i]!))
    }
    return low
  }
}

/** Places in the smallest boxes, at most. */
const IN_LEAF = 4
