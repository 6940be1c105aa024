import { parseSync } from 'vite'
import { read } from './files.ts'

/** A node of the syntax tree, as much of it as the rules look at (ESTree with the TypeScript extension). */
export interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

/** A source file, parsed once and asked many things. */
export interface Source {
  file: string
  text: string
  program: Node
  comments: { value: string; line: number }[]
}

const parsed = new Map<string, Source>()

/** The file parsed; @throws Error when it is not TypeScript, since then no rule could look at it. */
export function source(file: string): Source {
  const known = parsed.get(file) ?? parse(file, read(file))
  parsed.set(file, known)
  return known
}

/** Parses a text as the file of that name. */
export function parse(file: string, text: string): Source {
  const { program, comments, errors } = parseSync(file, text, { sourceType: 'module', astType: 'ts' })
  const first = errors[0]
  if (first) throw new Error(`${file}: ${first.message}`)
  return {
    file,
    text,
    program: program as unknown as Node,
    comments: comments.map(({ value, start }) => ({ value, line: lineAt(text, start) })),
  }
}

/** The line, counted from 1, of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** Every node below one, outermost first, each with the nodes it stands in. */
export function* walk(node: Node, above: readonly Node[] = []): Generator<[node: Node, above: readonly Node[]]> {
  yield [node, above]
  const here = [...above, node]
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(child)) yield* walk(child, here)
}

/** Whether something is a node; literals carry values that look like anything. */
export const isNode = (it: unknown): it is Node =>
  typeof it === 'object' &&
  it !== null &&
  typeof (it as Node).type === 'string' &&
  typeof (it as Node).start === 'number'

/** The dotted name of an identifier or a chain of members, `Date.now`; empty for anything else. */
export function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'Identifier') return node.name as string
  if (node.type !== 'MemberExpression' || node.computed) return ''
  const object = nameOf(node.object)
  return object && `${object}.${nameOf(node.property)}`
}

/** What a file imports, re-exports or loads later, with the line it does so. */
export function importsOf({ program, text }: Source): { specifier: string; line: number }[] {
  const found = []
  for (const [node] of walk(program)) {
    if (!/^(Import|ExportNamed|ExportAll)(Declaration|Expression)$|^TSImportType$/.test(node.type)) continue
    const { value } = (node.source ?? {}) as { value?: unknown }
    if (typeof value === 'string') found.push({ specifier: value, line: lineAt(text, node.start) })
  }
  return found
}

/** A function and how many lines it takes, from its name to its closing brace. */
export interface Measured {
  file: string
  line: number
  lines: number
  name: string
}

/** Every function of a file. The body of a `describe` is a table of contents and does not count. */
export function functionsOf({ file, text, program }: Source): Measured[] {
  const found: Measured[] = []
  for (const [node, above] of walk(program)) {
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) continue
    const parent = above.at(-1)
    if (parent?.type === 'CallExpression' && /^describe\b/.test(calleeText(text, parent))) continue
    const line = lineAt(text, node.start)
    found.push({ file, line, lines: lineAt(text, node.end) - line + 1, name: nameFor(node, parent) })
  }
  return found
}

const calleeText = (text: string, call: Node) => text.slice(call.start, (call.callee as Node).end)

function nameFor(node: Node, parent: Node | undefined): string {
  return nameOf(node.id) || nameOf(parent?.id) || nameOf(parent?.key) || 'a nameless function'
}

/** The names of the tests of a file, with the names of the groups they stand in. */
export function testNamesOf({ text, program }: Source): string[] {
  const names: string[] = []
  for (const [node, above] of walk(program)) {
    if (node.type !== 'CallExpression' || !/^(it|test)(\.|$)/.test(nameOf(node.callee))) continue
    names.push(
      [...above, node]
        .map(each => titleOf(text, each))
        .filter(Boolean)
        .join(' > '),
    )
  }
  return names
}

function titleOf(text: string, node: Node): string {
  if (node.type !== 'CallExpression' || !/^(it|test|describe)\b/.test(calleeText(text, node))) return ''
  const [title] = node.arguments as Node[]
  return title ? text.slice(title.start + 1, title.end - 1) : ''
}
