import { sql } from 'kysely'

/**
 * The incidents that lenses follow: open ones, and closed ones until their city's ledger has gone on for a day, because
 * facts that name them still come in. Then the lens is left where it is; what comes later is counted from the facts.
 */
export const followed = sql<{ tenant: string; id: string }>`
  select i.tenant, i.id from incident i join ledger_clock c on c.tenant = i.tenant
   where i.closed_at is null or c.last_at < i.closed_at + interval '1 day'`

/** The lenses that follow the ledger, by the trees as they are now. */
export const following = sql<{ tenant: string; incident_id: string | null; seq: number }>`
  select l.tenant, l.incident_id, l.seq from tally_lens l join tree t on t.tenant = l.tenant and t.version = l.tree
   where l.incident_id is null or (l.tenant, l.incident_id) in (${followed})`
