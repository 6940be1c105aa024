import type pg from 'pg'
import { TENANT } from '../city/city.ts'

/** Where is counted: a part of the tree of places, or of that of units. */
export interface Part {
  readonly side: 'territory' | 'unit'
  /** Code or id; empty for the whole city. */
  readonly key: string
}

export interface Count {
  readonly people: number
  readonly reports: number
  readonly communities: number
}

/** The same count from the facts by plain SQL, as anybody would write it who does not trust the server. */
export async function rawCount(client: pg.Client, { side, key }: Part, asOf: string): Promise<Count> {
  const inside =
    side === 'territory'
      ? `f.territory in (select code from territory t where t.tenant = $1 and starts_with(t.path, coalesce((select path from territory where tenant = $1 and code = $3), '')))`
      : `f.unit_id in (select id from unit u where u.tenant = $1 and starts_with(u.path, (select path from unit where tenant = $1 and id::text = $3)))`
  const { rows } = await client.query<Record<keyof Count, string>>(
    `select count(distinct f.person_id) as people, count(*) as reports, count(distinct f.territory) as communities
       from fact f
       left join fact later on later.tenant = f.tenant and later.supersedes = f.id and later.recorded_at <= $2
      where f.tenant = $1 and f.kind = 'enrolment.reported-in' and f.recorded_at <= $2 and later.id is null and ${inside}`,
    [TENANT, asOf, key],
  )
  const { people, reports, communities } = rows[0]!
  return { people: Number(people), reports: Number(reports), communities: Number(communities) }
}
