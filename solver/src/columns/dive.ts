import type { Random } from '../random.ts'
import type { Column } from './column.ts'
import { type Aim, generate } from './generate.ts'
import type { Master } from './master.ts'
import type { Pricing } from './pricing.ts'

/** Rounds of generation after each step down. */
const ROUNDS = 10
/** Choices surer than this are fixed together, up to a part of all days; of others only the surest few. */
const SURE = 0.95
const MANY = 1 / 6
const FEW = 1 / 60

/**
 * Goes down from the master's solution to a roster: fixes the choices that most of a person's shares agree on, generates
 * columns that fit, and so on until every line is whole (diving heuristic; Sadykov et al. 2019). Only choices of a
 * person's heaviest column are fixed, so that one column always fits. When time ends on the way, the columns that fit to
 * what was fixed are left.
 */
export function dive(master: Master, pricing: Pricing, aim: Aim, random: Random): Dive {
  const { people, model } = master.scope
  const fixed = new Int32Array(people.length * model.days).fill(-1)
  try {
    for (;;) {
      const { solved } = generate(master, pricing, { ...aim, rounds: ROUNDS, quick: true })
      if (!solved) return {}
      const whole = master.whole()
      if (whole) return { whole }
      if (aim.stop()) return { left: master.columns.filter(column => fits(column, fixed, model.days)) }
      fix(master, fixed, random)
      hold(pricing, fixed)
      master.allow(column => fits(column, fixed, model.days))
    }
  } finally {
    pricing.bans.fill(undefined)
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

function fits({ of, jobs }: Column, fixed: Int32Array, days: number): boolean {
  for (let day = 0; day < days; day++) {
    const must = fixed[of * days + day]!
    if (must >= 0 && must !== jobs[day]) return false
  }
  return true
}

/** Fixes the days of which the heaviest column is surest, chance among equals. */
function fix(master: Master, fixed: Int32Array, random: Random): void {
  const { days } = master.scope.model
  const heaviest = master.heaviest()
  const sure = new Float64Array(fixed.length)
  for (const [at, { of, jobs }] of master.columns.entries()) {
    const share = master.shareOf(at)
    const line = master.columns[heaviest[of]!]!.jobs
    if (share > 0) for (let day = 0; day < days; day++) if (jobs[day] === line[day]) sure[of * days + day]! += share
  }
  const open = Array.from(fixed.keys()).filter(at => fixed[at] === -1)
  const rank = sure.map(share => Math.min(share, 1) + 0.05 * random.unit())
  open.sort((a, b) => rank[b]! - rank[a]!)
  const surest = open.findIndex(at => rank[at]! < SURE)
  const sureOnes = Math.min(surest < 0 ? open.length : surest, fixed.length * MANY)
  for (const at of open.slice(0, Math.ceil(Math.max(sureOnes, fixed.length * FEW))))
    fixed[at] = master.columns[heaviest[Math.floor(at / days)]!]!.jobs[at % days]!
}

/** Shuts out, in pricing, whatever does not fit. */
function hold({ bans, scope }: Pricing, fixed: Int32Array): void {
  const { days, jobs } = scope.model
  for (let of = 0; of < bans.length; of++) {
    const ban = new Float64Array(days * jobs)
    for (let cell = 0; cell < ban.length; cell++) {
      const must = fixed[of * days + Math.floor(cell / jobs)]!
      if (must >= 0 && must !== cell % jobs) ban[cell] = Infinity
    }
    bans[of] = ban
  }
}
