import { hoursWords } from '@muster/core/roster/ask-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type { BASES } from '@muster/core/roster/shapes.ts'
import type { Standing } from '@muster/core/roster/versions.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Ctx } from '../../platform/context.ts'
import { isExcluded, postWords } from '../assign/place.ts'
import { endReliefOf } from '../assign/rows.ts'
import { shiftById } from '../assign/shift.ts'
import { listed, namesOf, whereOf } from './names.ts'
import type { Planned } from './plan.ts'
import { askable, named } from './pool.ts'
import type { RotaRow } from './rows.ts'

/** How somebody stands on a shift before and after a rota is published. */
export interface Change {
  readonly shift: Planned
  readonly personId: string
  readonly was: Standing
  readonly is: Standing
}

type Basis = (typeof BASES)[number]

const keyOf = (shiftId: string, personId: string): string => `${shiftId} ${personId}`

/**
 * Ends what people had there; it is never deleted. Whoever has reported already has served until now.
 *
 * @returns by shift and person, by whose word they stood there
 */
export async function endPlaces(ctx: Ctx, changes: readonly Change[]): Promise<ReadonlyMap<string, Basis>> {
  const rows = changes.map(({ shift, personId }) => ({
    shift_id: shift.id,
    person_id: personId,
    why: shift.reportAt < ctx.now ? 'relieved' : 'taken-off',
  }))
  const { rows: ended } = await sql<{ id: string; shift_id: string; person_id: string; basis: Basis }>`
    update assignment a
       set ended_at = ${ctx.now}, ended_why = case when a.standby then 'stood-down' else c.why end, version = a.version + 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (shift_id uuid, person_id uuid, why text)
     where a.tenant = ${ctx.tenant.tenant} and a.shift_id = c.shift_id and a.person_id = c.person_id and a.ended_at is null
    returning a.id, a.shift_id, a.person_id, a.basis`.execute(ctx.tx)
  await endReliefOf(
    ctx,
    ended.map(({ id }) => id),
  )
  return new Map(ended.map(({ shift_id, person_id, basis }) => [keyOf(shift_id, person_id), basis]))
}

/** How many are named in a refusal. */
const MOST_NAMES = 8

/** Whoever comes anew is still of the pool: named by it, on the roster, not saying “not now”. @throws Problem `roster/gone-since` */
export async function mustBeHere(ctx: Ctx, { pool }: RotaRow, coming: readonly Change[]): Promise<void> {
  const fresh = coming.filter(({ was }) => was === null).map(({ personId }) => personId)
  if (fresh.length === 0) return
  const may = new Set(await askable(ctx, pool))
  const gone = [...new Set(fresh)].filter(id => !may.has(id))
  if (gone.length === 0) return
  const { zh, en } = listed(gone, await namesOf(ctx, gone.slice(0, MOST_NAMES)))
  throw roster('roster/gone-since', { namesZh: zh, namesEn: en })
}

/** Nobody is added beyond the number, also where a gap was filled since the draft was made. @throws Problem `roster/cell-overfull` */
export function mustHaveRoom(ctx: Ctx, coming: readonly Change[]): void {
  const full = coming.find(({ shift, is }) => is === 'place' && shift.draft.people.length > shift.people)?.shift
  if (full)
    throw roster('roster/cell-overfull', {
      ...whereOf(ctx, full),
      people: full.people,
      there: full.draft.people.length,
    })
}

interface Elsewhere {
  readonly shift: string
  readonly person: string
  readonly other: string
}

