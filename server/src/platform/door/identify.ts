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

/** A session that has not been used for so long is looked up again: it may have been idle for too long. */
const IDLE_MS = 30_000

/** Sessions of a city, as they were at an epoch, each with its last use. */
interface Known {
  readonly epoch: number
  readonly askers: Map<string, { readonly asker: Asker; at: number }>
}

/**
 * Says whose session a token is, for every request anew: what was revoked ends at the very next one. Requests that come
 * while a question is under way are asked for together, with one statement for each city. That statement asks only
 * whether anything has changed since; sessions are looked up again when it has.
 */
export function identifier({ db, house, clock }: Surroundings): (token: string | null) => Promise<Asker | null> {
  const waiting = new Map<string, Question[]>()
  const asking = new Set<string>()
  const known = new Map<string, Known>()

  async function ask(tenant: string): Promise<void> {
    if (asking.has(tenant)) return
    asking.add(tenant)
    for (let round = waiting.get(tenant); round; round = waiting.get(tenant)) {
      waiting.delete(tenant)
      const rest = pause(REST_MS)
      await answer(tenant, round)
      await rest
    }
    asking.delete(tenant)
  }

  async function answer(tenant: string, round: readonly Question[]): Promise<void> {
    try {
      const known = await look(tenant, [...new Set(round.map(({ hash }) => hash))])
      for (const { hash, settle } of round) settle(use(known, hash))
    } catch (error) {
      for (const { fail } of round) fail(error)
    }
  }

  async function look(tenant: string, hashes: readonly string[]): Promise<Known> {
    // NOTE: first the epoch, then the sessions: a change in between is then seen at the next question.
    const epoch = await house.sessions.epoch(db, tenant)
    const before = known.get(tenant)
    const askers: Known['askers'] = before?.epoch === epoch && before.askers.size < MOST ? before.askers : new Map()
    known.set(tenant, { epoch, askers })
    const now = clock()
    const unknown = hashes.filter(hash => !(now.getTime() - (askers.get(hash)?.at ?? 0) < IDLE_MS))
    for (const hash of unknown) askers.delete(hash)
    const found = unknown.length > 0 ? await house.sessions.find(db, tenant, unknown, now) : []
    for (const [hash, asker] of found) askers.set(hash, { asker, at: now.getTime() })
    return { epoch, askers }
  }

  function use({ askers }: Known, hash: string): Asker | null {
    const entry = askers.get(hash)
    const now = clock()
    if (!entry || entry.asker.actor.session.endsAt <= now) return null
    entry.at = now.getTime()
    house.sessions.used(entry.asker.tenant.tenant, hash, now)
    return entry.asker
  }

  return async token => {
    const tenant = token && tenantOfToken(token)
    if (!tenant) return null
    const answer = new Promise<Asker | null>((settle, fail) => {
      const round = waiting.get(tenant) ?? []
      round.push({ hash: sha256(token), settle, fail })
      waiting.set(tenant, round)
    })
    setImmediate(() => void ask(tenant))
    return answer
  }
}
