import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { readAnswers } from '@muster/core/register/answers.ts'
import type * as wire from '@muster/core/register/wire.ts'
import { sql } from 'kysely'
import { actorOf, type Ctx } from '../platform/context.ts'
import { sameOf } from './enter.ts'
import { mustWrite, ownPosts } from './reach.ts'
import { readEntries, readRegisters, registerById } from './rows.ts'
import { shown } from './show.ts'

/** What was written down so long ago still stands on the phone of whoever wrote it. */
const RECENT_MS = 24 * 3_600_000
const MOST_SHOWN = 100

/** The registers at one's posts, with all that a phone needs to go on without signal. */
export async function mine(ctx: Ctx) {
  const posts = await myPosts(ctx)
  const rows = []
  for (const post of posts) {
    const registers = await readRegisters(
      ctx,
      sql`r.closed_at is null and i.closed_at is null and exists (
        select from register_post x where x.tenant = ${ctx.tenant.tenant} and x.register_id = r.id and x.post_id = ${post.id} and x.until is null)`,
    )
    if (registers.length === 0) continue
    rows.push({
      post,
      registers: registers.map(({ id, key, form, form_version }) => ({ id, key, form, formVersion: form_version })),
      out: await shown(
        ctx,
        await outAt(
          ctx,
          post.id,
          registers.filter(({ form }) => form.returns).map(({ id }) => id),
        ),
      ),
      recent: await shown(ctx, await ownAt(ctx, post.id)),
    })
  }
  return { rows }
}

/** Posts where somebody stands, stood a day ago, or will within two days. */
export async function myPosts(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; name: string }>`
    select po.id, po.name from post po where po.tenant = ${tenant} and ${ownPosts(ctx)}
     order by po.name, po.id`.execute(ctx.tx)
  return rows
}

/** Whoever is out the longest comes first: they are looked for. */
const outAt = (ctx: Ctx, postId: string, registerIds: readonly string[]) =>
  readEntries(
    ctx,
    sql`e.post_id = ${postId} and e.register_id = any(${registerIds}::uuid[]) and e.state in ('stands', 'held') and e.back_at is null`,
    sql`order by e.at, e.id limit ${MOST_SHOWN}`,
  )

const ownAt = (ctx: Ctx, postId: string) =>
  readEntries(
    ctx,
    sql`e.post_id = ${postId} and e.account_id = ${actorOf(ctx).accountId} and e.heard_at > ${new Date(ctx.now.getTime() - RECENT_MS)}
       and e.state in ('stands', 'held')`,
    sql`order by e.at desc, e.id desc limit ${MOST_SHOWN}`,
  )

/** Whether the same thing was entered a short while ago, at whatever post: told without a word of what it was. */
export async function alike(ctx: Ctx, { registerId, answers: typed }: ParsedOf<typeof wire.alike>) {
  const { tenant } = ctx.tenant
  const register = await registerById(ctx, registerId)
  await mustWrite(ctx, register)
  const { form } = register
  const { same } = sameOf(form, register, readAnswers(form, typed).answers)
  if (!same || !form.same) return { rows: [] }
  const since = new Date(ctx.now.getTime() - form.same.minutes * 60_000)
  const { rows } = await sql<{ id: string; name: string; at: Date }>`
    select po.id, po.name, e.at from entry e join post po on po.tenant = ${tenant} and po.id = e.post_id
     where e.tenant = ${tenant} and e.register_id = ${registerId} and e.same = ${same} and e.at > ${since}
       and e.state in ('stands', 'held') order by e.at desc limit 5`.execute(ctx.tx)
  return { rows: rows.map(({ id, name, at }) => ({ post: { id, name }, at: at.toISOString() })) }
}
