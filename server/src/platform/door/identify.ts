import { setTimeout as pause } from 'node:timers/promises'
import { sha256 } from '../secrets.ts'
import type { Asker } from '../slice.ts'
import { tenantOfToken } from '../token.ts'
import type { Surroundings } from './request.ts'

/** Under load, questions gather for so long: each statement costs more than the few sessions it looks up. */
const REST_MS = 3
/** Most sessions of one city that are remembered, about a kilobyte each. */
const MOST = 20_000

interface Question {
  readonly hash: string
  readonly settle: (asker: Asker | null) => void
  readonly fail: (error: unknown) => void
}

/** A city that nobody has heard of is looked for this often at most: strangers can invent any number. */
const LOOK_MS = 1000

/** A session that has not been used for so long is looked up again: it may have been idle for too long. */
const IDLE_MS = 30_000

/** Whose session it is, and when it was last used. */
interface Remembered {
  readonly asker: Asker
  at: number
}

/** Sessions of a city, as they were at an epoch. */
interface Known {
  readonly epoch: number
  readonly askers: Map<string, Remembered>
}

/**
 * Says whose session a token is, for every request anew: what was revoked ends at the very next one. Requests that come
 * while a question is under way are asked for together, with one statement for each city. That statement asks only
 * whether anything has changed since; sessions are looked up again when it has.
 */
export class Identifier {
  readonly #surroundings: Surroundings
  readonly #waiting = new Map<string, Question[]>()
  readonly #asking = new Set<string>()
  readonly #known = new Map<string, Known>()
  #tenants: ReadonlySet<string> = new Set()
  #looked = Number.NEGATIVE_INFINITY
  #looking: Promise<void> | undefined

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** Null when the token opens nothing: ended, idle for too long, or never given. */
  identify = async (token: string | null): Promise<Asker | null> => {
    const tenant = token && tenantOfToken(token)
    if (!tenant || !(await this.#exists(tenant))) return null
    const answer = new Promise<Asker | null>((settle, fail) => {
      const round = this.#waiting.get(tenant) ?? []
      round.push({ hash: sha256(token), settle, fail })
      this.#waiting.set(tenant, round)
    })
    setImmediate(() => void this.#ask(tenant))
    return answer
  }

  /** How many cities have sessions that are remembered. */
  get cities(): number {
    return this.#known.size
  }

  /**
   * Whoever names a city that is not known waits for a look at all there are, which is shared. The look that is under way
   * may have begun before the city was there: then for the next one.
   */
  async #exists(tenant: string): Promise<boolean> {
    for (let looks = 0; looks < 2 && !this.#tenants.has(tenant); looks++) {
      this.#looking ??= this.#lookAround().finally(() => {
        this.#looking = undefined
      })
      await this.#looking
    }
    return this.#tenants.has(tenant)
  }

  async #lookAround(): Promise<void> {
    await pause(Math.max(0, this.#looked + LOOK_MS - performance.now()))
    this.#looked = performance.now()
    const { db, writers = db } = this.#surroundings
    const rows = await writers.selectFrom('tenant').select('tenant').execute()
    this.#tenants = new Set(rows.map(({ tenant }) => tenant))
  }

  async #ask(tenant: string): Promise<void> {
    if (this.#asking.has(tenant)) return
    this.#asking.add(tenant)
    for (let round = this.#waiting.get(tenant); round; round = this.#waiting.get(tenant)) {
      this.#waiting.delete(tenant)
      const rest = pause(REST_MS)
      await this.#answer(tenant, round)
      await rest
    }
    this.#asking.delete(tenant)
  }

  async #answer(tenant: string, round: readonly Question[]): Promise<void> {
    try {
      const known = await this.#look(tenant, [...new Set(round.map(({ hash }) => hash))])
      for (const { hash, settle } of round) settle(this.#use(known, hash))
    } catch (error) {
      for (const { fail } of round) fail(error)
    }
  }

  async #look(tenant: string, hashes: readonly string[]): Promise<Known> {
    const { db, writers = db, house, clock } = this.#surroundings
    // NOTE: first the epoch, then the sessions: a change in between is then seen at the next question.
    const epoch = await house.sessions.epoch(writers, tenant)
    const before = this.#known.get(tenant)
    const askers: Known['askers'] =
      before?.epoch === epoch && before.askers.size < MOST ? before.askers : new Map<string, Remembered>()
    this.#known.set(tenant, { epoch, askers })
    const now = clock()
    const unknown = hashes.filter(hash => !(now.getTime() - (askers.get(hash)?.at ?? 0) < IDLE_MS))
    for (const hash of unknown) askers.delete(hash)
    const found = unknown.length > 0 ? await house.sessions.find(writers, tenant, unknown, now) : null
    for (const [hash, asker] of found ?? []) askers.set(hash, { asker, at: now.getTime() })
    return { epoch, askers }
  }

  #use({ askers }: Known, hash: string): Asker | null {
    const { house, clock } = this.#surroundings
    const entry = askers.get(hash)
    const now = clock()
    if (!entry || entry.asker.actor.session.endsAt <= now) return null
    entry.at = now.getTime()
    house.sessions.used(entry.asker.tenant.tenant, hash, now)
    return entry.asker
  }
}
