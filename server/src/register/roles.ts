import { ROLES, type Role } from '@muster/core/platform/role.ts'
import { registerFields } from '@muster/core/register/fields.ts'
import * as wire from '@muster/core/register/wire.ts'
import { sql } from 'kysely'
import { actorOf, type Ctx } from '../platform/context.ts'
import { scopeFor } from '../platform/door/reach.ts'
import { POSTS } from '../roster/posts/post-rows.ts'
import { postsWithin } from '../roster/posts/reach.ts'
import { ownPosts } from './reach.ts'

const READERS: Readonly<Record<string, unknown>> = registerFields['register.answer'].viewers

/** Roles of the actor that ever read what concerns somebody in a register. */
export const readerRoles = ({ scope }: Pick<Ctx, 'scope'>): readonly Role[] =>
  scope.roles.filter(role => role in READERS)

/** Of {@link readerRoles} those that hold at each post: a captain of one team is a volunteer at the gate of another. */
export async function rolesAt(ctx: Ctx, postIds: readonly string[]): Promise<ReadonlyMap<string, readonly Role[]>> {
  const roles = new Map<string, Role[]>()
  if (postIds.length === 0) return roles
  const { tenant } = ctx.tenant
  for (const role of readerRoles(ctx)) {
    const there = ROLES[role].scope === 'self' ? ownPosts(ctx) : postsWithin(inRole(ctx, role))
    const { rows } = await sql<{ id: string }>`
      select po.id from ${POSTS(tenant)}
       where po.tenant = ${tenant} and po.id = any(${[...new Set(postIds)]}::uuid[]) and ${there}`.execute(ctx.tx)
    for (const { id } of rows) roles.set(id, [...(roles.get(id) ?? []), role])
  }
  return roles
}

/** The same actor with the grants of one role alone. */
function inRole(ctx: Ctx, role: Role): Ctx {
  const actor = actorOf(ctx)
  const grants = actor.grants.filter(grant => grant.role === role)
  return { ...ctx, scope: scopeFor({ ...ctx, actor: { ...actor, grants } }, wire.enter) }
}
