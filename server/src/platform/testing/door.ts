import type { Role } from '@muster/core/platform/role.ts'
import { v7 } from 'uuid'
import { buildHouse, CATALOGUE, SLICES } from '../../main.ts'
import type { Database } from '../database/open.ts'
import { NEVER_LATE } from '../door/lag.ts'
import { openDoor, type ServerSettings } from '../door/server.ts'
import { sha256 } from '../secrets.ts'
import type { Door } from '../slice.ts'
import { testDatabase } from './database.ts'

interface Options extends Pick<ServerSettings, 'trustProxy' | 'ofOneAddress' | 'keyOf' | 'metricsToken' | 'lag'> {
  readonly logger?: { level: string; stream: { write(line: string): void } }
  /** Connections of the pool. */
  readonly connections?: number
  readonly mostScreens?: number
}

export interface Request {
  readonly method?: string
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** The real door on a real port and database, with a few doors more that only tests need; two cities behind it. */
export async function testDoor(doors: readonly Door[] = [], { connections, ...options }: Options = {}) {
  const database = await testDatabase(connections)
  const { owner, db, url: databaseUrl } = database
  const house = { ...buildHouse('24681357'), slices: [...SLICES, { name: 'test', doors }] }
  const clock = () => new Date()
  const serve = async () => {
    const http = await openDoor({ db, house, clock, databaseUrl, problems: CATALOGUE, lag: NEVER_LATE, ...options })
    return { http, url: await http.listen({ host: '127.0.0.1', port: 0 }) }
  }
  const { http, url } = await serve()
  const common = { zone: 'Asia/Shanghai', rehearsal: false, badge_key: Buffer.alloc(32), created_at: new Date() }
  for (const tenant of ['left', 'right'])
    await owner
      .insertInto('tenant')
      .values({ ...common, tenant, name: tenant })
      .execute()
  return {
    ...database,
    url,
    databaseUrl,
    http,
    house,
    /** Another server on the same database. */
    another: serve,
    call: (path: string, request: Request = {}) => fetch(url + path, initOf(request)),
    /** Signs somebody in. @returns the session's token */
    signedIn: (tenant: 'left' | 'right' = 'left', role: Role = 'city-desk', personId?: string) =>
      addSession(owner, tenant, role, personId),
    close: async () => {
      await http.close()
      await database.close()
    },
  }
}

export type TestDoor = Awaited<ReturnType<typeof testDoor>>

function initOf({ method = 'GET', token, body, headers = {} }: Request): RequestInit {
  return {
    method,
    headers: {
      'x-muster': '1',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  }
}

async function addSession(owner: Database, tenant: string, role: Role, personId?: string): Promise<string> {
  const [account_id, now] = [v7(), new Date()]
  const token = `${tenant}.${v7()}${v7()}`
  await owner
    .insertInto('account')
    .values({ tenant, id: account_id, login: `${role}-${account_id}`, created_at: now, person_id: personId ?? null })
    .execute()
  await owner.insertInto('role_grant').values({ tenant, id: v7(), account_id, role, given_at: now }).execute()
  const expires_at = new Date(now.getTime() + 3_600_000)
  const session = {
    tenant,
    token_hash: sha256(token),
    account_id,
    device: 'test',
    created_at: now,
    seen_at: now,
    idle_minutes: 60,
    expires_at,
  }
  await owner.insertInto('session').values(session).execute()
  return token
}
