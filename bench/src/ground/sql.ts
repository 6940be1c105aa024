import pg from 'pg'

export type Row = Record<string, unknown>

/** A connection as the owner of the tables, for preparing data and for counting behind the server's back. */
export async function withOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** One question on a connection of its own. */
export const ask = <R extends object = Row>(url: string, text: string, values: unknown[] = []): Promise<R[]> =>
  withOwner(url, async client => (await client.query<R & Row>(text, values)).rows)
