/**
 * What a checker finds. The checkers read instance and solution from their published texts and share nothing with the
 * engine, so that a misread rule shows as two numbers that differ.
 */
export interface Verdict {
  /** Broken hard rules, one entry each; none: the solution is feasible. */
  readonly violations: readonly Violation[]
  /** The sum of the parts. */
  readonly cost: number
  /** What each soft rule costs, by the format's own name for it. */
  readonly parts: Readonly<Record<string, number>>
}

export interface Violation {
  /** The format's own name of the rule. */
  readonly rule: string
  /** Who or what, when, and by how much. */
  readonly says: string
}

/** A verdict whose cost is the sum of its parts. */
export function verdictOf(violations: readonly Violation[], parts: Readonly<Record<string, number>>): Verdict {
  const cost = Object.values(parts).reduce((sum, part) => sum + part, 0)
  return { violations, cost, parts }
}
