import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** A person as screens of the roster name them. */
export interface Who {
  readonly id: string
  readonly name: string
  readonly volunteerNo: string
  readonly unit: string
}

/** The same where a name may be withheld. */
export type Named = Omit<Who, 'name'> & { readonly name: string | null }

/** People by id. */
export async function namesOf(ctx: Ctx, personIds: Iterable<string>): Promise<Map<string, Who>> {
  const ids = [...new Set(personIds)]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Who>`
    select p.id, p.name, p.volunteer_no as "volunteerNo", u.name as unit
      from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where p.tenant = ${ctx.tenant.tenant} and p.id = any(${ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(row => [row.id, row]))
}
