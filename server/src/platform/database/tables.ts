/** A table, and the tables its foreign keys lead to. */
export interface Leading {
  readonly name: string
  readonly leadsTo: readonly string[]
}

/** Puts what others lead to first; what is not among them is there already. */
export function parentsFirst<T extends Leading>(tables: readonly T[]): T[] {
  const done = new Set<T>()
  const waiting = new Set(tables.map(({ name }) => name))
  while (done.size < tables.length) {
    const next = tables.filter(one => !done.has(one) && one.leadsTo.every(to => !waiting.has(to)))
    if (next.length === 0) throw new Error('Foreign keys lead in a circle.')
    for (const one of next) done.add(one)
    for (const { name } of next) waiting.delete(name)
  }
  return [...done]
}
