/** Who stands in which half of which cell (its places, or its standby); the order of the people says nothing. */
export type Draft = ReadonlyMap<string, readonly string[]>

/** One half's people before and after: what is saved, and what undo turns round. */
export interface Change {
  readonly half: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** A person in the hand; without `from` they come from the pool, or stay where they are as well. */
export interface Held {
  readonly personId: string
  readonly from?: string | undefined
}

/** A person at a place of the board. */
export interface Placed {
  readonly half: string
  readonly personId: string
}

/** Where something is let go: a half, and who sat at that place. */
export interface Target {
  readonly half: string
  readonly personId?: string | undefined
}

export const peopleOf = (draft: Draft, half: string): readonly string[] => draft.get(half) ?? []

/** Puts what is held down: on a free place it is added; one on one person, the two change places. */
export function drop(draft: Draft, held: readonly Held[], target: Target): Change[] {
  const next = new Map<string, string[]>()
  const at = (half: string) => {
    const people = next.get(half) ?? [...peopleOf(draft, half)]
    next.set(half, people)
    return people
  }
  const [one] = held
  const stands = held.length === 1 && one && peopleOf(draft, target.half).includes(one.personId)
  const taken = held.length === 1 && !stands ? target.personId : undefined
  if (taken) take(at(target.half), taken)
  for (const { personId, from } of held) {
    if (from === target.half) continue
    if (from) take(at(from), personId)
    give(at(target.half), personId)
  }
  if (taken && one?.from) give(at(one.from), taken)
  return changesOf(draft, next)
}

/** Takes people off. */
export function remove(draft: Draft, placed: readonly Placed[]): Change[] {
  const next = new Map<string, string[]>()
  for (const { half, personId } of placed) {
    const people = next.get(half) ?? [...peopleOf(draft, half)]
    take(people, personId)
    next.set(half, people)
  }
  return changesOf(draft, next)
}

export const turned = (changes: readonly Change[]): Change[] =>
  changes.map(({ half, before, after }) => ({ half, before: after, after: before }))

/** The draft with changes made. */
export function withChanges(draft: Draft, changes: readonly Change[]): Draft {
  const next = new Map(draft)
  for (const { half, after } of changes) next.set(half, after)
  return next
}

function take(people: string[], personId: string): void {
  const at = people.indexOf(personId)
  if (at >= 0) people.splice(at, 1)
}

function give(people: string[], personId: string): void {
  if (!people.includes(personId)) people.push(personId)
}

function changesOf(draft: Draft, next: ReadonlyMap<string, readonly string[]>): Change[] {
  return [...next]
    .map(([half, after]) => ({ half, before: peopleOf(draft, half), after }))
    .filter(({ before, after }) => before.length !== after.length || after.some(person => !before.includes(person)))
}
