import { tidyName, tidyNumber } from '@muster/core/people/tidy.ts'
import type * as wire from '@muster/core/people/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, personOf } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import { peopleWithin } from './reach.ts'
import { PEOPLE, pageOf, readPeople } from './rows.ts'

const USUAL_PAGE = 50

/** The people whom the actor may see, by volunteer number, page by page. */
export async function list(ctx: Ctx, input: ParsedOf<typeof wire.list>) {
  const limit = input.limit ?? USUAL_PAGE
  const found = sql.join([sql`p.left_at is null`, peopleWithin(ctx), ...narrowed(ctx, input)], sql` and `)
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${PEOPLE} where p.tenant = ${ctx.tenant.tenant} and ${found}`.execute(ctx.tx)
  const after = input.after === undefined ? sql`true` : sql`p.volunteer_no > ${input.after}`
  const people = await readPeople(ctx, sql`${found} and ${after}`, sql`order by p.volunteer_no limit ${limit + 1}`)
  return { ...pageOf(people, limit, person => person.volunteerNo), total: rows[0]?.total ?? 0 }
}

/** The conditions that a list, an export and a chain have in common: unit, territory and team with all below them. */
export function narrowed(
  ctx: Ctx,
  { unitId, territory, teamId, skill, search }: Partial<ParsedOf<typeof wire.list>>,
): RawBuilder<unknown>[] {
  const { tenant } = ctx.tenant
  const conditions: RawBuilder<unknown>[] = []
  if (unitId)
    conditions.push(sql`starts_with(u.path, (select path from unit where tenant = ${tenant} and id = ${unitId}))`)
  if (territory)
    conditions.push(
      sql`starts_with(t.path, (select path from territory where tenant = ${tenant} and code = ${territory}))`,
    )
  if (teamId)
    conditions.push(sql`exists (
      select from team_member m join team g on g.tenant = m.tenant and g.id = m.team_id
       where m.tenant = ${tenant} and m.person_id = p.id
         and starts_with(g.path, (select path from team where tenant = ${tenant} and id = ${teamId})))`)
  if (skill) conditions.push(sql`p.skills @> ${[skill]}::text[]`)
  if (search) conditions.push(searched(search))
  return conditions
}

/** A part of the name, the start of the number, or how the name sounds: `张`, `xz0001`, `zhangsan`, `zs`. */
function searched(search: string): RawBuilder<unknown> {
  const [name, number] = [tidyName(search), tidyNumber(search)].map(literally)
  const sound = tidyName(search)
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replace(/[^a-z0-9]/g, '')
  const ways = [
    ...(name ? [sql`p.name ilike ${`%${name}%`}`] : []),
    ...(number ? [sql`p.volunteer_no like ${`${number}%`}`] : []),
    ...(sound ? [sql`p.pinyin like ${`${sound}%`}`, sql`p.pinyin like ${`% ${sound}%`}`] : []),
  ]
  return ways.length > 0 ? sql`(${sql.join(ways, sql` or `)})` : sql`false`
}

/** One person, also one who has left: what was counted stays explainable. @throws Problem `door/not-found` */
export async function get(ctx: Ctx, { personId }: { personId: string }): Promise<wire.Person> {
  const [person] = await readPeople(ctx, sql`p.id = ${personId}`)
  if (!person) throw door('door/not-found')
  return person
}

/** What is held about the reader. */
export const own = (ctx: Ctx): Promise<wire.Person> => get(ctx, { personId: personOf(ctx) })
