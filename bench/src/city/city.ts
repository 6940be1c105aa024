import * as access from '@muster/core/access/wire.ts'
import { asker } from '@muster/demo/play/ask.ts'
import type pg from 'pg'
import type { Progress } from '../ground/progress.ts'
import type { BenchServer } from '../ground/server.ts'
import { withOwner } from '../ground/sql.ts'
import { addAccounts, addDesks } from './accounts.ts'
import { addPeople, addUnits } from './roster.ts'

/** The city of the benches: real divisions, invented people. */
export const TENANT = 'bench'
const SETTINGS = { id: TENANT, name: '徐州市', territory: '320300000000' }

/** A community and the street it lies in. */
export interface Place {
  readonly code: string
  readonly street: string
}

export interface Person {
  readonly id: string
  /** Of the session on the person's phone. */
  readonly token: string
}

/** A desk's session, with the communities it answers for. */
export interface Desk {
  readonly token: string
  readonly communities: readonly string[]
}

export interface City {
  readonly databaseUrl: string
  readonly people: readonly Person[]
  readonly communities: readonly Place[]
  /** Street desks, each of another street. */
  readonly streetDesks: readonly Desk[]
  readonly cityDesk: string
  /** Of the first unit. */
  readonly unitId: string
}

/** Sets a city up by the door, and fills its roster and sessions by SQL, for a hundred thousand hashes are not the subject. */
export async function makeCity(
  server: BenchServer,
  databaseUrl: string,
  people: number,
  progress: Progress,
): Promise<City> {
  const administrator = { login: 'admin', passphrase: '口令足够长的一句话而已好吧，不会有人猜到' }
  await asker(server.url)(access.setUp, { code: server.code, tenant: SETTINGS, administrator })
  return withOwner(databaseUrl, async client => {
    await client.query('set synchronous_commit = off')
    const units = await addUnits(client, TENANT)
    const roster = await addPeople(client, TENANT, { units, people, homes: await communitiesOf(client) }, progress)
    await addAccounts(client, TENANT)
    const communities = await communitiesOf(client)
    const desks = await addDesks(client, TENANT, communities)
    await client.query('analyze')
    await client.query('checkpoint').catch(() => {}) // not everybody may; it only makes the first run like the others
    return { databaseUrl, people: roster, communities, ...desks, unitId: units[0]! }
  })
}

async function communitiesOf(client: pg.Client): Promise<Place[]> {
  const { rows } = await client.query<Place>(
    `select code, parent as street from territory where tenant = $1 and level = 'community' order by code`,
    [TENANT],
  )
  return rows
}
