import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { id, z } from '@muster/core/platform/shapes.ts'
import type * as wire from '@muster/core/register/wire.ts'
import { sql } from 'kysely'
import { pageOf } from '../people/rows.ts'
import type { Ctx } from '../platform/context.ts'
import { POSTS } from '../roster/posts/post-rows.ts'
import { postsWithin } from '../roster/posts/reach.ts'
import { mustRead } from './reach.ts'
import { ENTRIES, readEntries, registerById } from './rows.ts'
import { shown } from './show.ts'

const USUAL_PAGE = 100

/** Entries of a register at the posts within reach, the latest first; what was corrected or taken back is left out. */
export async function entries(ctx: Ctx, input: ParsedOf<typeof wire.entries>) {
  const { tenant } = ctx.tenant
  await mustRead(ctx, await registerById(ctx, input.registerId))
  const limit = input.limit ?? USUAL_PAGE
  const found = sql.join(
    [
      sql`e.register_id = ${input.registerId}`,
      postsWithin(ctx),
      input.only === 'held' ? sql`e.state = 'held'` : sql`e.state in ('stands', 'held')`,
      ...(input.only === 'out' ? [sql`e.back_at is null`] : []),
      ...(input.postId ? [sql`e.post_id = ${input.postId}`] : []),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${ENTRIES(tenant)} where po.tenant = ${tenant} and ${found}`.execute(ctx.tx)
  const after = input.after
    ? sql`(e.at, e.id) < (select at, id from entry where tenant = ${tenant} and id = ${z.safeParse(id(), input.after).data ?? null}::uuid)`
    : sql`true`
  const page = pageOf(
    await readEntries(ctx, sql`${found} and ${after}`, sql`order by e.at desc, e.id desc limit ${limit + 1}`),
    limit,
    row => row.id,
  )
  return { ...page, rows: await shown(ctx, page.rows), total: rows[0]?.total ?? 0 }
}

interface Counted {
  readonly post: { readonly id: string; readonly name: string }
  readonly entries: number
  readonly adds: number
  readonly out: number
  readonly last_at: Date | null
}

/** How much was entered at each post within reach, as it was known at an instant. */
export async function counts(ctx: Ctx, { registerId, asOf }: ParsedOf<typeof wire.counts>) {
  const { tenant } = ctx.tenant
  const { form } = await readable(ctx, registerId)
  const at = asOf ? new Date(asOf) : ctx.now
  const { rows } = await sql<Counted>`
    select jsonb_build_object('id', po.id, 'name', po.name) as post, count(e.id)::int as entries, coalesce(sum(e.adds), 0)::float as adds,
           count(e.id) filter (where e.back_at is null or e.back_at > ${at})::int as out, max(e.heard_at) as last_at
      from ${POSTS(tenant)} join register_post x on x.tenant = ${tenant} and x.post_id = po.id
      left join entry e on e.tenant = ${tenant} and e.register_id = x.register_id and e.post_id = po.id and e.heard_at <= ${at}
       and ${stoodAt(tenant, at)}
     where po.tenant = ${tenant} and x.register_id = ${registerId} and ${postsWithin(ctx)}
     group by po.id, po.name order by po.name, po.id`.execute(ctx.tx)
  const sum = (of: (row: Counted) => number) => rows.reduce((all, row) => all + of(row), 0)
  const outOf = (row: Counted) => (form.returns ? row.out : 0)
  return {
    asOf: at.toISOString(),
    entries: sum(row => row.entries),
    adds: sum(row => row.adds),
    out: sum(outOf),
    rows: rows.map(row => ({
      post: row.post,
      entries: row.entries,
      adds: row.adds,
      out: outOf(row),
      lastAt: row.last_at?.toISOString() ?? null,
    })),
  }
}

async function readable(ctx: Ctx, registerId: string) {
  const register = await registerById(ctx, registerId)
  await mustRead(ctx, register)
  return register
}

/** An entry counted at an instant unless it waited then, or something had replaced it by then. */
const stoodAt = (tenant: string, at: Date) => sql`
  not exists (select from fact f where f.tenant = ${tenant} and f.supersedes = e.id and f.recorded_at <= ${at})
  and (e.held is null or exists (
    select from fact f where f.tenant = ${tenant} and f.kind = 'register.settled' and f.subject_id = e.post_id
       and (f.payload ->> 'entryId')::uuid = e.id and (f.payload ->> 'counts')::boolean and f.recorded_at <= ${at}))`
