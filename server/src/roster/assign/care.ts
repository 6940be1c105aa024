import { type Ctx, changedFor, personOf } from '../../platform/context.ts'

/** Whether I said that I am fit; yes unless I said no. */
export async function myFitness(ctx: Ctx) {
  const row = await ctx.tx
    .selectFrom('fitness')
    .select('fit')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('person_id', '=', personOf(ctx))
    .executeTakeFirst()
  return { fit: row?.fit ?? true }
}

/** My own word. NOTE: not in the audit, which superiors may read: there is nothing for them to see in it. */
export async function sayFitness(ctx: Ctx, { fit }: { fit: boolean }) {
  const row = { fit, said_at: ctx.now }
  await ctx.tx
    .insertInto('fitness')
    .values({ tenant: ctx.tenant.tenant, person_id: personOf(ctx), ...row })
    .onConflict(conflict => conflict.columns(['tenant', 'person_id']).doUpdateSet(row))
    .execute()
  changedFor(ctx, [personOf(ctx)], 'asks')
  return { done: true as const }
}
