import { sql } from 'kysely'
import type { Tick } from '../platform/slice.ts'

type Due = Tick['due']
/** Shifts that begin within so many hours come under watch; a report time is at most four hours before. */
export const [AHEAD, BEHIND] = ['5 hours', '24 hours'] as const

/** Cities with shifts that draw near and are not under watch yet. */
export const undiscovered: Due = async (db, nows) => {
  const { rows } = await sql<{ tenant: string }>`
    select t.tenant from unnest(${[...nows.keys()]}::text[], ${[...nows.values()]}::timestamptz[]) as t(tenant, now)
     where exists (
       select from shift s
        where s.tenant = t.tenant and not s.cancelled
          and s.starts_at between t.now - ${BEHIND}::interval and t.now + ${AHEAD}::interval
          and not exists (select from shift_watch w where w.tenant = t.tenant and w.shift_id = s.id))`.execute(db)
  return rows.map(row => row.tenant)
}

/** Cities with shifts to be looked at. */
export const toBeLookedAt: Due = async (db, nows) => {
  const { rows } = await sql<{ tenant: string }>`
    select t.tenant from unnest(${[...nows.keys()]}::text[], ${[...nows.values()]}::timestamptz[]) as t(tenant, now)
     where exists (select from shift_watch w where w.tenant = t.tenant and w.look_at <= t.now)`.execute(db)
  return rows.map(row => row.tenant)
}

/** Cities in which a command seat runs now, or an alarm of leaders stands. */
export const commanded: Due = async (db, nows) => {
  const { rows } = await sql<{ tenant: string }>`
    select t.tenant from unnest(${[...nows.keys()]}::text[], ${[...nows.values()]}::timestamptz[]) as t(tenant, now)
     where exists (
       select from post p join shift s on s.tenant = t.tenant and s.post_id = p.id and not s.cancelled and s.starts_at <= t.now
          and (s.open_end or s.starts_at > t.now - interval '2 days' and s.ends_at > t.now)
        where p.tenant = t.tenant and p.command and p.state = 'open')
        or exists (select from alarm a where a.tenant = t.tenant and a.about like 'leaders-together/%' and a.cleared_at is null)`.execute(
    db,
  )
  return rows.map(row => row.tenant)
}
