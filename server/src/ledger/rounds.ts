import type { SentFact } from '../platform/slice.ts'

/** What can be decided at once, and what has to wait for it. */
export interface Rounds<T> {
  readonly round: readonly T[]
  readonly later: T[]
}

/**
 * Takes from a list of facts those that can be decided together with the first one: of its kind, each about another
 * person, and none before its turn: a later fact of a person waits for that person's earlier ones. Those that name nobody
 * may speak of one another (an entry, and its end): they wait for any of another kind before them.
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
  let unbroken = true
  for (const one of facts) {
    const { kind, personId, id } = one.fact
    if (!personId && kind !== first.fact.kind) unbroken = false
    const person = personId ?? id
    const inTurn = kind === first.fact.kind && !people.has(person) && (personId !== undefined || unbroken)
    people.add(person)
    if (inTurn) round.push(one)
    else later.push(one)
  }
  return { round, later }
}
