import { read } from './files.ts'
import { isNode, lineAt, type Node, nameOf, type Source, walk } from './source.ts'

/** Tables that hold rows of cities; `tenant` itself is the list of them, which every node has whole. */
const TABLES = [...read('server/src/platform/database/schema.sql').matchAll(/^create table (\w+)/gm)]
  .map(([, name]) => name!)
  .filter(name => name !== 'tenant')

/** A table, or a fragment that stands for one: `${PEOPLE}`. */
const READS = new RegExp(`\\b(from|join|update|into|using)\\s+\\(?(${TABLES.join('|')}|\\$FRAGMENT)\\b`, 'i')

/** Else it is a piece of one: a join or a condition that a statement elsewhere takes in. */
const STATEMENT = /\b(select|insert|update|delete)\b/i

/**
 * Queries that do not name their city, as `file:line sql`. Every statement and every subquery in it says `${…tenant}`
 * itself: what only equals the tenant of an outer row is looked for on all nodes of a sharded database.
 */
export function cityless(source: Source): string[] {
  const { file, text, program } = source
  const found: string[] = []
  for (const [node, above] of walk(program)) {
    const wrong = node.type === 'TaggedTemplateExpression' ? inTemplate(text, node) : inChain(text, node, above)
    for (const query of wrong) found.push(`${file}:${lineAt(text, node.start)} ${query}`)
  }
  return found
}

/** Subqueries are judged first, the innermost before those around them, and then count as judged. */
function inTemplate(text: string, node: Node): string[] {
  if (nameOf(node.tag) !== 'sql') return []
  const wrong: string[] = []
  let sql = flat(text, node.quasi as Node)
  for (const SUBQUERY = /\(([^()]*)\)/; ; ) {
    const [whole, inner] = SUBQUERY.exec(sql) ?? []
    if (whole === undefined || inner === undefined) break
    const reads = STATEMENT.test(inner) && READS.test(inner)
    if (reads) wrong.push(...parts(inner))
    // A call, a list of columns or a condition is part of the query around it, city and all.
    sql = sql.replace(whole, () => (reads ? ' ' : ` ${inner} `))
  }
  return STATEMENT.test(sql) ? [...wrong, ...parts(sql)] : wrong
}

/** The branches of a union each read for themselves. */
const parts = (sql: string): string[] =>
  sql
    .split(/\bunion\b/i)
    .filter(part => READS.test(part) && !/\$TENANT|\bwhere\s+\$HANDED/i.test(part))
    .map(part => part.replace(/\s+/g, ' ').trim().slice(0, 120))

/** The text of a template with its values by what they are: the city, a table’s fragment, a condition handed in. */
function flat(text: string, quasi: Node): string {
  const values = quasi.expressions as Node[]
  const quasis = quasi.quasis as Node[]
  return quasis
    .map((piece, nth) => {
      const value = values[nth]
      const said = value ? text.slice(value.start, value.end) : ''
      const stands = /\btenant\b/i.test(said) ? '$TENANT' : /^[A-Z]+$/.test(said) ? '$FRAGMENT' : '$HANDED'
      return (piece.value as { raw: string }).raw.replace(/--.*$/gm, '') + (value ? stands : '')
    })
    .join('')
}

/** `selectFrom('person').where('tenant', …)`, by the query builder. */
function inChain(text: string, node: Node, above: readonly Node[]): string[] {
  const { property } = (node.callee ?? {}) as { property?: unknown }
  if (node.type !== 'CallExpression' || !/^(selectFrom|updateTable|deleteFrom)$/.test(nameOf(property))) return []
  const [table] = node.arguments as Node[]
  if (!table || !TABLES.includes(text.slice(table.start + 1, table.end - 1).split(' ')[0]!)) return []
  const links = [...above].reverse().findIndex(({ type }) => !/^(CallExpression|MemberExpression)$/.test(type))
  const chain = above[above.length - links] ?? node
  const said = text.slice(node.start, isNode(chain) ? chain.end : node.end)
  return /\.where\('(\w+\.)?tenant'/.test(said) ? [] : [said.split('\n')[0]!]
}
