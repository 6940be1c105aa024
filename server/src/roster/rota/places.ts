import { hoursWords } from '@muster/core/roster/ask-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type { Standing } from '@muster/core/roster/versions.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Ctx } from '../../platform/context.ts'
import { namesOf, whereOf } from './names.ts'
import type { Planned } from './plan.ts'
import { named } from './pool.ts'
import type { RotaRow } from './rows.ts'

/** How somebody stands on a shift before and after a rota is published. */
export interface Change {
  readonly shift: Planned
  readonly personId: string
  readonly was: Standing
  readonly is: Standing
}

/** Ends what people had there; it is never deleted. */
export async function endPlaces(ctx: Ctx, changes: readonly Change[]): Promise<void> {
  await sql`
    update assignment a
       set ended_at = ${ctx.now}, ended_why = case when a.standby then 'stood-down' else 'taken-off' end, version = a.version + 1
      from unnest(${changes.map(({ shift }) => shift.id)}::uuid[], ${changes.map(({ personId }) => personId)}::uuid[]) as c (shift_id, person_id)
     where a.tenant = ${ctx.tenant.tenant} and a.shift_id = c.shift_id and a.person_id = c.person_id and a.ended_at is null`.execute(
    ctx.tx,
  )
}

interface Elsewhere {
  readonly shift: string
  readonly person: string
  readonly post: string
  readonly starts_at: Date
  readonly ends_at: Date
}

/** Names who has something else at that time, and what. @throws Problem `roster/placed-elsewhere` */
export async function mustBeFree(ctx: Ctx, coming: readonly Change[]): Promise<void> {
  const places = coming.filter(({ is }) => is === 'place')
  const { tenant } = ctx.tenant
  const { rows } = await sql<Elsewhere>`
    select c.shift_id as shift, c.person_id as person, p.name as post, s.starts_at, s.ends_at
      from unnest(${places.map(({ shift }) => shift.id)}::uuid[], ${places.map(({ personId }) => personId)}::uuid[],
                  ${places.map(({ shift }) => shift.reportAt)}::timestamptz[], ${places.map(({ shift }) => shift.endsAt)}::timestamptz[])
           as c (shift_id, person_id, report_at, ends_at)
      join assignment a on a.tenant = ${tenant} and a.person_id = c.person_id and a.ended_at is null and not a.standby
       and upper(a.span) > c.report_at and a.span && tstzrange(c.report_at, c.ends_at)
      join shift s on s.tenant = a.tenant and s.id = a.shift_id
      join post p on p.tenant = s.tenant and p.id = s.post_id
     where a.tenant = ${tenant} order by s.starts_at limit 1`.execute(ctx.tx)
  const [hit] = rows
  if (!hit) return
  const { shift, personId } = places.find(one => one.shift.id === hit.shift && one.personId === hit.person)!
  const other = hoursWords(ctx.tenant.zone, hit.starts_at, hit.ends_at)
  throw roster('roster/placed-elsewhere', {
    ...whereOf(ctx, shift),
    name: (await namesOf(ctx, [personId])).get(personId) ?? '',
    otherPost: hit.post,
    otherTimeZh: other.zh,
    otherTimeEn: other.en,
  })
}

/** Gives places and standby, all with one statement. NOTE: the table's exclusion constraint is the last word. */
export async function givePlaces(ctx: Ctx, rota: RotaRow, coming: readonly Change[]): Promise<void> {
  const volunteers = await volunteersOf(
    ctx,
    rota,
    coming.map(({ personId }) => personId),
  )
  const rows = coming.map(({ shift, personId, is }) => ({
    id: v7(),
    shift_id: shift.id,
    person_id: personId,
    from: shift.reportAt,
    until: shift.endsAt,
    standby: is === 'standby',
    basis: volunteers.has(personId) ? 'VOLUNTARY' : 'DUTY_ORDER',
  }))
  await sql`
    insert into assignment (tenant, id, shift_id, person_id, span, standby, basis, source, assigned_at, told_at, version)
    select ${ctx.tenant.tenant}, n.id, n.shift_id, n.person_id, tstzrange(n."from", n.until), n.standby, n.basis, 'rota', ${ctx.now}, ${ctx.now}, 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (
        id uuid, shift_id uuid, person_id uuid, "from" timestamptz, until timestamptz, standby boolean, basis text)`.execute(
    ctx.tx,
  )
}

/**
 * Who comes by their own word: by a voluntary call, as a member of a team, by reporting in. Staff whom a duty order or their
 * unit sends come by order.
 */
async function volunteersOf(ctx: Ctx, { pool }: RotaRow, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string }>`
    select n.id from (${named(ctx, { ...pool, unitIds: [] })}) n
     where n.id = any(${ids}::uuid[]) and not exists (
       select from seat s join call_out o on o.tenant = s.tenant and o.id = s.call_id
        where s.tenant = ${tenant} and s.person_id = n.id and s.call_id = any(${pool.callIds}::uuid[]) and s.state = 'confirmed' and o.basis = 'DUTY_ORDER')`.execute(
    ctx.tx,
  )
  return new Set(rows.map(({ id }) => id))
}
