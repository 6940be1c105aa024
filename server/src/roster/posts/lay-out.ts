import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { daysFrom, type LaidOut, layOutDays } from '@muster/core/roster/layout.ts'
import { POST_SENTENCES } from '@muster/core/roster/post-sentences.ts'
import type * as wire from '@muster/core/roster/posts.wire.ts'
import { MOST_LAID_OUT, type TemplateLine } from '@muster/core/roster/posts.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { outOfReach, reaches } from '../../platform/door/reach.ts'
import { holdPosts } from '../locks.ts'
import { addBatch, insertShifts, knownBatch } from './batch-rows.ts'
import { mustBeOpen, type PostRow, readPosts } from './post-rows.ts'

type Template = ParsedOf<typeof wire.previewLayOut>
const HOUR = 60 * 60_000
/** How many shifts of the first post a preview shows. */
const SHOWN = 60

/** What a template would make, and what of it stands there already. */
export async function previewLayOut(ctx: Ctx, input: Template) {
  const { posts, made, counts } = await plan(ctx, input)
  const first = made
    .filter(({ postId }) => postId === posts[0]?.id)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .slice(0, SHOWN)
    .map(({ postId, day, startsAt, endsAt, line }) => ({
      postId,
      day,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      role: line.role,
      people: line.people,
    }))
  return { ...counts, first }
}

/** Lays a template out over days and posts as one batch, which can be taken back as one. The same id again does nothing. */
export async function layOut(ctx: Ctx, { id, ...input }: ParsedOf<typeof wire.layOut>) {
  await holdPosts(ctx, input.postIds)
  const { posts, made, counts } = await plan(ctx, input)
  const words = POST_SENTENCES.laidOut(posts.length, input.firstDay, input.lastDay, made.length)
  const added = await addBatch(ctx, { id, what: 'shifts', ...words })
  if (!added) return { batchId: id, ...counts, ...(await knownBatch(ctx, id)) }
  await insertShifts(
    ctx,
    id,
    made.map(({ postId, line, ...hours }) => ({ postId, ...hours, ...line })),
  )
  await audit(ctx, 'roster.shifts-laid-out', `batch/${id}`, { posts: posts.length, shifts: made.length })
  changed(ctx, 'posts', ...posts.flatMap(post => [`post/${post.id}`, `duty/${post.territory.code}`]))
  return { batchId: id, ...counts }
}

type Made = LaidOut<TemplateLine> & { readonly postId: string }

async function plan(ctx: Ctx, { postIds, firstDay, lastDay, lines }: Template) {
  const days = daysFrom(firstDay, lastDay)
  if (days < 1) throw roster('roster/days-backwards')
  const count = days * lines.length * new Set(postIds).size
  if (count > MOST_LAID_OUT) throw roster('roster/too-many-shifts', { count, most: MOST_LAID_OUT })
  const posts = await openPosts(ctx, [...new Set(postIds)])
  const laid = layOutDays(ctx.tenant.zone, firstDay, lastDay, lines)
  const all = posts.flatMap(post => laid.map((one): Made => ({ ...one, postId: post.id })))
  const there = await shiftsThere(ctx, all)
  const made = all.filter(one => !there.has(keyOf(one.postId, one.line.role, one.startsAt, one.endsAt)))
  const people = made.reduce((sum, { line }) => sum + line.people, 0)
  const hours = made.reduce(
    (sum, { line, startsAt, endsAt }) => sum + line.people * ((endsAt.getTime() - startsAt.getTime()) / HOUR),
    0,
  )
  const known = all.length - made.length
  const counts = { posts: posts.length, days, shifts: made.length, known, people, hours: Math.round(hours * 10) / 10 }
  return { posts, made, counts }
}

/** Open posts within reach. @throws Problem `door/not-found`, `roster/post-closed` */
async function openPosts(ctx: Ctx, ids: readonly string[]): Promise<PostRow[]> {
  const posts = await readPosts(ctx, sql`po.id = any(${ids}::uuid[])`)
  if (posts.length < ids.length) throw door('door/not-found')
  for (const post of posts) {
    const place = { territoryPaths: [post.path] }
    if (!reaches(ctx.scope, place)) throw outOfReach()
    mustBeOpen(ctx, post)
  }
  return posts
}

const keyOf = (postId: string, role: string, startsAt: Date, endsAt: Date) =>
  `${postId} ${startsAt.getTime()} ${endsAt.getTime()} ${role}`

async function shiftsThere(ctx: Ctx, all: readonly Made[]): Promise<Set<string>> {
  if (all.length === 0) return new Set()
  const [from, until] = [
    Math.min(...all.map(one => one.startsAt.getTime())),
    Math.max(...all.map(one => one.endsAt.getTime())),
  ]
  const rows = await ctx.tx
    .selectFrom('shift')
    .select(['post_id', 'role', 'starts_at', 'ends_at'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where(sql<boolean>`post_id = any(${[...new Set(all.map(({ postId }) => postId))]}::uuid[])`)
    .where('starts_at', '>=', new Date(from))
    .where('starts_at', '<', new Date(until))
    .where('cancelled', '=', false)
    .execute()
  return new Set(rows.map(row => keyOf(row.post_id, row.role, row.starts_at, row.ends_at)))
}
