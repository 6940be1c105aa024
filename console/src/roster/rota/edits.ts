/** Who stands in which slot of the draft (a shift's places, or its standby); the order of the people says nothing. */
export type Draft = ReadonlyMap<string, readonly string[]>

/** One slot's people before and after: what is saved, and what undo turns round. */
export interface Change {
  readonly slot: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** A person in the hand; without `from` they come from the pool, or stay where they are as well. */
export interface Held {
  readonly personId: string
  readonly from?: string | undefined
}

/** A person at a place of the board. */
export interface Seat {
  readonly slot: string
  readonly personId: string
}

/** Where something is let go: a slot, and who sat at that place. */
export interface Target {
  readonly slot: string
  readonly personId?: string | undefined
}

export const peopleOf = (draft: Draft, slot: string): readonly string[] => draft.get(slot) ?? []

/** Puts what is held down: on a free place it is added; one on one person, the two change places. */
export function drop(draft: Draft, held: readonly Held[], target: Target): Change[] {
  const next = new Map<string, string[]>()
  const at = (slot: string) => {
    const people = next.get(slot) ?? [...peopleOf(draft, slot)]
    next.set(slot, people)
    return people
  }
  const [one] = held
  const stands = held.length === 1 && one && peopleOf(draft, target.slot).includes(one.personId)
  const taken = held.length === 1 && !stands ? target.personId : undefined
  if (taken) take(at(target.slot), taken)
  for (const { personId, from } of held) {
    if (from === target.slot) continue
    if (from) take(at(from), personId)
    give(at(target.slot), personId)
  }
  if (taken && one?.from) give(at(one.from), taken)
  return changesOf(draft, next)
}

/** Takes people off. */
export function remove(draft: Draft, seats: readonly Seat[]): Change[] {
  const next = new Map<string, string[]>()
  for (const { slot, personId } of seats) {
    const people = next.get(slot) ?? [...peopleOf(draft, slot)]
    take(people, personId)
    next.set(slot, people)
  }
  return changesOf(draft, next)
}

export const turned = (changes: readonly Change[]): Change[] =>
  changes.map(({ slot, before, after }) => ({ slot, before: after, after: before }))

/** The draft with changes made. */
export function withChanges(draft: Draft, changes: readonly Change[]): Draft {
  const next = new Map(draft)
  for (const { slot, after } of changes) next.set(slot, after)
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
    .map(([slot, after]) => ({ slot, before: peopleOf(draft, slot), after }))
    .filter(({ before, after }) => before.length !== after.length || after.some(person => !before.includes(person)))
}
