import type { Plugin } from 'vite'

/** What of a contract value only the server uses: it checks what goes in and out, a phone trusts its own server. */
const OF_SERVER: Readonly<Record<string, readonly string[]>> = {
  endpoint: ['input', 'output', 'problems'],
  kind: ['payload'],
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}
interface Edit {
  readonly start: number
  readonly end: number
  readonly as: (text: string) => string
}

/**
 * Leaves the shapes of contract values out of a phone's bundle, and with them most of the library that describes shapes:
 * a third of what a cheap phone would fetch.
 */
export const contractWithoutShapes: Plugin = {
  name: 'contract-without-shapes',
  transform(code, id) {
    if (!/\/core\/src\/.*\.ts$/.test(id)) return null
    const tree = this.parse(code) as unknown as Node
    const edits = [...dropped(tree), ...made(tree)].sort((a, b) => b.start - a.start)
    return { code: edits.reduce(applied, code), map: null }
  },
}

/** From the end, so that earlier places stay where they are. */
const applied = (code: string, { start, end, as }: Edit): string =>
  code.slice(0, start) + as(code.slice(start, end)) + code.slice(end)

/** The shapes within contract values, wherever such a value is made. */
function dropped(node: unknown): Edit[] {
  if (Array.isArray(node)) return node.flatMap(dropped)
  if (typeof node !== 'object' || node === null) return []
  const { type, callee, arguments: args } = node as Node & { callee?: { name?: string }; arguments?: Node[] }
  const names = type === 'CallExpression' ? OF_SERVER[callee?.name ?? ''] : undefined
  if (!names) return Object.values(node).flatMap(dropped)
  const properties = (args?.[0]?.properties ?? []) as { key?: { name?: string }; value: Node }[]
  return properties
    .filter(({ key }) => names.includes(key?.name ?? ''))
    .map(({ value: { start, end } }) => ({ start, end, as: () => 'undefined' }))
}

/** Constants of a module that hold shapes: marked as of no effect, so that those nobody reads go. */
function made({ body }: Node): Edit[] {
  const statements = (body as (Node & { declaration?: Node })[]).map(({ declaration, ...node }) => declaration ?? node)
  const declared = statements.flatMap(({ declarations }) => (declarations ?? []) as { init: Node | null }[])
  return declared.flatMap(({ init }) => {
    const isMade = init?.type === 'CallExpression' || init?.type === 'ObjectExpression'
    if (!isMade || dropped(init).length > 0) return []
    return [{ start: init.start, end: init.end, as: text => `/* @__PURE__ */ (() => (${text}))()` }]
  })
}
