import { setTimeout as pause } from 'node:timers/promises'
import type { Actor, Tenant } from '../context.ts'
import { sha256 } from '../secrets.ts'
import { tenantOfToken } from '../token.ts'
import type { Surroundings } from './request.ts'

/** Whose session a token is, and in which city. */
export interface Asker {
  readonly tenant: Tenant
  readonly actor: Actor
}

/** Under load, questions gather for so long: each statement costs more than the few sessions it looks up. */
const REST_MS = 3

interface Question {
  readonly hash: string
  readonly settle: (asker: Asker | null) => void
  readonly fail: (error: unknown) => void
}

/**
 * Says whose session a token is, for every request anew: what was revoked ends at the very next one. Requests that come
 * while a question is under way are asked for together, with one statement for each city.
 */
export function identifier({ db, house, clock }: Surroundings): (token: string | null) => Promise<Asker | null> {
  const waiting = new Map<string, Question[]>()
  const asking = new Set<string>()

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
      const found = await house.authenticate(db, tenant, [...new Set(round.map(({ hash }) => hash))], clock())
      for (const { hash, settle } of round) settle(found.get(hash) ?? null)
    } catch (error) {
      for (const { fail } of round) fail(error)
    }
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
