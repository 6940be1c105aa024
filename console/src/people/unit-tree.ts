import type { Unit } from '@muster/core/people/wire.ts'

export interface Branch {
  readonly unit: Unit
  readonly depth: number
  readonly below: number
}

/**
 * Units in the order of their tree, with what is folded left out. A unit whose superior the reader does not see
 * stands at the top.
 */
export function treeOf(units: readonly Unit[], folded: ReadonlySet<string>): Branch[] {
  const known = new Set(units.map(({ id }) => id))
  const below = Map.groupBy(units, ({ parent }) => (parent && known.has(parent) ? parent : ''))
  const walk = (parent: string, depth: number): Branch[] =>
    (below.get(parent) ?? []).flatMap(unit => [
      { unit, depth, below: below.get(unit.id)?.length ?? 0 },
      ...(folded.has(unit.id) ? [] : walk(unit.id, depth + 1)),
    ])
  return walk('', 0)
}

/** Units that have others below them. */
export const trunksOf = (units: readonly Unit[]): string[] => {
  const known = new Set(units.map(({ id }) => id))
  return [...new Set(units.flatMap(({ parent }) => (parent && known.has(parent) ? [parent] : [])))]
}
