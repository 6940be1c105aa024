import type { Role } from '@muster/core/platform/role.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Actor, ActorGrant, Tenant, Tx } from '../platform/context.ts'
import { hot } from '../platform/database/hot.ts'
import type { DB } from '../platform/database/rows.gen.ts'
import type { Asker, Sessions } from '../platform/slice.ts'
import { noteSeen } from './seen.ts'

/** Uses are noted in batches and coarsely (see `seen.ts`), so a note may lag behind by this much and by the 240th part. */
const NOTE_LAG_MS = 60_000

/**
 * Whose sessions these tokens are, with the grants that hold now and the city. A session that ended is left out:
 * revoked, idle too long, past its absolute limit, or its account suspended. Takes effect at the very next request.
 */
async function find(
  db: Kysely<DB>,
  tenant: string,
  tokenHashes: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Asker>> {
  // NOTE: one trip for city, sessions, accounts and grants: this stands before every request.
  const { rows } = await sql<SessionRow>`${hot}
    select t.tenant, t.name, t.zone, t.rehearsal, t.clock_at, t.clock_set, t.clock_speed,
           s.token_hash, s.seen_at, s.expires_at, s.idle_minutes, a.id, a.login, a.person_id, held.grants
      from session s join account a on a.tenant = ${tenant} and a.id = s.account_id join tenant t on t.tenant = ${tenant}
      cross join lateral (
        select jsonb_agg(to_jsonb(g) order by given_at) as grants from (${grants(tenant, sql`a.id`)}) as g) held
     where s.tenant = ${tenant} and s.token_hash = any(${tokenHashes}) and s.revoked_at is null and not a.suspended`.execute(
    db,
  )
  const valid = rows.filter(session => session.expires_at > now && !idleSince(session, now))
  return new Map(valid.map(session => [session.token_hash, { tenant: session, actor: actorOf(session) }]))
}

/**
 * Whatever changes what a session opens (accounts, grants, sessions, units, teams, places, the clock) writes an audit
 * line in the same transaction: the number of the newest line tells whether anything has.
 */
async function epoch(db: Kysely<DB>, tenant: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`${hot} select seq from audit_head where tenant = ${tenant}`.execute(db)
  return rows[0]?.seq ?? 0
}

export const sessions: Sessions = { epoch, find, used: noteSeen }

const actorOf = ({ id, login, person_id, grants, token_hash, expires_at }: SessionRow): Actor => ({
  accountId: id,
  login,
  personId: person_id,
  grants: (grants ?? []).map(grant => ({ ...grant, until: grant.until ? new Date(grant.until) : null })),
  session: { hash: token_hash, endsAt: expires_at },
})

interface SessionRow extends Tenant {
  readonly token_hash: string
  readonly seen_at: Date
  readonly expires_at: Date
  readonly idle_minutes: number
  readonly id: string
  readonly login: string | null
  readonly person_id: string | null
  readonly grants: readonly (Omit<ActorGrant, 'until'> & { readonly until: string | null })[] | null
}

const idleSince = (session: { seen_at: Date; idle_minutes: number }, now: Date): boolean =>
  now.getTime() - session.seen_at.getTime() > session.idle_minutes * 60_000 * (1 + 1 / 240) + NOTE_LAG_MS

/** Grants of an account that have not ended, with the paths by which their subtrees are prefixes. */
export async function grantsOf(tx: Tx, tenant: string, accountId: string): Promise<ActorGrant[]> {
  const { rows } = await grants(tenant, sql`${accountId}::uuid`).execute(tx)
  return rows
}

/** @param accounts whose, as what stands behind `account_id =` */
const grants = (tenant: string, accounts: RawBuilder<unknown>) => sql<Omit<ActorGrant, 'role'> & { role: Role }>`
  select g.account_id, g.given_at, g.id, g.role, g.territory, t.path as "territoryPath", g.unit_id as "unitId", u.path as "unitPath",
         g.team_id as "teamId", m.path as "teamPath", g.until
    from role_grant g
    left join territory t on t.tenant = g.tenant and t.code = g.territory
    left join unit u on u.tenant = g.tenant and u.id = g.unit_id
    left join team m on m.tenant = g.tenant and m.id = g.team_id
   where g.tenant = ${tenant} and g.account_id = ${accounts} and g.ended_at is null
   order by g.given_at`
