/**
 * Where rules write their terms. A term is said once for all the people it means, and people of equal terms come to
 * share arrays. People, days and jobs are numbers of the model; `Infinity` forbids.
 */
import type { Count, Run, Sum } from './model.ts'

export interface Draft {
  /** A price of some choices, `day * jobs + job`. */
  node(people: readonly number[], price: number, cells: readonly number[]): void
  /** Prices by job, the same on each of some days. */
  row(people: readonly number[], prices: readonly number[], days: readonly number[]): void
  /** A price of some second jobs on the day after the first, `first * jobs + second`; `into` some days only. */
  arc(people: readonly number[], price: number, pairs: readonly number[], into?: readonly number[]): void
  run(people: readonly number[], run: Run): void
  sum(people: readonly number[], sum: Sum): void
  count(count: Count): void
}
