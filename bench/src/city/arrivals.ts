import { newId } from '../ground/ids.ts'
import type { Request } from '../load/requests.ts'
import type { City } from './city.ts'

/**
 * Reports that are all new: no person comes to a community twice. Half of the people send their own from their phones,
 * the others stand at the counters of the streets. Goes on where it stopped, so that runs do not meet each other.
 */
export class Arrivals {
  readonly #city: City
  readonly #from: number
  readonly #half: number
  #own = 0
  #received = 0

  /** @param from people before this one are left alone */
  constructor(city: City, from = 0) {
    this.#city = city
    this.#from = from
    this.#half = Math.floor((city.people.length - from) / 2)
  }

  /** One fact a request, by phones and by desks in turn. */
  single(many: number): Request[] {
    return Array.from({ length: many }, (_, nth) => {
      if (nth % 2) return this.#fromDesk(this.#received++ % this.#city.streetDesks.length, 1)
      const { token, facts } = this.#fromPhone()
      return sending(token, facts)
    })
  }

  /** A desk's outbox after an hour without a line. */
  batches(many: number, size: number): Request[] {
    return Array.from({ length: many }, () => this.#fromDesk(this.#received++ % this.#city.streetDesks.length, size))
  }

  #fromPhone() {
    const { people, communities } = this.#city
    const nth = this.#own++
    const person = this.#from + (nth % this.#half)
    const place = communities[(person * 31 + Math.floor(nth / this.#half)) % communities.length]!
    return { token: people[person]!.token, facts: [report(people[person]!.id, place.code)] }
  }

  readonly #counters = new Map<number, number>()

  #fromDesk(desk: number, many: number): Request {
    const { token, communities } = this.#city.streetDesks[desk]!
    const served = this.#counters.get(desk) ?? 0
    this.#counters.set(desk, served + many)
    const facts = Array.from({ length: many }, (_, nth) => {
      const visit = served + nth
      const person = this.#from + this.#half + ((visit + desk * 397) % this.#half)
      const community = communities[Math.floor(visit / this.#half)]
      if (!community) throw new Error('Everybody has been everywhere: make the city larger with --people.')
      return report(this.#city.people[person]!.id, community)
    })
    return sending(token, facts)
  }
}

const report = (personId: string, territory: string) => ({
  id: newId(Date.now()),
  kind: 'enrolment.reported-in',
  occurredAt: new Date().toISOString(),
  personId,
  territory,
  payload: { as: 'residence' },
})

const sending = (token: string, facts: unknown[]): Request => ({ path: '/api/facts', token, body: { facts } })
