import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import type * as wire from '@muster/core/roster/safety.wire.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { actorOf, type Ctx, changedFor, personOf } from '../../platform/context.ts'

/** Until which day somebody is insured; null: no cover is recorded. */
export async function cover(ctx: Ctx, { personId }: { personId: string }) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{
    person: { id: string; name: string; volunteerNo: string; unit: string }
    until: string | null
  }>`
    select jsonb_build_object('id', p.id, 'name', p.name, 'volunteerNo', p.volunteer_no, 'unit', u.name) as person,
           c.until_day as until
      from person p
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
      left join cover c on c.tenant = ${tenant} and c.person_id = p.id
     where p.tenant = ${tenant} and p.id = ${personId}`.execute(ctx.tx)
  if (!rows[0]) throw door('door/not-found')
  return rows[0]
}

/** Records cover of people of one unit and its sub-units; others are left out. Null takes it away. */
export async function setCover(ctx: Ctx, { unitId, personIds, until }: ParsedOf<typeof wire.setCover>) {
  const { tenant } = ctx.tenant
  const ofUnit = sql`
    select p.id from person p
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
     where p.tenant = ${tenant} and p.id = any(${personIds}::uuid[]) and p.left_at is null
       and starts_with(u.path, (select path from unit where tenant = ${tenant} and id = ${unitId}))`
  const { rows } =
    until === null
      ? await sql`delete from cover where tenant = ${tenant} and person_id in (${ofUnit}) returning person_id`.execute(
          ctx.tx,
        )
      : await sql`
          insert into cover (tenant, person_id, until_day, set_by, set_at)
          select ${tenant}, id, ${until}, ${actorOf(ctx).accountId}, ${ctx.now} from (${ofUnit}) chosen
          on conflict (tenant, person_id) do update
             set until_day = excluded.until_day, set_by = excluded.set_by, set_at = excluded.set_at
          returning person_id`.execute(ctx.tx)
  await audit(ctx, 'roster.cover-set', `unit/${unitId}`, { people: rows.length, until })
  return { people: rows.length }
}

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
