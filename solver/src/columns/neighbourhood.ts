import type { Highs } from 'highs'
import type { LineProgram } from '../line/program.ts'
import { choose } from './choose.ts'
import { type Column, columnOf } from './column.ts'
import { type Aim, generate } from './generate.ts'
import { Master } from './master.ts'
import { Pricing } from './pricing.ts'
import type { Scope } from './scope.ts'

/** What came of a neighbourhood. */
export interface Outcome {
  /** Better columns, one for each person; absent: none were found. */
  readonly chosen?: Column[]
  /** Every column found on the way. */
  readonly columns: readonly Column[]
}

/**
 * Solves a small scope by column generation and an integer programme over those columns that can be part of anything
 * better: a column whose reduced price is above the gap cannot. It does not prove anything.
 */
export function neighbourhood(
  highs: Highs,
  programs: (person: number) => LineProgram,
  scope: Scope,
  start: readonly Column[],
  aim: Aim & { readonly seconds: () => number; readonly step: number },
): Outcome {
  const master = new Master(highs, scope)
  try {
    master.add(start.map(({ of, jobs, price }) => columnOf(scope, of, jobs, price)))
    const { bound, solved } = generate(master, new Pricing(scope, programs), { ...aim, quick: true })
    const { columns } = master
    if (!solved || aim.reachable(bound) >= aim.cutoff - 1e-6 || !master.solve()) return { columns }
    const whole = master.whole()
    if (whole) return { columns, chosen: whole }
    const pool = columns.filter(column => master.reducedPrice(column) < aim.cutoff - master.value)
    const chosen = choose(highs, scope, pool, { cutoff: aim.cutoff, seconds: aim.seconds(), step: aim.step })
    return { columns, ...(chosen && { chosen }) }
  } finally {
    master.dispose()
  }
}
