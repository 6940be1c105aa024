import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/roster/answering.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import { pageOf } from '../../people/rows.ts'
import { type Ctx, personOf } from '../../platform/context.ts'
import { literally } from '../../platform/database/like.ts'
import { within } from '../../platform/door/within.ts'
import { belowPlace } from '../posts/site-rows.ts'

const USUAL_PAGE = 100

type Row = Omit<wire.Answering, 'since' | 'until'> & { readonly since: Date; readonly until: Date | null }

/** The id of what is answered for, where it is one of a kind. NOTE: asked only then, for a territory's code is no uuid. */
const idOf = (what: string) => sql`case when a.what = ${sql.lit(what)} then a.what_id::uuid end`

/** `answering a` with the person `p` and unit `u`, and what it is about: `t` its place, `tt`, `s`, `po` or `c` itself. */
const ALL = (tenant: string) => sql`answering a
  join person p on p.tenant = ${tenant} and p.id = a.person_id
  join unit u on u.tenant = ${tenant} and u.id = p.unit_id
  left join territory tt on tt.tenant = ${tenant} and a.what = 'territory' and tt.code = a.what_id
  left join site s on s.tenant = ${tenant} and s.id = ${idOf('site')}
  left join site up on up.tenant = ${tenant} and up.id = s.parent
  left join post po on po.tenant = ${tenant} and po.id = ${idOf('post')}
  left join control c on c.tenant = ${tenant} and c.id = ${idOf('control')}
  join territory t on t.tenant = ${tenant} and t.code = coalesce(tt.code, s.territory, po.territory, c.territory)`

const WHAT = sql`jsonb_build_object('kind', a.what, 'id', a.what_id,
  'name', coalesce(tt.name, case when up.id is null then s.name else up.name || ' ' || s.name end, po.name, c.name),
  'territory', jsonb_build_object('code', t.code, 'name', t.name))`

/** Who answers for what, by a condition on {@link ALL}. */
export async function readAnswering(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql`order by a.since, a.id`,
): Promise<wire.Answering[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Row>`
    select a.id, a.kind, a.since, a.until, ${WHAT} as what,
           jsonb_build_object('id', p.id, 'name', p.name, 'volunteerNo', p.volunteer_no, 'unit', u.name) as person
      from ${ALL(tenant)} where a.tenant = ${tenant} and ${where} ${tail}`.execute(ctx.tx)
  return rows.map(row => ({
    ...row,
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
  }))
}

/** Who answers for what within reach, the latest named first. */
export async function answering(ctx: Ctx, input: ParsedOf<typeof wire.answering>) {
  const { tenant } = ctx.tenant
  const limit = input.limit ?? USUAL_PAGE
  const found = sql.join(
    [
      within(ctx.scope, { territoryPath: sql.ref('t.path') }),
      ...(input.past ? [] : [sql`a.until is null and p.left_at is null`]),
      ...(input.what ? [sql`a.what = ${input.what}`] : []),
      ...(input.whatId ? [sql`a.what_id = ${input.whatId}`] : []),
      ...(input.territory ? [belowPlace(ctx, input.territory)] : []),
      ...(input.personId ? [sql`a.person_id = ${input.personId}`] : []),
      ...(input.search ? [sql`p.name like ${`%${literally(input.search)}%`}`] : []),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${ALL(tenant)} where a.tenant = ${tenant} and ${found}`.execute(ctx.tx)
  const after = input.after
    ? sql`(a.since, a.id) < (select since, id from answering where tenant = ${tenant} and id::text = ${input.after})`
    : sql`true`
  const tail = sql`order by a.since desc, a.id desc limit ${limit + 1}`
  const page = pageOf(await readAnswering(ctx, sql`${found} and ${after}`, tail), limit, row => row.id)
  return { ...page, total: rows[0]?.total ?? 0 }
}

/** What the reader answers for. */
export async function myAnswering(ctx: Ctx) {
  const own = await readAnswering(ctx, sql`a.person_id = ${personOf(ctx)} and a.until is null`)
  return { rows: own.map(({ id, kind, what, since }) => ({ id, kind, what, since })) }
}
