import type * as wire from '@muster/core/people/messages.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Ctx, changedFor, personOf } from '../platform/context.ts'
import { hot } from '../platform/database/hot.ts'

/** One message to one person, in both languages, because the reader chooses. */
export interface Told {
  readonly personId: string
  /** What it opens, `call/<id>`. */
  readonly topic: string
  readonly zh: string
  readonly en: string
}

const USUAL_LIMIT = 50

/**
 * Puts messages into people's inboxes, all with one statement, in the transaction of what they speak of: who is told
 * and what happened are kept together or not at all.
 */
export async function tellPeople(ctx: Ctx, messages: readonly Told[]): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ personId, topic, zh, en }) => ({ id: v7(), person_id: personId, topic, zh, en }))
  await sql`${hot}
    insert into message (tenant, id, person_id, at, topic, zh, en)
    select ${ctx.tenant.tenant}, told.id, told.person_id, ${ctx.now}, told.topic, told.zh, told.en
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told (id uuid, person_id uuid, topic text, zh text, en text)`.execute(
    ctx.tx,
  )
  changedFor(
    ctx,
    messages.map(({ personId }) => personId),
    'inbox',
  )
}

/** The newest messages to the reader. */
export async function inbox(ctx: Ctx, { limit = USUAL_LIMIT }: ParsedOf<typeof wire.inbox>) {
  const rows = await ctx.tx
    .selectFrom('message')
    .select(['id', 'at', 'topic', 'zh', 'en', 'read_at'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('person_id', '=', personOf(ctx))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return {
    rows: rows.map(({ at, read_at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      readAt: read_at?.toISOString() ?? null,
    })),
  }
}

/** Marks the reader's own messages as read; when it was read first stays. */
export async function markRead(ctx: Ctx, { ids }: ParsedOf<typeof wire.markRead>) {
  await sql`
    update message set read_at = ${ctx.now}
     where tenant = ${ctx.tenant.tenant} and person_id = ${personOf(ctx)} and id = any(${ids}::uuid[]) and read_at is null`.execute(
    ctx.tx,
  )
  changedFor(ctx, [personOf(ctx)], 'inbox')
  return { done: true as const }
}
