import type { Highs } from 'highs'
import type { LineProgram } from '../line/program.ts'
import { choose } from './choose.ts'
import { type Column, columnOf } from './column.ts'
import { type Aim, generate, reducedPrice } from './generate.ts'
import { Master } from './master.ts'
import { Pricing } from './pricing.ts'
import type { Scope } from './scope.ts'

/** What came of a neighbourhood. */
export interface Outcome {
  /** Better columns, one for each person; absent: none were found. */
  readonly chosen?: Column[]
  /** Every column found on the way, for the great master. */
  readonly columns: readonly Column[]
  /** Whether nothing better is left here. */
  readonly exhausted: boolean
}

/**
 * Solves a small scope by column generation and an integer programme over those columns that can be part of anything
 * better: a column whose reduced price is above the gap cannot.
 */
export function neighbourhood(
  highs: Highs,
  programs: (person: number) => LineProgram,
  scope: Scope,
  start: readonly Column[],
  aim: Aim & { readonly seconds: number },
): Outcome {
  const master = new Master(highs, scope)
  try {
    master.add(start.map(({ of, jobs, price }) => columnOf(scope, of, jobs, price)))
    const { bound, solved, complete } = generate(master, new Pricing(scope, programs), aim)
    const { columns } = master
    if (!solved || aim.reachable(bound) >= aim.cutoff - 1e-6) return { columns, exhausted: complete }
    const gap = aim.cutoff - Math.max(bound, Number.NEGATIVE_INFINITY)
    const pool = columns.filter(column => reducedPrice(master, column) < gap)
    const chosen = choose(highs, scope, pool, { cutoff: aim.cutoff, seconds: aim.seconds })
    return { columns, ...(chosen && { chosen }), exhausted: false }
  } finally {
    master.dispose()
  }
}
