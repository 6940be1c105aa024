import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type pg from 'pg'

const MARK = '/* hot */'

/**
 * Marks a statement of requests that share commits: on the connections of their pool it is parsed and planned beforehand,
 * which for short statements is half of their cost. It adds rows, or looks them up by keys. Its text must be the same at
 * every use (lists go in as one array or one JSON value), or every connection keeps a plan for each wording; and it names
 * its columns, so that a migration may add one.
 */
export const hot = sql.raw(MARK) as RawBuilder<never>

const names = new Map<string, string>()

/** After so many doublings a statement has its plan for good: by then PostgreSQL has analysed what it reads. */
const DOUBLINGS = 12

/**
 * Lets a connection prepare what is marked. Planned while tables are empty, a look-up may go by the wrong index and read
 * everything a minute later: so a statement is planned anew at its second use, the fourth, the eighth …
 */
export function prepareHot(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const uses = new Map<string, number>()
  const query = (text: unknown, values?: readonly unknown[], ...rest: unknown[]): unknown => {
    if (typeof text !== 'string' || !text.trimStart().startsWith(MARK)) return plain(text, values, ...rest)
    const used = (uses.get(text) ?? 0) + 1
    uses.set(text, used)
    const name = `${nameOf(text)}_${Math.min(DOUBLINGS, Math.floor(Math.log2(used)))}`
    const plainValues = values?.map(value => (Array.isArray(value) ? listOf(value as Item[]) : value))
    return plain({ name, text, values: plainValues }, ...rest)
  }
  client.query = query as typeof client.query
}

function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `hot_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
  names.set(text, name)
  return name
}

/** What a list of a hot statement may hold; rows go in as one JSON value instead. */
type Item = string | number | boolean | Date | null | undefined

/** A list as PostgreSQL reads it. The driver would write the same, at several times the price: long lists are its worst case. */
function listOf(values: readonly Item[]): string {
  return `{${values.map(quoted).join(',')}}`
}

function quoted(value: Item): string {
  if (value === null || value === undefined) return 'null'
  const text = value instanceof Date ? value.toISOString() : String(value)
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`
}
