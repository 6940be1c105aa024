/** A cell of a draft as a difference: what happens to the published meanwhile stays, whoever publishes later. */

/** Who is to come and who is to go, against what is published. */
export interface Difference {
  readonly adds: readonly string[]
  readonly drops: readonly string[]
}

/** What a draft amounts to: those published in their order, then those who are to come. */
export function drafted(published: readonly string[], { adds, drops }: Difference): string[] {
  const stay = published.filter(id => !drops.includes(id))
  return [...stay, ...adds.filter(id => !stay.includes(id))]
}

/** The difference that makes of what is published what is wanted. */
export const differenceTo = (published: readonly string[], wanted: readonly string[]): Difference => ({
  adds: wanted.filter(id => !published.includes(id)),
  drops: published.filter(id => !wanted.includes(id)),
})

/** Whether two lists name the same people, in whatever order. */
export const samePeople = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every(id => other.includes(id))
