/** One announced change, as every server hears it: in the same order, under the same id. */
export interface Change {
  readonly id: string
  readonly tenant: string
  readonly topics: readonly string[]
}

interface Bounds {
  readonly count: number
  /** Of all payloads together, in characters. */
  readonly size: number
}

interface Kept extends Change {
  readonly size: number
}

/** The newest changes in the order of their commits, bounded by number and by size. An id is found at once. */
export class Ring {
  readonly #most: Bounds
  /** The nth change ever stands at n modulo the count. */
  #kept: Kept[] = []
  #nth = new Map<string, number>()
  #oldest = 0
  #next = 0
  #size = 0

  constructor(most: Bounds, mark: string) {
    this.#most = most
    this.startOver(mark)
  }

  /** Forgets everything; the mark is the id of "nothing has been heard yet", which no other server knows. */
  startOver(mark: string): void {
    this.#kept = []
    this.#nth = new Map()
    this.#oldest = this.#next = this.#size = 0
    this.add({ id: mark, tenant: '', topics: [] }, 0)
  }

  /** The id of the newest change. */
  get newest(): string {
    return this.#at(this.#next - 1).id
  }

  add(change: Change, size: number): void {
    if (this.#nth.has(change.id)) return
    if (this.#next - this.#oldest === this.#most.count) this.#forgetOldest()
    this.#kept[this.#next % this.#most.count] = { ...change, size }
    this.#nth.set(change.id, this.#next)
    this.#next += 1
    this.#size += size
    while (this.#size > this.#most.size && this.#next - this.#oldest > 1) this.#forgetOldest()
  }

  /** What a tenant was told after that id; null when it is not known (any more), so that anything may have been missed. */
  since(id: string, tenant: string): Change[] | null {
    const seen = this.#nth.get(id)
    if (seen === undefined) return null
    const missed: Change[] = []
    for (let nth = seen + 1; nth < this.#next; nth++) {
      const change = this.#at(nth)
      if (change.tenant === tenant) missed.push(change)
    }
    return missed
  }

  #at = (nth: number): Kept => this.#kept[nth % this.#most.count]!

  #forgetOldest(): void {
    const { id, size } = this.#at(this.#oldest)
    this.#nth.delete(id)
    this.#oldest += 1
    this.#size -= size
  }
}
