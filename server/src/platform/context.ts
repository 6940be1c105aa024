import type { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { Role } from '@muster/core/platform/role.ts'
import type { Transaction } from 'kysely'
import { type TenantClock, tenantNow } from './clock.ts'
import type { DB } from './database/rows.gen.ts'
import type { House } from './slice.ts'

export type Tx = Transaction<DB>

export interface Tenant extends TenantClock {
  readonly tenant: string
  readonly name: string
  readonly zone: string
}

/** A role over a part of the city, with the paths by which subtrees are prefixes. */
export interface ActorGrant {
  readonly id: string
  readonly role: Role
  readonly territory: string | null
  readonly territoryPath: string | null
  readonly unitId: string | null
  readonly unitPath: string | null
  readonly teamId: string | null
  readonly teamPath: string | null
  readonly until: Date | null
}

export interface Actor {
  readonly accountId: string
  readonly login: string | null
  readonly personId: string | null
  readonly grants: readonly ActorGrant[]
  readonly session: { readonly hash: string; readonly endsAt: Date }
}

/** The part of the city in which the actor may do what the endpoint does; sides add up. */
export interface Scope {
  readonly tenant: boolean
  readonly territoryPaths: readonly string[]
  readonly unitPaths: readonly string[]
  readonly teamPaths: readonly string[]
  readonly personId: string | null
  /** Roles by which the actor may: they decide which personal fields leave. */
  readonly roles: readonly Role[]
}

export const NO_SCOPE: Scope = {
  tenant: false,
  territoryPaths: [],
  unitPaths: [],
  teamPaths: [],
  personId: null,
  roles: [],
}

/** How many facts of a kind met with which verdict. */
export type FactCounts = Map<string, Map<'accepted' | 'known' | 'refused', number>>

/** What the answer carries beside its body. */
export interface Effects {
  /** Topics that changed, by tenant; screens that show them ask again after the commit. */
  readonly topics: Map<string, Set<string>>
  /** A session opened or closed by this request. */
  session?: { token: string; expiresAt: Date } | 'closed'
  /** Refuses after the commit: for a refusal that must itself be remembered, such as a wrong passphrase. */
  refusal?: Problem
  /** Bugs that were kept to one part of the request: the log tells of them. */
  bugs?: { readonly reference: string; readonly error: unknown }[]
  /** What became of facts: measured after the commit. */
  facts?: FactCounts
}

/**
 * All an action may use: one transaction, one clock reading, who acts and how far they reach. There is no way to
 * write outside the transaction or to read another clock.
 */
export interface Ctx {
  readonly tx: Tx
  readonly now: Date
  /** The server's own clock reading, for sessions and links: they are real also in a rehearsal. */
  readonly real: Date
  readonly tenant: Tenant
  readonly actor: Actor | null
  readonly scope: Scope
  readonly language: 'zh' | 'en'
  readonly device: string
  /** Where the request came from: for limits on what strangers may send, never stored. */
  readonly address: string
  readonly house: House
  readonly effects: Effects
}

/** The signed-in actor. */
export function actorOf(ctx: Ctx): Actor {
  if (!ctx.actor) throw door('door/not-signed-in')
  return ctx.actor
}

/** The person the signed-in actor is. */
export function personOf(ctx: Ctx): string {
  const { personId } = actorOf(ctx)
  if (!personId) throw door('door/not-found')
  return personId
}

/** Tells the screens that something changed, once the transaction is committed. */
export function changed(ctx: Ctx, ...topics: string[]): void {
  const { tenant } = ctx.tenant
  const said = ctx.effects.topics.get(tenant) ?? new Set()
  for (const topic of topics) said.add(topic)
  ctx.effects.topics.set(tenant, said)
}

/** Tells the screens of these people, and nobody else's. */
export const changedFor = (ctx: Ctx, personIds: readonly string[], topic: string): void =>
  changed(ctx, ...personIds.map(personId => `${topic}@${personId}`))

/** Measures, once the transaction is committed, what became of a fact. @param kind one that the house knows */
export function countFact({ effects }: Ctx, kind: string, verdict: 'accepted' | 'known' | 'refused'): void {
  effects.facts ??= new Map()
  const verdicts = effects.facts.get(kind) ?? new Map<typeof verdict, number>()
  effects.facts.set(kind, verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1))
}

/** The context of work that no request asked for: time, or the keeper of the machine at the terminal. */
export function serverContext(given: { tx: Tx; house: House; tenant: Tenant; real: Date }): Ctx {
  return {
    ...given,
    now: tenantNow(given.tenant, given.real),
    actor: null,
    scope: { ...NO_SCOPE, tenant: true, roles: ['city-desk'] },
    language: 'zh',
    device: 'server',
    address: '',
    effects: { topics: new Map() },
  }
}
