import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { cameBack, entered, settled, withdrawn } from '@muster/core/register/kinds.ts'
import * as wire from '@muster/core/register/wire.ts'
import { factById } from '../ledger/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { outOfReach, scopeFor } from '../platform/door/reach.ts'
import type { FactAction } from '../platform/slice.ts'
import { comeBack, enter, entryById, notedOf, settleEntry, withdraw, writtenOf } from './enter.ts'
import { runsPost, wasAtPost } from './reach.ts'
import { shown } from './show.ts'

/** What phones keep in their outbox: the same acts as behind the doors. */
export const factActions: Readonly<Record<string, FactAction>> = {
  [entered.name]: async (ctx, fact) => enter(allowed(ctx), writtenOf(fact)),
  [withdrawn.name]: async (ctx, fact) => withdraw(allowed(ctx), notedOf(withdrawn.payload, fact)),
  [cameBack.name]: async (ctx, fact) => {
    await comeBack(allowed(ctx), notedOf(cameBack.payload, fact))
  },
}

const allowed = (ctx: Ctx): Ctx => ({ ...ctx, scope: scopeFor(ctx, wire.enter) })

const when = (occurredAt: string | undefined): { occurredAt?: Date } =>
  occurredAt ? { occurredAt: new Date(occurredAt) } : {}

export async function enterOne(ctx: Ctx, input: ParsedOf<typeof wire.enter>) {
  const { id, postId, occurredAt, supersedes, ...payload } = input
  await enter(ctx, { id, postId, supersedes, payload, ...when(occurredAt) })
  return one(ctx, id)
}

export async function withdrawOne(ctx: Ctx, { id, entryId, reason, occurredAt }: ParsedOf<typeof wire.withdraw>) {
  await withdraw(ctx, { id, entryId, reason, ...when(occurredAt) })
  return one(ctx, entryId)
}

export async function backOne(ctx: Ctx, { id, entryId, occurredAt }: ParsedOf<typeof wire.back>) {
  const noted = when(occurredAt)
  return one(ctx, await comeBack(ctx, { id, entryId, ...noted }), noted.occurredAt)
}

export async function settleOne(ctx: Ctx, input: ParsedOf<typeof wire.settle>) {
  await settleEntry(ctx, input)
  if (await factById(ctx, input.id))
    await ctx.house.audit(ctx, settled.name, `entry/${input.entryId}`, { counts: input.counts })
  return one(ctx, input.entryId)
}

/** An entry as the answer to an act: to whoever wrote it, runs its post, or stands there. A known id opens no other. */
async function one(ctx: Ctx, id: string, at = ctx.now) {
  const row = await entryById(ctx, id)
  const { accountId, personId } = actorOf(ctx)
  const near = row.account_id === accountId || (await runsPost(ctx, row.post.id))
  if (!near && !(await wasAtPost(ctx, personId, row.post.id, at < ctx.now ? at : ctx.now))) throw outOfReach()
  const [entry] = await shown(ctx, [row])
  return entry!
}
