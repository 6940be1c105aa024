import type { SKILLS } from '@muster/core/people/wire.ts'
import type { Batch } from '@muster/core/roster/posts.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Ctx } from '../../platform/context.ts'
import { outOfReach } from '../../platform/door/reach.ts'

/** A shift that a batch makes. */
export interface NewShift {
  readonly postId: string
  readonly role: string
  readonly skills: readonly (typeof SKILLS)[number][]
  readonly startsAt: Date
  readonly endsAt: Date
  readonly day: string
  readonly people: number
  readonly standby: number
}

/** Begins a batch. @returns false when the same one began it before. @throws Problem `door/not-found` when it is somebody else's */
export async function addBatch(ctx: Ctx, batch: Pick<Batch, 'id' | 'what' | 'zh' | 'en'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('batch')
    .values({
      tenant: ctx.tenant.tenant,
      ...batch,
      made_by: ctx.actor?.accountId ?? null,
      made_at: ctx.now,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  if (!added) await mustBeOurs(ctx, batch.id)
  return Boolean(added)
}

async function mustBeOurs(ctx: Ctx, id: string): Promise<void> {
  const { rows } = await sql`
    select from batch where tenant = ${ctx.tenant.tenant} and id = ${id}
       and made_by is not distinct from ${ctx.actor?.accountId ?? null}::uuid`.execute(ctx.tx)
  if (rows.length === 0) throw outOfReach()
}

/** The shifts of a batch, all with one statement. */
export async function insertShifts(ctx: Ctx, batchId: string, shifts: readonly NewShift[]): Promise<void> {
  if (shifts.length === 0) return
  const rows = shifts.map(({ postId, startsAt, endsAt, ...shift }) => ({
    id: v7(),
    post_id: postId,
    starts_at: startsAt,
    ends_at: endsAt,
    ...shift,
  }))
  await sql`
    insert into shift (tenant, id, post_id, role, skills, starts_at, ends_at, day, open_end, people, standby, cancelled,
                       batch_id, version, created_at)
    select ${ctx.tenant.tenant}, n.id, n.post_id, n.role, array(select jsonb_array_elements_text(n.skills)), n.starts_at,
           n.ends_at, n.day, false, n.people, n.standby, false, ${batchId}, 1, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, post_id uuid, role text, skills jsonb,
           starts_at timestamptz, ends_at timestamptz, day date, people int, standby int)`.execute(ctx.tx)
}

/** What a batch that was made before has made. */
export async function knownBatch(ctx: Ctx, id: string): Promise<{ shifts: number; people: number; known: number }> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ shifts: number; people: number }>`
    select count(*)::int as shifts, coalesce(sum(people), 0)::int as people from shift
     where tenant = ${tenant} and batch_id = ${id}`.execute(ctx.tx)
  return { ...rows[0]!, known: 0 }
}
