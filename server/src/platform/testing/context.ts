import { buildHouse } from '../../main.ts'
import { type Ctx, serverContext } from '../context.ts'
import type { Database } from '../database/open.ts'
import type { House } from '../slice.ts'

/** Adds a city without anything in it. */
export async function addCity(owner: Database, tenant: string): Promise<void> {
  const birth = { zone: 'Asia/Shanghai', rehearsal: false, badge_key: Buffer.alloc(32), created_at: new Date(0) }
  await owner
    .insertInto('tenant')
    .values({ ...birth, tenant, name: tenant })
    .execute()
}

/** Runs work as an action runs: one transaction, one clock reading. */
export function working(db: Database, house: House = buildHouse('test')) {
  return <T>(tenant: string, real: Date, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    db.transaction().execute(async tx => {
      const row = await tx.selectFrom('tenant').selectAll().where('tenant', '=', tenant).executeTakeFirstOrThrow()
      return work(serverContext({ tx, house, tenant: row, real }))
    })
}
