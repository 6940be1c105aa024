const NONE = -1

/**
 * The spanning tree of the simplex. Nodes: places 0 … places − 1, the root, then groups. A place hangs at the root by
 * one of its exits or at a group that sends it people; a group hangs at a place or, by staying, at the root. Flow and
 * price of the way to the parent stand at the child. Groups without children stand in no list of children.
 */
export class Tree {
  readonly places: number
  readonly root: number
  readonly parent: Int32Array
  /** People on the way to, or from, the parent. */
  readonly flow: Int32Array
  /** Price of that way. */
  readonly toll: Float64Array
  /** What one more at a place costs from there on: the price of the place beyond the way to it. Of the root 0. */
  readonly beyond: Float64Array
  /** {@link EMPTY}, {@link IN_TREE} or {@link FULL} for both exits of each place. */
  readonly exits: Uint8Array
  /** Which of its two exits a place at the root hangs by. */
  readonly door: Uint8Array
  private readonly depth: Int32Array
  private readonly first: Int32Array
  private readonly next: Int32Array
  private readonly previous: Int32Array

  constructor(groups: number, places: number) {
    const nodes = places + 1 + groups
    this.places = places
    this.root = places
    this.parent = new Int32Array(nodes).fill(places)
    this.parent[places] = NONE
    this.flow = new Int32Array(nodes)
    this.toll = new Float64Array(nodes)
    this.beyond = new Float64Array(places + 1)
    this.exits = new Uint8Array(2 * places)
    this.door = new Uint8Array(places)
    this.depth = new Int32Array(nodes)
    this.first = new Int32Array(nodes).fill(NONE)
    this.next = new Int32Array(nodes).fill(NONE)
    this.previous = new Int32Array(nodes).fill(NONE)
  }

  /** Makes lists, depths and prices of places from the parents. */
  settle(): void {
    const { root, parent, toll, beyond, depth } = this
    for (let p = 0; p < this.places; p++) this.link(p)
    for (let x = this.after(root, root); x !== NONE; x = this.after(x, root)) {
      depth[x] = depth[parent[x]!]! + 1
      if (x > root) continue
      const g = parent[x]!
      beyond[x] = g === root ? toll[x]! : toll[g]! + beyond[parent[g]!]! - toll[x]!
    }
  }

  /** What one of a group costs now: the way it takes and all beyond it. */
  priceOf(group: number): number {
    const node = this.root + 1 + group
    return this.toll[node]! + this.beyond[this.parent[node]!]!
  }

  /** Where the ways of two nodes to the root meet. */
  joinOf(a: number, b: number): number {
    const { parent, depth, root } = this
    // NOTE: the depth of a leaf is not kept up to date: it follows from its parent, which is.
    if (a > root) depth[a] = depth[parent[a]!]! + 1
    let x = a
    let y = b
    while (x !== y) {
      if (depth[x]! >= depth[y]!) x = parent[x]!
      else y = parent[y]!
    }
    return x
  }

  /** How many can come down the way between a node and its parent. */
  roomDown(x: number): number {
    return x > this.root || this.parent[x] === this.root ? this.flow[x]! : Infinity
  }

  /** How many can go up it. */
  roomUp(x: number, room: Int32Array): number {
    if (x > this.root) return Infinity
    return this.parent[x] === this.root ? room[2 * x + this.door[x]!]! - this.flow[x]! : this.flow[x]!
  }

  /** Sends so many up from `to` to the join and down from there to `from`. */
  send(from: number, to: number, join: number, people: number): void {
    const { flow, parent, root } = this
    for (let x = from; x !== join; x = parent[x]!)
      flow[x] = flow[x]! + (x > root || parent[x] === root ? -people : people)
    for (let x = to; x !== join; x = parent[x]!)
      flow[x] = flow[x]! + (x > root || parent[x] === root ? people : -people)
  }

  /** Turns the way from `below` up to `out` round and hangs `below`, now its top, at `at`. */
  rehang(below: number, out: number, at: number, toll: number, flow: number): void {
    let x = below
    let up = at
    let price = toll
    let people = flow
    for (;;) {
      const above = this.parent[x]!
      const [oldPrice, oldPeople] = [this.toll[x]!, this.flow[x]!]
      this.detach(x)
      this.parent[x] = up
      this.toll[x] = price
      this.flow[x] = people
      this.attach(x)
      if (x === out) return
      up = x
      x = above
      price = oldPrice
      people = oldPeople
    }
  }

  /** Adds to the price of all places at and below a node, and renews depths. */
  shift(top: number, by: number): void {
    const { depth, parent, beyond, root } = this
    for (let x = top; x !== NONE; x = this.after(x, top)) {
      depth[x] = depth[parent[x]!]! + 1
      if (x < root) beyond[x] = beyond[x]! + by
    }
  }

  /** The next node at or below `top`, parents before children. */
  private after(node: number, top: number): number {
    if (this.first[node]! !== NONE) return this.first[node]!
    let x = node
    while (x !== top && this.next[x]! === NONE) x = this.parent[x]!
    return x === top ? NONE : this.next[x]!
  }

  /** A group is in its parent's list as long as it has children itself. */
  private attach(x: number): void {
    if (x > this.root && this.first[x] === NONE) return
    this.link(x)
  }

  private detach(x: number): void {
    if (x > this.root && this.first[x] === NONE) return
    this.unlink(x)
    const up = this.parent[x]!
    if (up > this.root && this.first[up] === NONE) this.unlink(up)
  }

  private link(x: number): void {
    const { first, next, previous, parent } = this
    const up = parent[x]!
    const head = first[up]!
    first[up] = x
    next[x] = head
    previous[x] = NONE
    if (head !== NONE) previous[head] = x
    else if (up > this.root) {
      this.link(up)
      this.depth[up] = this.depth[parent[up]!]! + 1
    }
  }

  private unlink(x: number): void {
    const { first, next, previous } = this
    const [before, after] = [previous[x]!, next[x]!]
    if (before === NONE) first[this.parent[x]!] = after
    else next[before] = after
    if (after !== NONE) previous[after] = before
  }
}
