import type { Random } from '../random.ts'
import type { Column } from './column.ts'
import { type Aim, generate } from './generate.ts'
import type { Master } from './master.ts'
import type { Pricing } from './pricing.ts'

/** Rounds of generation after each step down. */
const ROUNDS = 5
/** Shares larger than this are fixed together; of others only the surest few. */
const SURE = 0.9
const FEW = 1 / 12

/**
 * Goes down from the master's solution to a roster: fixes the lines with the largest shares, generates columns for the
 * others, and so on until every line is whole (diving heuristic; Sadykov et al. 2019). When time ends on the way, whoever
 * is not fixed yet has some columns left: see {@link Dive.left}.
 */
export function dive(master: Master, pricing: Pricing, aim: Aim, random: Random): Dive {
  const { people } = master.scope
  const fixed: (Column | undefined)[] = Array.from(people, () => undefined)
  try {
    for (;;) {
      const { solved } = generate(master, pricing, { ...aim, rounds: ROUNDS, quick: true })
      if (!solved) return {}
      const whole = master.whole()
      if (whole) return { whole }
      if (aim.stop()) return { left: master.columns.filter(column => (fixed[column.of] ?? column) === column) }
      fix(master, fixed, random)
      for (const [of, column] of fixed.entries()) pricing.fixed[of] = column ? 1 : 0
      master.allow(column => (fixed[column.of] ?? column) === column)
    }
  } finally {
    pricing.fixed.fill(0)
    master.allow(() => true)
  }
}

/** Where a dive ended. */
export interface Dive {
  /** One column for each person. */
  readonly whole?: Column[]
  /** No time was left: the columns that fit to what was fixed. */
  readonly left?: Column[]
}

/** Fixes the heaviest columns of those whose share is surest, chance among equals. */
function fix(master: Master, fixed: (Column | undefined)[], random: Random): void {
  const heaviest = master.heaviest()
  const open = [...fixed.keys()].filter(of => !fixed[of])
  const rank = heaviest.map(at => master.shareOf(at) + 0.1 * random.unit())
  open.sort((a, b) => rank[b]! - rank[a]!)
  const sure = open.filter(of => master.shareOf(heaviest[of]!) > SURE).length
  for (const of of open.slice(0, Math.max(sure, Math.ceil(fixed.length * FEW))))
    fixed[of] = master.columns[heaviest[of]!]
}
