/** Who waits: fairness is between cities first, and inside a city between its parts. */
export interface Whom {
  readonly tenant: string
  /** A street, a unit, or an address where nothing more is known. */
  readonly place: string
}

interface Tenant<T> {
  readonly places: Map<string, T[]>
  size: number
}

/**
 * A queue in which everybody's turn comes: one from each city in turn, and inside a city one from each place in turn. Who
 * sends a thousand requests waits behind their own, and nobody else does.
 *
 * The idea is that of fair queueing in networks (Nagle, RFC 970), with requests for packets.
 */
export class Turns<T> {
  /** NOTE: a Map keeps the order in which its keys came: taken out and put back, a key goes to the end of the round. */
  readonly #tenants = new Map<string, Tenant<T>>()
  #size = 0

  get size(): number {
    return this.#size
  }

  add({ tenant, place }: Whom, item: T): void {
    const of = this.#tenants.get(tenant) ?? { places: new Map<string, T[]>(), size: 0 }
    const line = of.places.get(place) ?? []
    line.push(item)
    of.places.set(place, line)
    of.size += 1
    this.#tenants.set(tenant, of)
    this.#size += 1
  }

  /** Whose turn it is. */
  next(): T | undefined {
    const [tenant, of] = first(this.#tenants)
    if (!of) return undefined
    const [place, line] = first(of.places)
    const item = line?.shift()
    this.#taken(tenant, of, place, line!)
    if (of.places.delete(place) && line!.length > 0) of.places.set(place, line!)
    if (this.#tenants.delete(tenant) && of.size > 0) this.#tenants.set(tenant, of)
    return item
  }

  /** The newest of those who have the most waiting: whom a full queue can best do without. */
  dropFromLongest(): T | undefined {
    const [tenant, of] = longest(this.#tenants, ({ size }) => size)
    if (!of) return undefined
    const [place, line] = longest(of.places, ({ length }) => length)
    const item = line!.pop()
    this.#taken(tenant, of, place, line!)
    return item
  }

  #taken(tenant: string, of: Tenant<T>, place: string, line: readonly T[]): void {
    of.size -= 1
    this.#size -= 1
    if (line.length === 0) of.places.delete(place)
    if (of.size === 0) this.#tenants.delete(tenant)
  }
}

function first<V>(map: ReadonlyMap<string, V>): [string, V | undefined] {
  for (const entry of map) return entry
  return ['', undefined]
}

function longest<V>(map: ReadonlyMap<string, V>, size: (value: V) => number): [string, V | undefined] {
  let best: [string, V | undefined] = ['', undefined]
  for (const entry of map) if (!best[1] || size(entry[1]) > size(best[1])) best = entry
  return best
}
