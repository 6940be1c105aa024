import type { Scope } from './scope.ts'

/** One person's whole line, as a column of the master: what it costs, and the rows it adds one to. */
export interface Column {
  /** Position among the scope's people. */
  readonly of: number
  readonly jobs: Uint16Array
  /** The line's own price. */
  readonly price: number
  /** Rows of the scope, ascending. */
  readonly rows: Int32Array
}

/** @param jobs by day; kept, not copied */
export function columnOf(scope: Scope, of: number, jobs: Uint16Array, price: number): Column {
  const { model } = scope
  const rows: number[] = []
  for (let day = scope.from; day < scope.to; day++)
    for (const row of scope.rowsOfCell[day * model.jobs + jobs[day]!]!) rows.push(row)
  for (const row of scope.rowsAbout[of]!) {
    const count = model.counts[scope.rows[row]!.count]!
    if (count.jobs.includes(jobs[count.day]!)) rows.push(row)
  }
  return { of, jobs, price, rows: Int32Array.from(rows).sort() }
}

/** Says the same of equal lines of one person. */
export function nameOf(of: number, jobs: Uint16Array): string {
  return String.fromCharCode(of, ...jobs)
}
