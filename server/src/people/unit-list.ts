import { tidyText } from '@muster/core/people/tidy.ts'
import type * as wire from '@muster/core/people/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import { within } from '../platform/door/within.ts'
import { idsIn, pageOf, trailOf, unitNames } from './rows.ts'

const USUAL_PAGE = 100

interface UnitRow {
  id: string
  code: string
  name: string
  kind: wire.Unit['kind']
  parent: string | null
  path: string
  version: number
}

/** The units whom the actor may see, by code; with `parent`, those directly below it. */
export async function units(ctx: Ctx, input: ParsedOf<typeof wire.units>) {
  const limit = input.limit ?? USUAL_PAGE
  const search = literally(tidyText(input.search ?? ''))
  const found = sql.join(
    [
      within(ctx.scope, { unitPath: sql.ref('u.path') }),
      ...(input.parent ? [sql`u.parent = ${input.parent}`] : []),
      ...(search ? [sql`(u.name ilike ${`%${search}%`} or u.code ilike ${`${search}%`})`] : []),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from unit u where u.tenant = ${ctx.tenant.tenant} and ${found}`.execute(ctx.tx)
  const after = input.after === undefined ? sql`true` : sql`u.code > ${input.after}`
  const list = await readUnits(ctx, sql`${found} and ${after}`, limit + 1)
  return { ...pageOf(list, limit, one => one.code), total: rows[0]?.total ?? 0 }
}

/** One unit. @throws Problem `door/not-found` */
export async function unit(ctx: Ctx, { unitId }: { unitId: string }): Promise<wire.Unit> {
  const [found] = await readUnits(ctx, sql`u.id = ${unitId}`, 1)
  if (!found) throw door('door/not-found')
  return found
}

async function readUnits(ctx: Ctx, where: RawBuilder<unknown>, limit: number): Promise<wire.Unit[]> {
  const { rows } = await sql<UnitRow>`
    select u.id, u.code, u.name, u.kind, u.parent, u.path, u.version from unit u
     where u.tenant = ${ctx.tenant.tenant} and ${where} order by u.code limit ${limit}`.execute(ctx.tx)
  const names = await unitNames(
    ctx,
    rows.map(row => row.path),
  )
  const people = await peopleByUnit(ctx)
  const partners = await partnersOf(
    ctx,
    rows.map(row => row.id),
  )
  return rows.map(({ path, ...row }) => ({
    ...row,
    trail: trailOf(path, names),
    partners: partners.get(row.id) ?? [],
    people: people.get(row.id) ?? 0,
  }))
}

/** How many people, who have not left, each unit has with its sub-units: counted once, added up along the paths. */
async function peopleByUnit(ctx: Ctx): Promise<Map<string, number>> {
  const { rows } = await sql<{ path: string; people: number }>`
    select u.path, count(*)::int as people from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where p.tenant = ${ctx.tenant.tenant} and p.left_at is null group by u.path`.execute(ctx.tx)
  const sums = new Map<string, number>()
  for (const { path, people } of rows) for (const id of idsIn(path)) sums.set(id, (sums.get(id) ?? 0) + people)
  return sums
}

async function partnersOf(ctx: Ctx, unitIds: readonly string[]) {
  const { rows } = await sql<{ unit_id: string; code: string; name: string }>`
    select b.unit_id, b.territory as code, t.name from unit_partner b
      join territory t on t.tenant = b.tenant and t.code = b.territory
     where b.tenant = ${ctx.tenant.tenant} and b.unit_id = any(${unitIds}::uuid[]) order by b.territory`.execute(ctx.tx)
  const byUnit = Map.groupBy(rows, row => row.unit_id)
  return new Map([...byUnit].map(([id, list]) => [id, list.map(({ code, name }) => ({ code, name }))]))
}
