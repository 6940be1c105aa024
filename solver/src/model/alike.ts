import type { Model } from './model.ts'

/**
 * By job: its kind. Jobs of one kind no line can tell apart but by what the choices themselves cost: they have equal arcs,
 * and runs and sums count them alike.
 */
export function kindsOf(model: Model): Int32Array {
  const { jobs } = model
  const tables = tablesOf(model)
  const lists = listsOf(model)
  const alike = (one: number, other: number): boolean =>
    lists.every(list => list[one] === list[other]) && tables.every(table => equalArcs(table, jobs, one, other))
  const kinds = new Int32Array(jobs)
  const examples: number[] = []
  for (let job = 0; job < jobs; job++) {
    const known = examples.findIndex(example => alike(example, job))
    kinds[job] = known < 0 ? examples.push(job) - 1 : known
  }
  return kinds
}

/** All arcs of all lines: people share most of them. */
function tablesOf({ lines }: Model): Float64Array[] {
  const tables = new Set<Float64Array>()
  const seen = new Set<unknown>()
  for (const { arc, arcOn } of lines) {
    tables.add(arc)
    if (!arcOn || seen.has(arcOn)) continue
    seen.add(arcOn)
    for (const table of arcOn) if (table) tables.add(table)
  }
  return [...tables]
}

/** What runs and sums say of each job. */
function listsOf({ lines }: Model): ArrayLike<number>[] {
  const rules = new Set(
    lines.flatMap(({ runs, sums }): (readonly { readonly of: ArrayLike<number> }[])[] => [runs, sums]),
  )
  return [...new Set([...rules].flatMap(some => some.map(({ of }) => of)))]
}

function equalArcs(table: Float64Array, jobs: number, one: number, other: number): boolean {
  for (let job = 0; job < jobs; job++) {
    if (table[one * jobs + job] !== table[other * jobs + job]) return false
    if (table[job * jobs + one] !== table[job * jobs + other]) return false
  }
  return true
}
