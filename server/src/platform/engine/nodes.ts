import pg from 'pg'
import { withDatabase } from './url.ts'

/** The machines behind an address: one, or the coordinator of a sharded PostgreSQL and its workers. */
interface Nodes {
  readonly sharded: boolean
  /** As the owner; the coordinator first. */
  readonly urls: readonly string[]
}

/** Asks the database that the address names which machines it lies on. */
export async function nodesOf(url: string): Promise<Nodes> {
  return ask(url, async client => {
    const { rowCount } = await client.query(`select from pg_extension where extname = 'citus'`)
    if (rowCount === 0) return { sharded: false, urls: [url] }
    const { rows } = await client.query<{ host: string; port: number }>(`
      select nodename as host, nodeport as port from pg_dist_node where groupid <> 0 and noderole = 'primary' order by nodeid`)
    return { sharded: true, urls: [url, ...rows.map(({ host, port }) => onNode(url, host, port))] }
  })
}

/** Makes a new, empty database that exists on all nodes one sharded database. */
export async function joinNodes({ urls }: Nodes, database: string): Promise<void> {
  for (const url of urls) await ask(withDatabase(url, database), client => client.query('create extension citus'))
  const [coordinator, ...workers] = urls.map(url => new URL(url))
  if (workers.length === 0) return
  await ask(withDatabase(coordinator!.href, database), async client => {
    await client.query('select citus_set_coordinator_host($1, $2)', [coordinator!.hostname, portOf(coordinator!)])
    for (const worker of workers) await client.query('select citus_add_node($1, $2)', [worker.hostname, portOf(worker)])
  })
}

/** Citus keeps a housekeeper in every database it has; while one is in a template, nothing can be copied from it. */
export async function vacate(url: string, template: string): Promise<void> {
  await ask(withDatabase(url, 'postgres'), async client => {
    await client.query(`alter database ${client.escapeIdentifier(template)} allow_connections false`)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [template])
  })
}

/** One visit to a database. */
export async function ask<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const portOf = (url: URL) => Number(url.port || 5432)

function onNode(url: string, host: string, port: number): string {
  const node = new URL(url)
  node.hostname = host
  node.port = String(port)
  return node.href
}
