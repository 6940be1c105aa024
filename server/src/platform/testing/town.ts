import * as access from '@muster/core/access/wire.ts'
import { type Client, client } from '@muster/core/platform/client.ts'
import type { Endpoint, InputOf, OutputOf } from '@muster/core/platform/endpoint.ts'
import type { Role } from '@muster/core/platform/role.ts'
import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { inject } from 'vitest'
import { type App, openApp } from '../../app.ts'
import { openAsOwner } from '../database/open.ts'
import type { DB } from '../database/rows.gen.ts'
import { NEVER_LATE } from '../door/lag.ts'
import type { Surroundings } from '../door/request.ts'
import { cloneDatabase, dropDatabase } from '../engine/testing.ts'
import { runJob } from '../jobs.ts'
import { runTicks } from '../ticker.ts'
import { TEMPLATE } from './global.ts'

/** Long enough for the rules; the same for all invented people. */
export const PASSPHRASE = '口令足够长的一句话而已好吧'.repeat(2)
export const SETUP_CODE = '24681357'

export type Ask = <E extends Endpoint>(entry: E, input: InputOf<E>) => Promise<OutputOf<E>>

export interface Town {
  readonly url: string
  readonly databaseUrl: string
  readonly app: App
  /** The owner's connection: for looks behind the scenes, and for what an attacker with SQL might do. */
  readonly owner: Kysely<DB>
  readonly clock: { now: Date; set(instant: string): void; pass(milliseconds: number): void }
  /** Nobody: not signed in. */
  readonly anyone: Ask
  /** The system administrator who set the city up. */
  readonly administrator: Ask
  /** Signs in over HTTP and speaks through the typed client. */
  signIn(login: string, passphrase?: string): Promise<Ask>
  /** Makes an account with one role, that of a person if one is named, and signs it in. */
  as(role: Role, over?: { territory?: string; unitId?: string; teamId?: string }, personId?: string): Promise<Ask>
  /** Runs what time brings, for the clock as it stands. */
  tick(): Promise<void>
  /** Runs every job once, whatever its schedule. */
  runJobs(): Promise<void>
  close(): Promise<void>
}

/**
 * A city of its own for a test file: a clone of the migrated template, a real server on a real port, and a clock that
 * only the test moves. `territory` adopts a city of the registry (`320300000000` is Xuzhou, 3,000 places, about a second).
 */
export async function town(options: { territory?: string; rehearsal?: boolean } = {}): Promise<Town> {
  const engineUrl = inject('engineUrl')
  const name = `test_${v7().replaceAll('-', '')}`
  const databaseUrl = await cloneDatabase(engineUrl, TEMPLATE, name)
  const clock = movableClock('2022-03-28T00:00:00.000Z')
  const app = await openApp({
    databaseUrl,
    clock: () => clock.now,
    setupCode: SETUP_CODE,
    ticking: false,
    lag: NEVER_LATE,
  })
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
  const { db: owner } = openAsOwner(databaseUrl)
  const administrator = asker(url)
  await setUp(administrator, options)
  const signIn = async (login: string, passphrase = PASSPHRASE) => {
    const ask = asker(url)
    await ask(access.signIn, { login, passphrase })
    return ask
  }
  /** Signed in anew when the clock was moved: perhaps past the end of the session. */
  let signedIn = { at: clock.now, ask: administrator }
  const administratorNow = async () => {
    if (signedIn.at.getTime() !== clock.now.getTime()) signedIn = { at: clock.now, ask: await signIn('admin') }
    return signedIn.ask
  }
  return {
    url,
    databaseUrl,
    app,
    owner,
    clock,
    anyone: asker(url),
    administrator,
    signIn,
    as: async (role, over = {}, personId) => {
      const login = `${role}-${v7().slice(-8)}`
      const admin = await administratorNow()
      const id = v7()
      await admin(access.createAccount, { id, login, passphrase: PASSPHRASE, grant: { role, ...over } })
      if (personId) await owner.updateTable('account').set({ person_id: personId }).where('id', '=', id).execute()
      return signIn(login)
    },
    ...timeOf({ db: app.db, house: app.house, clock: () => clock.now }),
    close: async () => {
      await app.close()
      await owner.destroy()
      await dropDatabase(engineUrl, name)
    },
  }
}

function setUp(administrator: Ask, { rehearsal = false, territory }: { territory?: string; rehearsal?: boolean }) {
  const tenant = { id: 'xuzhou', name: '徐州市', rehearsal, ...(territory && { territory }) }
  const first = { login: 'admin', passphrase: PASSPHRASE }
  return administrator(access.setUp, { code: SETUP_CODE, tenant, administrator: first })
}

/** What time brings, for the clock as it stands; whatever fails, fails the test. */
function timeOf(surroundings: Surroundings): Pick<Town, 'tick' | 'runJobs'> {
  const fail = (error: unknown) => {
    throw error
  }
  return {
    tick: () => runTicks(surroundings, fail),
    runJobs: async () => {
      for (const job of surroundings.house.slices.flatMap(slice => slice.jobs ?? []))
        await runJob(surroundings, job, fail)
    },
  }
}

function movableClock(start: string): Town['clock'] {
  return {
    now: new Date(start),
    set(instant) {
      this.now = new Date(instant)
    },
    pass(milliseconds) {
      this.now = new Date(this.now.getTime() + milliseconds)
    },
  }
}

/** A typed client that keeps its session cookie, as a browser would. */
export function asker(url: string, language: 'zh' | 'en' = 'zh'): Client {
  let cookie = ''
  const keep: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    const set = response.headers.getSetCookie().find(line => line.startsWith('muster='))
    if (set) cookie = set.split(';')[0] ?? ''
    return response
  }
  return client({ at: url, fetch: keep, headers: () => ({ 'accept-language': language, ...(cookie && { cookie }) }) })
}
