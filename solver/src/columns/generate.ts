import type { Master } from './master.ts'
import type { Pricing } from './pricing.ts'

/** What to generate columns for, and when it is enough. */
export interface Aim {
  /** A roster of the scope costs so much already: a bound that reaches it ends the work. */
  readonly cutoff: number
  /** The least that a roster can cost when it costs no less than this. */
  readonly reachable: (bound: number) => number
  /** True: no time left. Asked often. */
  readonly stop: () => boolean
  /** Called with each better bound. */
  readonly onBound?: (bound: number) => void
  /** Duals that are likely near the best: where to begin smoothing. */
  readonly centre?: Float64Array | undefined
  /** Rounds at most. Absent: until nothing is left to find. */
  readonly rounds?: number
  /** True: ends as soon as a quick round finds nothing, so that nothing is proved. */
  readonly quick?: boolean
}

/** How it ended. */
export interface Generated {
  readonly bound: number
  /** False: the master has no solution. */
  readonly solved: boolean
  /** The duals asked last. */
  readonly centre: Float64Array | undefined
  /** Nothing is left to find. */
  readonly complete: boolean
}

const NEAR = 1e-6

/** How a round asks: how much of its duals is those asked last, and how many labels a day it keeps (absent: all). */
interface Step {
  readonly smooth: number
  readonly width?: number
}

/** What is asked next when a round found nothing: dearer, and at the end exactly at the master's own duals. */
const LADDER: readonly Step[] = [{ smooth: 0.4, width: 768 }, { smooth: 0, width: 768 }, { smooth: 0 }]
const QUICK = 2

/**
 * Column generation with smoothed duals (Neame 1999): each round asks for lines at a point between the master's duals and
 * those asked last, which keeps duals from swinging while columns are few. Where that finds nothing for the master's own
 * duals, the round is done again with them alone, and more exactly.
 */
export function generate(master: Master, pricing: Pricing, aim: Aim): Generated {
  let bound = -Infinity
  let { centre } = aim
  let rung = 0
  const top = aim.quick ? QUICK : LADDER.length
  for (let round = 0; round < (aim.rounds ?? Infinity) && rung < top && !aim.stop(); round++) {
    if (!master.solve()) return { bound, centre, solved: false, complete: false }
    const enough = Math.min(aim.cutoff, aim.reachable(master.value - NEAR))
    if (aim.reachable(bound) >= enough - NEAR) return { bound, centre, solved: true, complete: true }
    const { smooth, width } = LADDER[rung]!
    const duals = round === 0 && centre ? centre : between(master.duals, centre, smooth)
    const found = pricing.round(duals, { width, known: master.cheapest(duals), stop: aim.stop })
    if (found.bound > bound + NEAR) {
      bound = found.bound
      aim.onBound?.(bound)
    }
    centre = duals
    const added = master.add(found.columns.filter(column => master.reducedPrice(column) < -NEAR))
    rung = added > 0 ? 0 : rung + 1
  }
  return { bound, centre, solved: master.value < Infinity, complete: rung === top }
}

function between(here: Float64Array, centre: Float64Array | undefined, smooth: number): Float64Array {
  if (!centre || smooth === 0) return here.slice()
  return here.map((dual, row) => smooth * centre[row]! + (1 - smooth) * dual)
}
