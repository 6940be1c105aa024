import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type pg from 'pg'

const MARK = '/* hot */'

/**
 * Marks a statement of requests that share commits: on the connections of their pool it is parsed and planned once, which
 * for short statements is half of their cost. It adds rows, or looks them up by a key that one index alone serves: where
 * there is a choice, a plan made while tables were empty chooses wrongly for good. Its text must be the same at every use
 * (lists go in as one array or one JSON value), or every connection keeps a plan for each wording; and it names its
 * columns, so that a migration may add one.
 */
export const hot = sql.raw(MARK) as RawBuilder<never>

const names = new Map<string, string>()

/** Lets a connection prepare what is marked. */
export function prepareHot(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const query = (text: unknown, values?: readonly unknown[], ...rest: unknown[]): unknown => {
    if (typeof text !== 'string' || !text.trimStart().startsWith(MARK)) return plain(text, values, ...rest)
    return plain(
      { name: nameOf(text), text, values: values?.map(value => (Array.isArray(value) ? listOf(value) : value)) },
      ...rest,
    )
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

/** A list as PostgreSQL reads it. The driver would write the same, at several times the price: long lists are its worst case. */
function listOf(values: readonly unknown[]): string {
  return `{${values.map(quoted).join(',')}}`
}

function quoted(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  const text = value instanceof Date ? value.toISOString() : String(value)
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`
}
