/**
 * Labels: partial lines, in typed arrays that are kept from question to question. Each day's labels of one state stand
 * in a list, cheapest first.
 */
export class Labels {
  count = 0
  price = new Float64Array(0)
  /** Price and the least that the rest costs. */
  reach = new Float64Array(0)
  parent = new Int32Array(0)
  kind = new Int32Array(0)
  state = new Int32Array(0)
  /** The next in the list, −1 at its end; −2 for one that was beaten. */
  next = new Int32Array(0)
  /** `label * stride`: the value of each sum, then what open groups hold. */
  values = new Int32Array(0)
  stride = 0
  /** By state: the first label of the day under way. */
  head = new Int32Array(0)

  clear(states: number, stride: number): void {
    this.count = 0
    this.stride = stride
    if (this.head.length < states) this.head = new Int32Array(states)
    this.head.fill(-1)
    this.#room()
  }

  /** Takes a place; its fields are written by the caller. */
  add(): number {
    this.count++
    this.#room()
    return this.count - 1
  }

  /** One place more than taken is always there: the caller may write the values of a label before it takes it. */
  #room(): void {
    const size = this.count >= this.price.length ? Math.max(4096, 2 * this.count) : this.price.length
    if (size > this.price.length) {
      this.price = grown(this.price, new Float64Array(size))
      this.reach = grown(this.reach, new Float64Array(size))
      this.parent = grown(this.parent, new Int32Array(size))
      this.kind = grown(this.kind, new Int32Array(size))
      this.state = grown(this.state, new Int32Array(size))
      this.next = grown(this.next, new Int32Array(size))
    }
    if (this.values.length < size * this.stride) this.values = grown(this.values, new Int32Array(size * this.stride))
  }
}

function grown<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old)
  return larger
}
