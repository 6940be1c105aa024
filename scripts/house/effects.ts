import { isNode, lineAt, nameOf, type Source, walk } from './source.ts'

/** What makes the same input give another answer, or reaches out of the process. */
const EFFECTS = new Set([
  'Date.now',
  'performance.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'fetch',
  'globalThis.fetch',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'console.log',
  'console.warn',
  'console.error',
])
const WORLD = /^(process|window|document|navigator|localStorage|sessionStorage|indexedDB|globalThis|Buffer)(\.|$)/
const CLOCKS = new Set(['Date.now', 'performance.now', 'performance.timeOrigin', 'process.hrtime', 'process.uptime'])
const SQL_CLOCK =
  /\b(now\(\)|current_(timestamp|date|time)\b|local(timestamp|time)\b|(clock|statement|transaction)_timestamp\()/i

/** Clocks, randomness and the outside world in a file that must have none. */
export function effectsOf(source: Source): string[] {
  const { file, text, program } = source
  const found = clocksOf(source)
  for (const [node, above] of walk(program)) {
    const called = node.type === 'CallExpression' ? nameOf(node.callee) : ''
    const outer = above.at(-1)
    const named = outer?.type === 'MemberExpression' && !outer.computed ? outer.object === node : !isLabel(node, outer)
    const touched = node.type === 'Identifier' && named && WORLD.test(nameOf(node)) ? nameOf(node) : ''
    const effect = EFFECTS.has(called) && !CLOCKS.has(called) ? called : touched
    if (effect) found.push(`${file}:${lineAt(text, node.start)} ${effect}`)
  }
  return found
}

/** A key of an object or a type, a parameter's label: a word, not the thing. */
function isLabel(node: object, outer: { type: string; key?: unknown } | undefined): boolean {
  return outer === undefined || outer.key === node || /^TS|^Import|^Export/.test(outer.type)
}

/** Places where a file reads a clock of its own, in TypeScript or in the SQL it holds. */
export function clocksOf({ file, text, program }: Source): string[] {
  const found: string[] = []
  for (const [node] of walk(program)) {
    const clock = clockIn(node)
    if (clock) found.push(`${file}:${lineAt(text, node.start)} ${clock}`)
  }
  return found
}

function clockIn(node: { type: string; [key: string]: unknown }): string {
  const callee = isNode(node.callee) ? nameOf(node.callee) : ''
  const bare = Array.isArray(node.arguments) && node.arguments.length === 0
  if (node.type === 'NewExpression' && callee === 'Date' && bare) return 'new Date()'
  if (node.type === 'CallExpression' && (CLOCKS.has(callee) || callee.startsWith('Temporal.Now.'))) return callee
  if (node.type === 'CallExpression' && callee === 'Date') return 'Date()'
  if (node.type === 'TemplateElement') return sqlClock((node.value as { raw: string }).raw)
  return node.type === 'Literal' && typeof node.value === 'string' ? sqlClock(node.value) : ''
}

/** The clock of the database in a piece of SQL; empty when there is none. */
export const sqlClock = (sql: string): string => SQL_CLOCK.exec(sql.replace(/--.*$/gm, ''))?.[0] ?? ''
