import type { Endpoint, ThingKind } from '@muster/core/platform/endpoint.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { ROLES } from '@muster/core/platform/role.ts'
import { type Actor, type ActorGrant, type Ctx, NO_SCOPE, type Scope } from '../context.ts'
import type { Whereabouts } from '../slice.ts'

/**
 * The part of the city in which this actor may do what the endpoint does. This, with {@link checkReach}, is the one
 * place where permission is decided.
 *
 * @throws Problem `door/not-signed-in`, `door/not-allowed`
 */
export function scopeFor(ctx: Pick<Ctx, 'house' | 'actor' | 'now'>, endpoint: Endpoint): Scope {
  if (endpoint.may === 'anyone') return NO_SCOPE
  const { actor } = ctx
  if (!actor) throw door('door/not-signed-in')
  const grants = actor.grants.filter(grant => !grant.until || grant.until > ctx.now)
  const fitting =
    endpoint.may === 'signed-in' ? grants : grants.filter(grant => ctx.house.powers[endpoint.may]?.includes(grant.role))
  if (endpoint.may !== 'signed-in' && fitting.length === 0) throw door('door/not-allowed')
  return scopeOf(actor, fitting)
}

function scopeOf(actor: Actor, grants: readonly ActorGrant[]): Scope {
  const side = (scope: string) => grants.filter(grant => ROLES[grant.role].scope === scope)
  const present = (paths: (string | null)[]) => paths.filter(path => path !== null)
  return {
    tenant: side('tenant').length > 0,
    territoryPaths: present(side('territory').map(grant => grant.territoryPath)),
    unitPaths: present(side('unit').map(grant => grant.unitPath)),
    teamPaths: present(side('team').map(grant => grant.teamPath)),
    personId: side('self').length > 0 || side('team').length > 0 ? actor.personId : null,
    roles: [...new Set(grants.map(grant => grant.role))],
  }
}

/**
 * Whether the actor's grants reach what the request is about. Outside reach looks exactly like not existing.
 *
 * @throws Problem `door/not-found`
 */
export async function checkReach(
  ctx: Ctx,
  endpoint: Pick<Endpoint, 'reach'>,
  input: Record<string, unknown>,
): Promise<void> {
  const { reach } = endpoint
  if (reach === 'open' || reach === 'scope') return
  if (reach === 'tenant') {
    if (!ctx.scope.tenant) throw outOfReach()
    return
  }
  if (reach === 'self') {
    if (!ctx.actor?.personId) throw door('door/not-found')
    return
  }
  const places = await whereabouts(ctx, reach.kind, String(input[reach.field]))
  if (places.some(place => reaches(ctx.scope, place))) return
  throw places.length > 0 ? outOfReach() : door('door/not-found')
}

const outside = new WeakSet<object>()

/** The refusal of what is there, but not for this actor: to them, the same as of what is not there. */
export function outOfReach(): Problem {
  const problem = door('door/not-found')
  outside.add(problem)
  return problem
}

const tried = new WeakSet<Ctx>()

/** The same for one part of a request whose other parts stand: the request is answered, and noted all the same. */
export function partOutOfReach(ctx: Ctx): Problem {
  tried.add(ctx)
  return outOfReach()
}

/** Whether a request that was answered held something outside reach. */
export const triedOutside = (ctx: Ctx): boolean => tried.has(ctx)

/** Whether something that was thrown refuses what lies outside reach. */
export const wasOutside = (error: unknown): boolean => error instanceof Problem && outside.has(error)

async function whereabouts(ctx: Ctx, kind: ThingKind, id: string): Promise<Whereabouts[]> {
  const found: Whereabouts[] = []
  for (const slice of ctx.house.slices) {
    const place = await slice.whereabouts?.[kind]?.(ctx, id)
    if (place) found.push(place)
  }
  return found
}

/** Whether a scope covers a thing by any of its sides. */
export function reaches(scope: Scope, place: Whereabouts): boolean {
  if (scope.tenant || place.everyone) return true
  const below = (paths: readonly string[] | undefined, tops: readonly string[]) =>
    (paths ?? []).some(path => tops.some(top => path.startsWith(top)))
  return (
    below(place.territoryPaths, scope.territoryPaths) ||
    below(place.unitPaths, scope.unitPaths) ||
    below(place.teamPaths, scope.teamPaths) ||
    (scope.personId !== null && (place.personIds ?? []).includes(scope.personId))
  )
}
