import type { SentFact } from '../platform/slice.ts'

/** What can be decided at once, and what has to wait for it. */
export interface Rounds<T> {
  readonly round: readonly T[]
  readonly later: T[]
}

/**
 * Takes from a list of facts those that can be decided together with the first one: of its kind, each about another
 * person, and none before its turn: a later fact of a person waits for that person's earlier ones.
 *
 * @param together kinds that know how; of any other kind the first fact is a round by itself
 */
export function nextRound<T extends { readonly fact: SentFact }>(
  facts: readonly T[],
  together: (kind: string) => boolean,
): Rounds<T> {
  const [first] = facts
  if (!first || !together(first.fact.kind)) return { round: facts.slice(0, 1), later: facts.slice(1) }
  const round: T[] = []
  const later: T[] = []
  const people = new Set<string>()
  for (const one of facts) {
    const { kind, personId, id } = one.fact
    // Of a fact that names nobody nothing depends; its kind will refuse it.
    const person = personId ?? id
    const inTurn = kind === first.fact.kind && !people.has(person)
    people.add(person)
    if (inTurn) round.push(one)
    else later.push(one)
  }
  return { round, later }
}
