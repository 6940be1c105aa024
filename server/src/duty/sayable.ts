import { type RawBuilder, sql } from 'kysely'
import { peopleWithin } from '../people/reach.ts'
import type { Ctx } from '../platform/context.ts'
import { within } from '../platform/door/within.ts'
import { type Named, namesOf } from './names.ts'

/** Somebody on a shift. */
export interface OnShift {
  readonly shift_id: string
  readonly person_id: string
}

/**
 * Whom of these people the reader may be told by name: at posts of the reader's own places everybody, one's own people anywhere,
 * and at posts that one leads those who are there in their own right. Anybody else is a number: who types a number
 * into a screen learns no name by it.
 *
 * @param beside the reader stands there too, or is meant to
 */
export async function sayable(
  ctx: Ctx,
  people: readonly OnShift[],
  { beside = false }: { readonly beside?: boolean } = {},
): Promise<ReadonlySet<string>> {
  if (ctx.scope.tenant) return new Set(people.map(one => one.person_id))
  const { tenant } = ctx.tenant
  const [shiftId, personId] = [sql.ref('about.shift_id'), sql.ref('about.person_id')]
  const leads = beside ? sql`true` : within(ctx.scope, { teamPath: sql.ref('g.path') })
  return peopleOf(
    ctx,
    people,
    sql`
      join shift s on s.tenant = ${tenant} and s.id = about.shift_id
      join post po on po.tenant = ${tenant} and po.id = s.post_id
      join territory ground on ground.tenant = ${tenant} and ground.code = po.territory
      left join team g on g.tenant = ${tenant} and g.id = po.team_id
      join person p on p.tenant = ${tenant} and p.id = about.person_id
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
      left join territory t on t.tenant = ${tenant} and t.code = p.residence
     where ${within(ctx.scope, { territoryPath: sql.ref('ground.path') })} or ${peopleWithin(ctx)}
        or ${leads} and ${isInOwnRight(tenant, shiftId, personId)}`,
  )
}

/** Who of these people is at the post in their own right: whoever leads it knows them. */
export const inOwnRight = (ctx: Ctx, people: readonly OnShift[]): Promise<ReadonlySet<string>> =>
  peopleOf(
    ctx,
    people,
    sql`where ${isInOwnRight(ctx.tenant.tenant, sql.ref('about.shift_id'), sql.ref('about.person_id'))}`,
  )

async function peopleOf(
  ctx: Ctx,
  people: readonly OnShift[],
  which: RawBuilder<unknown>,
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set()
  const pairs = [people.map(one => one.shift_id), people.map(one => one.person_id)]
  const { rows } = await sql<{ person_id: string }>`
    select distinct about.person_id from unnest(${pairs[0]}::uuid[], ${pairs[1]}::uuid[]) as about (shift_id, person_id) ${which}`.execute(
    ctx.tx,
  )
  return new Set(rows.map(row => row.person_id))
}

/** Placed at the post, seen there, or came by themselves; not whoever stands there by a captain's unproven word alone. */
export const isInOwnRight = (
  tenant: string,
  shiftId: RawBuilder<unknown>,
  personId: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`(
  exists (select from turn seen where seen.tenant = ${tenant} and seen.shift_id = ${shiftId} and seen.person_id = ${personId}
             and (seen.proven or seen.via <> 'captain'))
  or ${isPlacedAt(tenant, shiftId, personId)})`

/** Is or was meant to stand at the shift's post around its hours. */
export const isPlacedAt = (
  tenant: string,
  shiftId: RawBuilder<unknown>,
  personId: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`exists (
  select from assignment placed
    join shift own on own.tenant = ${tenant} and own.id = placed.shift_id
    join shift here on here.tenant = ${tenant} and here.post_id = own.post_id
     and own.starts_at between here.starts_at - interval '1 day' and here.ends_at + interval '1 hour'
   where placed.tenant = ${tenant} and placed.person_id = ${personId} and here.id = ${shiftId})`

/** People on shifts, each with a name where the reader may be told it: the way in which screens of duty name people. */
export async function namesOn(
  ctx: Ctx,
  people: readonly OnShift[],
  sees?: ReadonlySet<string>,
): Promise<Map<string, Named>> {
  const named = sees ?? (await sayable(ctx, people))
  const all = await namesOf(
    ctx,
    people.map(one => one.person_id),
  )
  return new Map([...all].map(([id, who]) => [id, named.has(id) ? who : { ...who, name: null, unit: '' }]))
}

/** How a sentence to the reader calls somebody on a shift: by name, or by number. */
export async function callOf(ctx: Ctx, shiftId: string, personId: string): Promise<string> {
  const who = (await namesOn(ctx, [{ shift_id: shiftId, person_id: personId }])).get(personId)
  return who?.name ?? who?.volunteerNo ?? ''
}
