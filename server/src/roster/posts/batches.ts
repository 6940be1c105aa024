import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { UNDONE } from '@muster/core/roster/post-sentences.ts'
import type * as wire from '@muster/core/roster/posts.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { lockLedger } from '../../ledger/write.ts'
import { pageOf } from '../../people/rows.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { literally } from '../../platform/database/like.ts'
import { outOfReach, reaches } from '../../platform/door/reach.ts'
import { holdPosts } from '../locks.ts'
import { postsWithin } from './reach.ts'
import { arrivedAt, cancelShifts, closePosts } from './release.ts'

const USUAL_PAGE = 50

type BatchRow = Omit<wire.Batch, 'madeAt' | 'undoneAt'> & { readonly madeAt: Date; readonly undoneAt: Date | null }

/** Batches whose posts, or the posts of whose shifts, lie within reach; the newest first. */
export async function batches(ctx: Ctx, input: ParsedOf<typeof wire.batches>) {
  const limit = input.limit ?? USUAL_PAGE
  const touches = sql`exists (
    select from (select post_id from shift where tenant = ${ctx.tenant.tenant} and batch_id = b.id
                  union select id from post where tenant = ${ctx.tenant.tenant} and batch_id = b.id) x
      join post po on po.tenant = ${ctx.tenant.tenant} and po.id = x.post_id
      join territory t on t.tenant = ${ctx.tenant.tenant} and t.code = po.territory
      left join team g on g.tenant = ${ctx.tenant.tenant} and g.id = po.team_id
     where ${postsWithin(ctx)} and ${input.postId ? sql`po.id = ${input.postId}` : sql`true`})`
  const found = sql`${touches} and ${input.search ? sql`b.zh || b.en ilike ${`%${literally(input.search)}%`}` : sql`true`}`
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from batch b where b.tenant = ${ctx.tenant.tenant} and ${found}`.execute(ctx.tx)
  const after = input.after
    ? sql`(b.made_at, b.id) < (select made_at, id from batch where tenant = ${ctx.tenant.tenant} and id::text = ${input.after})`
    : sql`true`
  const page = pageOf(await readBatches(ctx, sql`${found} and ${after}`, limit + 1), limit, row => row.id)
  return { ...page, rows: page.rows.map(asBatch), total: rows[0]?.total ?? 0 }
}

/** Takes back what one act made: its posts close, its shifts are cancelled, whoever was meant to come is told. */
export async function undoBatch(ctx: Ctx, { batchId }: ParsedOf<typeof wire.undoBatch>): Promise<wire.Batch> {
  const { tenant } = ctx.tenant
  await lockLedger(ctx)
  await sql`select from batch where tenant = ${tenant} and id = ${batchId} for update`.execute(ctx.tx)
  const [batch] = await readBatches(ctx, sql`b.id = ${batchId}`, 1)
  if (!batch) throw door('door/not-found')
  const { postIds, shiftIds } = await partsOf(ctx, batchId)
  if (batch.undoneAt) return asBatch(batch)
  const count = await arrivedAt(ctx, shiftIds)
  if (count > 0) throw roster('roster/batch-begun', { count })
  const reason = UNDONE[ctx.language]
  await holdPosts(ctx, postIds)
  await cancelShifts(ctx, sql`s.id = any(${shiftIds}::uuid[])`, reason)
  await closePosts(ctx, postIds, reason)
  await sql`update batch set undone_at = ${ctx.now} where tenant = ${tenant} and id = ${batchId}`.execute(ctx.tx)
  await audit(ctx, 'roster.batch-undone', `batch/${batchId}`, { posts: postIds.length, shifts: shiftIds.length })
  changed(ctx, 'posts')
  const [undone] = await readBatches(ctx, sql`b.id = ${batchId}`, 1)
  return asBatch(undone!)
}

/**
 * What a batch made. The posts it set up may have got shifts since: those count with it.
 *
 * @throws Problem `door/not-found` when any of it lies out of reach
 */
async function partsOf(ctx: Ctx, batchId: string): Promise<{ postIds: string[]; shiftIds: string[] }> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; path: string; made: boolean; shifts: string[] | null }>`
    select po.id, t.path, po.batch_id is not distinct from ${batchId}::uuid as made,
           (select array_agg(s.id::text) from shift s
             where s.tenant = ${tenant} and s.post_id = po.id and not s.cancelled
               and (s.batch_id = ${batchId} or po.batch_id = ${batchId})) as shifts
      from post po join territory t on t.tenant = ${tenant} and t.code = po.territory
     where po.tenant = ${tenant} and (po.batch_id = ${batchId}
        or po.id in (select post_id from shift where tenant = ${tenant} and batch_id = ${batchId}))`.execute(ctx.tx)
  if (!rows.every(({ path }) => reaches(ctx.scope, { territoryPaths: [path] }))) throw outOfReach()
  return { postIds: rows.filter(row => row.made).map(({ id }) => id), shiftIds: rows.flatMap(row => row.shifts ?? []) }
}

async function readBatches(ctx: Ctx, where: RawBuilder<unknown>, limit: number): Promise<BatchRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<BatchRow>`
    select b.id, b.what, b.zh, b.en, b.made_at as "madeAt", b.undone_at as "undoneAt",
           (select count(*)::int from post po where po.tenant = ${tenant} and po.batch_id = b.id) as posts,
           (select count(*)::int from shift s where s.tenant = ${tenant} and s.batch_id = b.id) as shifts,
           (select count(distinct a.person_id)::int from shift s
              join assignment a on a.tenant = ${tenant} and a.shift_id = s.id and a.ended_at is null
             where s.tenant = ${tenant} and s.batch_id = b.id) as assigned
      from batch b where b.tenant = ${tenant} and ${where}
     order by b.made_at desc, b.id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

const asBatch = (row: BatchRow): wire.Batch => ({
  ...row,
  madeAt: row.madeAt.toISOString(),
  undoneAt: row.undoneAt?.toISOString() ?? null,
})
