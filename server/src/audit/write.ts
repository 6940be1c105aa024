import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { digestOf, type Line } from './chain.ts'

/**
 * Writes one line of the audit, in the transaction of the change it speaks of.
 *
 * @param action `slice.did-what`
 * @param subject `kind/id`
 * @param detail what changed; never a secret, never more personal data than the change itself
 */
export async function audit(
  ctx: Ctx,
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { tenant } = ctx.tenant
  const head = await lockHead(ctx, tenant)
  const line: Line = {
    tenant,
    seq: head.seq + 1,
    at: ctx.now,
    account_id: ctx.actor?.accountId ?? null,
    actor: ctx.actor?.login ?? null,
    action,
    subject,
    detail: JSON.parse(JSON.stringify(detail)) as Record<string, unknown>,
    previous: head.digest,
  }
  const digest = digestOf(line)
  await ctx.tx
    .insertInto('audit_line')
    .values({ ...line, detail: JSON.stringify(line.detail), digest })
    .execute()
  await ctx.tx.updateTable('audit_head').set({ seq: line.seq, digest }).where('tenant', '=', tenant).execute()
}

/** The newest line, held until the commit: the next writer waits and then finds ours. */
async function lockHead(ctx: Ctx, tenant: string): Promise<{ seq: number; digest: string | null }> {
  await sql`insert into audit_head (tenant, seq) values (${tenant}, 0) on conflict do nothing`.execute(ctx.tx)
  return ctx.tx
    .selectFrom('audit_head')
    .select(['seq', 'digest'])
    .where('tenant', '=', tenant)
    .forUpdate()
    .executeTakeFirstOrThrow()
}