/** Names who has something else at that time, and what, as far as the reader may know. @throws Problem `roster/placed-elsewhere` */
export async function mustBeFree(ctx: Ctx, coming: readonly Change[]): Promise<void> {
  const places = coming.filter(({ is }) => is === 'place')
  const { tenant } = ctx.tenant
  const { rows } = await sql<Elsewhere>`
    select c.shift_id as shift, c.person_id as person, a.shift_id as other
      from unnest(${places.map(({ shift }) => shift.id)}::uuid[], ${places.map(({ personId }) => personId)}::uuid[],
                  ${places.map(({ shift }) => shift.reportAt)}::timestamptz[], ${places.map(({ shift }) => shift.endsAt)}::timestamptz[])
           as c (shift_id, person_id, report_at, ends_at)
      join assignment a on a.tenant = ${tenant} and a.person_id = c.person_id and a.ended_at is null and not a.standby
       and upper(a.span) > c.report_at and a.span && tstzrange(c.report_at, c.ends_at)
     order by lower(a.span) limit 1`.execute(ctx.tx)
  const [hit] = rows
  if (!hit) return
  const { shift, personId } = places.find(one => one.shift.id === hit.shift && one.personId === hit.person)!
  const other = await shiftById(ctx, hit.other)
  const [time, post] = [hoursWords(ctx.tenant.zone, other.starts_at, other.ends_at), postWords(ctx, other, personId)]
  throw roster('roster/placed-elsewhere', {
    ...whereOf(ctx, shift),
    name: (await namesOf(ctx, [personId])).get(personId) ?? '',
    otherPostZh: post.zh,
    otherPostEn: post.en,
    otherTimeZh: time.zh,
    otherTimeEn: time.en,
  })
}

/**
 * Gives places and standby, all with one statement. Who stood there already keeps by whose word. NOTE: the table's exclusion
 * constraint is the last word: whoever writes assignments without holding the person's row may have been faster.
 *
 * @throws Problem `roster/placed-meanwhile`
 */
export async function givePlaces(
  ctx: Ctx,
  rota: RotaRow,
  coming: readonly Change[],
  before: ReadonlyMap<string, Basis>,
): Promise<void> {
  const people = coming.map(({ personId }) => personId)
  const ordered = await orderedOf(ctx, rota, people)
  const basisOf = ({ shift, personId }: Change): Basis =>
    before.get(keyOf(shift.id, personId)) ?? (ordered.has(personId) ? 'DUTY_ORDER' : 'VOLUNTARY')
  const rows = coming.map(one => ({
    id: v7(),
    shift_id: one.shift.id,
    person_id: one.personId,
    from: one.shift.reportAt,
    until: one.shift.endsAt,
    standby: one.is === 'standby',
    basis: basisOf(one),
  }))
  try {
    await sql`
      insert into assignment (tenant, id, shift_id, person_id, span, standby, basis, source, assigned_at, told_at, version)
      select ${ctx.tenant.tenant}, n.id, n.shift_id, n.person_id, tstzrange(n."from", n.until), n.standby, n.basis, 'rota', ${ctx.now}, ${ctx.now}, 1
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (
          id uuid, shift_id uuid, person_id uuid, "from" timestamptz, until timestamptz, standby boolean, basis text)`.execute(
      ctx.tx,
    )
  } catch (error) {
    throw isExcluded(error) ? roster('roster/placed-meanwhile') : error
  }
}

/**
 * Whom a duty order or their unit alone sends. Everybody else comes by their own word (a voluntary call, a team, reporting in),
 * or nobody knows by whose: then it is theirs. An ordered person is never guessed.
 */
async function orderedOf(ctx: Ctx, { pool }: RotaRow, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { tenant } = ctx.tenant
  const nobody = { callIds: [], teamIds: [], unitIds: [], territories: [] }
  const { rows } = await sql<{ id: string }>`
    select o.id from (
      select n.id from (${named(ctx, { ...nobody, unitIds: pool.unitIds })}) n
       where not exists (select from (${named(ctx, { ...pool, unitIds: [] })}) v where v.id = n.id)
       union
      select s.person_id from seat s join call_out c on c.tenant = s.tenant and c.id = s.call_id
       where s.tenant = ${tenant} and s.call_id = any(${pool.callIds}::uuid[]) and s.state = 'confirmed' and c.basis = 'DUTY_ORDER') o
     where o.id = any(${ids}::uuid[])`.execute(ctx.tx)
  return new Set(rows.map(({ id }) => id))
}
