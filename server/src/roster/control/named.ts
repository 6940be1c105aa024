import type { Named } from '@muster/core/roster/answering.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** Somebody who answers, as a screen shows them, for an `answering a` with its `person p` and `unit u`. */
export const NAMED = sql`
  jsonb_build_object('id', a.id, 'kind', a.kind, 'since', to_char(a.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'person', jsonb_build_object('id', p.id, 'name', p.name, 'volunteerNo', p.volunteer_no, 'unit', u.name))`

/** Those who answer now, with the people they are; whoever has left the roster answers for nothing. */
export const ANSWERING_NOW = (tenant: string) => sql`answering a
  join person p on p.tenant = ${tenant} and p.id = a.person_id and p.left_at is null
  join unit u on u.tenant = ${tenant} and u.id = p.unit_id`

/** Who answers now, by a condition on `answering a`. */
export async function namedNow(ctx: Ctx, where: RawBuilder<unknown>): Promise<Named[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ named: Named }>`
    select ${NAMED} as named from ${ANSWERING_NOW(tenant)}
     where a.tenant = ${tenant} and a.until is null and ${where} order by a.kind, a.since, a.id`.execute(ctx.tx)
  return rows.map(({ named }) => named)
}
