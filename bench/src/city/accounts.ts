import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Desk, Place } from './city.ts'

/** As many street desks as there are in a large city. */
const DESKS = 128

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** Tokens of the benches are made from what everybody may know: they open nothing but a throw-away database. */
export const phoneToken = (tenant: string, volunteerNo: string): string => `${tenant}.${md5(volunteerNo)}`
const deskToken = (tenant: string, place: string): string => `${tenant}.${md5(`desk ${place}`)}`

/** A session as a sign-in leaves it: only the hash is kept. `$1` the tenant, `account` and `secret` as given. */
const addSessions = (from: string) => `
  insert into session (tenant, token_hash, account_id, device, created_at, seen_at, idle_minutes, expires_at)
  select $1, encode(sha256(convert_to($1 || '.' || md5(secret), 'UTF8')), 'hex'), account, 'bench', now(), now(), 43200, now() + interval '90 days' from ${from}`

/** Everybody on the roster has a phone that is signed in. */
export async function addAccounts(client: pg.Client, tenant: string): Promise<void> {
  const values = [tenant]
  await client.query(
    `insert into account (tenant, id, person_id, created_at) select tenant, gen_random_uuid(), id, now() from person where tenant = $1`,
    values,
  )
  const accounts = `(select a.id as account, p.volunteer_no as secret from account a join person p on p.tenant = a.tenant and p.id = a.person_id where a.tenant = $1) x`
  await client.query(
    `insert into role_grant (tenant, id, account_id, role, given_at) select $1, gen_random_uuid(), account, 'volunteer', now() from ${accounts}`,
    values,
  )
  await client.query(addSessions(accounts), values)
}

/** Desks of the streets with the most communities, and one of the city. */
export async function addDesks(
  client: pg.Client,
  tenant: string,
  communities: readonly Place[],
): Promise<{ streetDesks: Desk[]; cityDesk: string }> {
  const streets = [...Map.groupBy(communities, ({ street }) => street)]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, DESKS)
  const places = ['', ...streets.map(([street]) => street)]
  await client.query(
    `with desk as (select gen_random_uuid() as account, 'desk ' || place as secret, place from unnest($2::text[]) as d (place)),
          made as (insert into account (tenant, id, login, created_at) select $1, account, secret, now() from desk),
          given as (insert into role_grant (tenant, id, account_id, role, territory, given_at)
                    select $1, gen_random_uuid(), account, case place when '' then 'city-desk' else 'street-desk' end, nullif(place, ''), now() from desk)
     ${addSessions('desk')}`,
    [tenant, places],
  )
  const streetDesks = streets.map(([street, inside]) => ({
    token: deskToken(tenant, street),
    communities: inside.map(({ code }) => code),
  }))
  return { streetDesks, cityDesk: deskToken(tenant, '') }
}
