import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { packPost } from '@muster/core/roster/defaults.ts'
import { POST_SENTENCES } from '@muster/core/roster/post-sentences.ts'
import type * as wire from '@muster/core/roster/posts.wire.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { sql } from 'kysely'
import { insist } from '../../people/reach.ts'
import type { Ctx } from '../../platform/context.ts'
import { addBatch } from './batch-rows.ts'
import { asPost, postById, readPosts } from './post-rows.ts'
import { createPost, openIncident } from './posts.ts'
import { postWhereabouts } from './reach.ts'

/** Sets several posts up as one batch. The same id again answers what it made. */
export async function createPosts(ctx: Ctx, input: ParsedOf<typeof wire.createPosts>) {
  const { id: batchId, rows, ...shared } = input
  const { tenant } = ctx.tenant
  const incident = shared.incidentId ? await openIncident(ctx, shared.incidentId) : null
  const words = packPost(incident?.kind ?? null, shared.kind)?.words ?? { zh: shared.kind, en: shared.kind }
  const added = await addBatch(ctx, { id: batchId, what: 'posts', ...POST_SENTENCES.setUp(words, rows.length) })
  if (added) {
    const ids = rows.map(({ id }) => id)
    // Posts that stood before are answered, but are none of the batch's: taking it back leaves them.
    const before = new Set((await readPosts(ctx, sql`po.id = any(${ids}::uuid[])`)).map(({ id }) => id))
    for (const row of rows) await createPost(ctx, { ...shared, ...row })
    await sql`
      update post set batch_id = ${batchId}
       where tenant = ${tenant} and id = any(${ids.filter(id => !before.has(id))}::uuid[])`.execute(ctx.tx)
  }
  const posts: Post[] = []
  for (const { id } of rows) {
    await insist(ctx, postWhereabouts(ctx, id))
    posts.push(asPost(await postById(ctx, id)))
  }
  return { batchId, posts }
}
