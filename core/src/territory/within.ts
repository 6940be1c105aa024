import { isCode, isWithin } from './codes.ts'

/** What every list of places has. `parent` is needed only where codes do not say it, as in other countries' tables. */
export interface Named {
  code: string
  name: string
  parent?: string | null
}

/** Answers whether a place lies in another one (or is it): by the digits of the code, else by climbing its parents. */
export function lineage(entries: Iterable<Named>): (code: string, ancestor: string) => boolean {
  const parents = new Map<string, string>()
  for (const { code, parent } of entries) if (parent && !isCode(code)) parents.set(code, parent)
  return (code, ancestor) => {
    if (isCode(code) && isCode(ancestor)) return isWithin(code, ancestor)
    let at: string | undefined = code
    for (let steps = 0; at !== undefined && steps <= parents.size; steps += 1) {
      if (at === ancestor) return true
      at = parents.get(at)
    }
    return false
  }
}
