import { register as problem } from '@muster/core/register/problems.ts'
import { sql } from 'kysely'
import { actorOf, type Ctx } from '../platform/context.ts'
import { type PostRow, postById } from '../roster/posts/post-rows.ts'
import { momentsAtPost, runsPost, wasAtPost } from './reach.ts'
import { type RegisterRow, registerById } from './rows.ts'

/** What entries ask of the database before they are decided; for those of one batch each thing is asked once. */
export interface Looks {
  /** @throws Problem `door/not-found` */
  register(id: string): Promise<RegisterRow>
  /** @throws Problem `door/not-found` */
  post(id: string): Promise<PostRow>
  /** Until when the register is kept at this post; null: still. @throws Problem `register/not-here` where it never was */
  keptUntil(register: RegisterRow, postId: string): Promise<Date | null>
  /** Whether the actor runs the post, or was meant to be there at that time, or was. */
  stoodAt(postId: string, at: Date): Promise<boolean>
}

/** @param moments at which entries of the batch say that they were written */
export function looksOf(ctx: Ctx, moments: readonly Date[] = []): Looks {
  const runs = once(postId => runsPost(ctx, postId))
  const { personId } = actorOf(ctx)
  const asked = new Set(moments.map(at => at.getTime()))
  const there = once(postId => momentsAtPost(ctx, personId, postId, moments))
  const kept = new Map<string, ReturnType<typeof once<Date | null>>>()
  return {
    register: once(id => registerById(ctx, id)),
    post: once(id => postById(ctx, id)),
    keptUntil(register, postId) {
      const ask = kept.get(register.id) ?? once(id => keptUntil(ctx, register, id))
      kept.set(register.id, ask)
      return ask(postId)
    },
    async stoodAt(postId, at) {
      if (await runs(postId)) return true
      return asked.has(at.getTime()) ? (await there(postId)).has(at.getTime()) : wasAtPost(ctx, personId, postId, at)
    },
  }
}

/** Asks for each key once. */
function once<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return key => {
    const answer = known.get(key) ?? ask(key)
    known.set(key, answer)
    return answer
  }
}

async function keptUntil(ctx: Ctx, register: RegisterRow, postId: string): Promise<Date | null> {
  const { rows } = await sql<{ until: Date | null }>`
    select until from register_post
     where tenant = ${ctx.tenant.tenant} and register_id = ${register.id} and post_id = ${postId}`.execute(ctx.tx)
  if (!rows[0]) throw problem('register/not-here', { name: register.form.words.zh })
  return rows[0].until
}
