import { keyOf } from './key.ts'

/**
 * A condition of XLSForm as far as this house knows it: one question, and the answers on which it depends.
 * `${q} = 'a'`, `selected(${q}, 'a')`, and several of them about one question joined by `or`.
 */
export function askedWhen(
  relevant: string,
  keys: ReadonlyMap<string, string>,
): { key: string; is: (string | boolean)[] } | null {
  const parts = relevant.split(/\s+or\s+/i).map(part => partOf(part.trim().replace(/^\((.*)\)$/, '$1')))
  const [first] = parts
  if (!first || parts.some(part => part?.name !== first.name)) return null
  const key = keys.get(first.name)
  return key ? { key, is: parts.map(part => part!.value) } : null
}

const EQUAL = /^\$\{([^}]+)\}\s*=\s*['"‘’“”]([^'"‘’“”]+)['"‘’“”]$/
const SELECTED = /^selected\(\s*\$\{([^}]+)\}\s*,\s*['"‘’“”]([^'"‘’“”]+)['"‘’“”]\s*\)$/i

function partOf(part: string): { name: string; value: string | boolean } | null {
  const [, name, value] = EQUAL.exec(part) ?? SELECTED.exec(part) ?? []
  if (!name || !value) return null
  return { name: name.trim(), value: value === 'OK' ? true : keyOf(value) }
}
