import { calledSentence } from '@muster/core/callout/sentences.ts'
import type * as wire from '@muster/core/callout/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { PEOPLE } from '../people/rows.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { tell } from './answers.ts'
import type { CallRow } from './calls.ts'
import { addresses, CALLS } from './reach.ts'
import { when } from './when.ts'

/** For whom a desk issues: the city, its unit or its territory. */
export interface Owner {
  readonly unit: string | null
  readonly territory: string | null
}

/** The widest of the actor's own grants by which they may issue. */
export function ownerOf(ctx: Ctx): Owner {
  if (ctx.scope.tenant) return { unit: null, territory: null }
  const grants = actorOf(ctx).grants.filter(grant => !grant.until || grant.until > ctx.now)
  const unit = grants.find(grant => grant.role === 'unit-secretary')?.unitId ?? null
  const territory = unit ? null : (grants.find(grant => grant.role === 'street-desk')?.territory ?? null)
  if (!unit && !territory) throw door('door/not-allowed')
  return { unit, territory }
}

type Audience = wire.Call['audience']

/**
 * An issuer addresses only what they answer for; a place outside looks like one that does not exist.
 *
 * @throws Problem `door/not-found`
 */
export async function mustReach(ctx: Ctx, owner: Owner, audience: Audience, muster: string | null): Promise<void> {
  const { tenant, unitPaths, territoryPaths } = ctx.scope
  const unitIds = [...new Set(audience.unitIds)]
  const codes = [...new Set(audience.territories)]
  const { rows } = await sql<{ side: 'unit' | 'territory' | 'muster'; path: string }>`
    select 'unit' as side, path from unit where tenant = ${ctx.tenant.tenant} and id = any(${unitIds}::uuid[])
    union all
    select 'territory', path from territory where tenant = ${ctx.tenant.tenant} and code = any(${codes}::text[])
    union all
    select 'muster', path from territory where tenant = ${ctx.tenant.tenant} and code = ${muster}`.execute(ctx.tx)
  const count = (side: string, tops: readonly string[] | null) =>
    rows.filter(row => row.side === side && (tops === null || tops.some(top => row.path.startsWith(top)))).length
  const reached =
    count('unit', tenant || !owner.unit ? null : unitPaths) === unitIds.length &&
    count('territory', tenant || !owner.territory ? null : territoryPaths) === codes.length &&
    count('muster', null) === (muster ? 1 : 0)
  if (!reached) throw door('door/not-found')
}

/** How many a call would address, how many of them are on call, and how many serve in an open call already. */
export async function size(ctx: Ctx, { audience }: ParsedOf<typeof wire.size>) {
  const owner = ownerOf(ctx)
  await mustReach(ctx, owner, audience, null)
  const { tenant } = ctx.tenant
  // NOTE: a join by an id that is null would be struck out, its city with it, and a sharded database would ask all nodes.
  const unit = owner.unit ? sql`(select path from unit where tenant = ${tenant} and id = ${owner.unit})` : null
  const territory = owner.territory
    ? sql`(select path from territory where tenant = ${tenant} and code = ${owner.territory})`
    : null
  const { rows } = await sql<{ addressed: number; onCall: number; serving: number }>`
    select count(*) as addressed, count(*) filter (where p.on_call) as "onCall", count(*) filter (where serving.yes) as serving
      from (select ${JSON.stringify(audience)}::jsonb as audience,
                   ${owner.unit}::uuid as owner_unit, ${owner.territory}::text as owner_territory) c
      cross join (select ${unit}::text as path) ou
      cross join (select ${territory}::text as path) ot
      join (${PEOPLE}) on p.tenant = ${tenant} and ${addresses}
      cross join lateral (select exists (
        select from seat s join call_out o on o.tenant = s.tenant and o.id = s.call_id
         where s.tenant = ${tenant} and s.person_id = p.id and s.state = 'confirmed' and o.state in ('open', 'full')) as yes) serving`.execute(
    ctx.tx,
  )
  return rows[0]!
}

/** Tells all whom a call addresses and who were not told of it yet. */
export async function callPeople(ctx: Ctx, call: CallRow): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select p.id from ${CALLS} join (${PEOPLE}) on p.tenant = c.tenant and ${addresses}
     where c.tenant = ${ctx.tenant.tenant} and c.id = ${call.id} and not exists (
       select from message m where m.tenant = ${ctx.tenant.tenant} and m.topic = ${`call/${call.id}`} and m.person_id = p.id)
     order by p.id`.execute(ctx.tx)
  const words = calledSentence(call.quota, call.basis, when(ctx, call.deadline))
  await tell(
    ctx,
    call,
    rows.map(({ id }) => ({ personId: id, words })),
  )
  return rows.length
}
