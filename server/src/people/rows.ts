import type * as wire from '@muster/core/people/wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

interface PersonRow {
  id: string
  volunteer_no: string
  name: string
  unit_path: string
  phone: string | null
  residence: string | null
  residence_name: string | null
  skills: wire.Person['skills']
  availability: wire.Person['availability']
  on_call: boolean
  light_duty: boolean
  version: number
}

/** `person p` with the unit and the residence that reach and answers look at. */
export const PEOPLE = sql`person p
  join unit u on u.tenant = p.tenant and u.id = p.unit_id
  left join territory t on t.tenant = p.tenant and t.code = p.residence`

/**
 * People as the contract shows them; the serializer decides at the door what of it leaves.
 *
 * @param where over {@link PEOPLE}
 * @param tail order and limit
 */
export async function readPeople(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql`order by p.volunteer_no`,
): Promise<wire.Person[]> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.volunteer_no, p.name, u.path as unit_path, p.phone, p.residence, t.name as residence_name, p.skills,
           p.availability, p.on_call, p.light_duty, p.version
      from ${PEOPLE} where p.tenant = ${ctx.tenant.tenant} and ${where} ${tail}`.execute(ctx.tx)
  const names = await unitNames(
    ctx,
    rows.map(row => row.unit_path),
  )
  return rows.map(row => asPerson(row, names))
}

function asPerson(row: PersonRow, names: ReadonlyMap<string, string>): wire.Person {
  const trail = trailOf(row.unit_path, names)
  return {
    id: row.id,
    volunteerNo: row.volunteer_no,
    name: row.name,
    unit: { id: idsIn(row.unit_path).at(-1)!, name: trail.at(-1)!, trail },
    phone: row.phone,
    residence: row.residence ? { code: row.residence, name: row.residence_name ?? row.residence } : null,
    skills: row.skills,
    availability: row.availability,
    onCall: row.on_call,
    lightDuty: row.light_duty,
    version: row.version,
  }
}

/** The names of all units that the paths pass through. */
export async function unitNames(ctx: Ctx, paths: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(paths.flatMap(idsIn))]
  if (ids.length === 0) return new Map()
  const rows = await ctx.tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The ids of a path, from the top down. */
export const idsIn = (path: string): string[] => path.split('/').slice(0, -1)

/** The names of a path, from the top down. */
export const trailOf = (path: string, names: ReadonlyMap<string, string>): string[] =>
  idsIn(path).map(id => names.get(id) ?? '')

/** The cursor and the rows of one page, asked for with one row more than it holds. */
export function pageOf<T>(rows: readonly T[], limit: number, cursor: (row: T) => string) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursor(last) : null }
}
