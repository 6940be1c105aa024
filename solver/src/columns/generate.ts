import type { Master } from './master.ts'
import type { Pricing } from './pricing.ts'

/** What to generate columns for, and when it is enough. */
export interface Aim {
  /** A roster of the scope costs so much already: a bound that reaches it ends the work. */
  readonly cutoff: number
  /** The least that a roster can cost when it costs no less than this. */
  readonly reachable: (bound: number) => number
  /** True: no time left. */
  readonly stop: () => boolean
  /** Called with each better bound. */
  readonly onBound?: (bound: number) => void
  /** Duals that are likely near the best: where to begin smoothing. */
  readonly centre?: Float64Array | undefined
  /** Rounds at most. Absent: until nothing is left to find. */
  readonly rounds?: number
}

/** How it ended. */
export interface Generated {
  readonly bound: number
  /** False: the master has no solution. */
  readonly solved: boolean
  /** The duals of the best bound. */
  readonly centre: Float64Array | undefined
  /** Nothing is left to find: the value of the master is that of the whole linear programme. */
  readonly complete: boolean
}

/** How much of the duals asked next is the best ones so far, and how little of a price is none. */
const SMOOTH = 0.7
const NEAR = 1e-6

/** How a round asks: how much its duals are smoothed, and how many labels a day it keeps (absent: exactly). */
interface Step {
  readonly smooth: number
  readonly width?: number
}

const FIRST: Step = { smooth: SMOOTH, width: 100 }

/** What to ask next when a round found nothing; nothing more when it was exact and at the master's own duals. */
function after({ smooth, width }: Step): Step | undefined {
  if (width !== undefined) return { smooth }
  return smooth > 0 ? { smooth: 0 } : undefined
}

/**
 * Column generation with smoothed duals (Wentges 1997): each round asks for lines at a point between the master's duals and
 * those that gave the best bound, which keeps duals from swinging while columns are few. Where that finds nothing for the
 * master's own duals, the round is done again with them alone. Rounds are quick, and exact only where a quick one finds
 * nothing: then they prove something.
 */
export function generate(master: Master, pricing: Pricing, aim: Aim): Generated {
  let bound = Number.NEGATIVE_INFINITY
  let centre = aim.centre
  let step: Step | undefined = FIRST
  for (let round = 0; round < (aim.rounds ?? Number.POSITIVE_INFINITY) && !aim.stop(); round++) {
    if (!master.solve()) return { bound, centre, solved: false, complete: false }
    const enough = Math.min(aim.cutoff, aim.reachable(master.value - NEAR))
    if (aim.reachable(bound) >= enough - NEAR) return { bound, centre, solved: true, complete: true }
    const duals = round === 0 && centre ? centre : between(master.duals, centre, step.smooth)
    const found = pricing.round(duals, step.width)
    if (found.bound > bound + NEAR) {
      bound = found.bound
      centre = duals
      aim.onBound?.(bound)
    } else if (step.width) centre = duals
    const useful = found.columns.filter(column => reducedPrice(master, column) < -NEAR)
    const added = master.add(useful)
    step = added > 0 ? FIRST : after(step)
    if (!step) return { bound, centre, solved: true, complete: true }
  }
  return { bound, centre, solved: master.value < Number.POSITIVE_INFINITY, complete: false }
}

/** What a column saves the master a share, as a negative price. */
export function reducedPrice(master: Master, column: { of: number; price: number; rows: Int32Array }): number {
  const duals = master.duals
  let price = column.price - master.limitOf(column.of)
  for (const row of column.rows) price -= duals[row] as number
  return price
}

function between(here: Float64Array, centre: Float64Array | undefined, smooth: number): Float64Array {
  if (!centre || smooth === 0) return here.slice()
  return here.map((dual, i) => smooth * (centre[i] as number) + (1 - smooth) * dual)
}
