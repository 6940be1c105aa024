import type { Random } from '../random.ts'
import type { Column } from './column.ts'
import { type Aim, generate } from './generate.ts'
import type { Master } from './master.ts'
import type { Pricing } from './pricing.ts'

/** Rounds of generation after each step down. */
const ROUNDS = 15
/** Choices surer than this are fixed together, up to a part of all days; of others only the surest few. */
const SURE = 0.95
const MANY = 1 / 6
const FEW = 1 / 60

/**
 * Goes down from the master's solution to a roster: fixes the choices that most of a person's shares agree on, generates
 * columns that fit, and so on until every line is whole (diving heuristic; Sadykov et al. 2019). Only choices of a
 * person's heaviest column are fixed, so that one column always fits. Nothing when the way leads above the cutoff.
 */
export function dive(master: Master, pricing: Pricing, aim: Aim, random: Random): Column[] | undefined {
  const { people, model } = master.scope
  const fixed = new Int32Array(people.length * model.days).fill(-1)
  try {
    for (;;) {
      const { solved } = generate(master, pricing, { ...aim, rounds: ROUNDS })
      if (!solved || master.value >= aim.cutoff || aim.stop()) return undefined
      const heaviest = heaviestOf(master)
      if (heaviest.every(at => master.shareOf(at) > 1 - 1e-6)) return heaviest.map(at => master.columns[at] as Column)
      fix(master, heaviest, fixed, random)
      hold(master, pricing, fixed)
    }
  } finally {
    pricing.bans.fill(undefined)
    master.allow(() => true)
  }
}

/** For each person the column with the largest share. */
function heaviestOf(master: Master): number[] {
  const heaviest = Array.from(master.scope.people, () => -1)
  master.columns.forEach(({ of }, at) => {
    const best = heaviest[of] as number
    if (best < 0 || master.shareOf(at) > master.shareOf(best)) heaviest[of] = at
  })
  return heaviest
}

/** Fixes the days of which the heaviest column is surest, chance among equals. */
function fix(master: Master, heaviest: readonly number[], fixed: Int32Array, random: Random): void {
  const { days } = master.scope.model
  const sure = new Float64Array(fixed.length)
  master.columns.forEach(({ of, jobs }, at) => {
    const share = master.shareOf(at)
    const line = (master.columns[heaviest[of] as number] as Column).jobs
    if (share > 0)
      for (let day = 0; day < days; day++) if (jobs[day] === line[day]) (sure[of * days + day] as number) += share
  })
  const open = Array.from(fixed.keys()).filter(at => fixed[at] === -1)
  const rank = sure.map(share => Math.min(share, 1) + 0.05 * random.unit())
  open.sort((a, b) => (rank[b] as number) - (rank[a] as number))
  const surest = open.findIndex(at => (rank[at] as number) < SURE)
  const sureOnes = Math.min(surest < 0 ? open.length : surest, fixed.length * MANY)
  for (const at of open.slice(0, Math.ceil(Math.max(sureOnes, fixed.length * FEW)))) {
    const line = (master.columns[heaviest[Math.floor(at / days)] as number] as Column).jobs
    fixed[at] = line[at % days] as number
  }
}

/** Shuts out, in the master and in pricing, whatever does not fit. */
function hold(master: Master, pricing: Pricing, fixed: Int32Array): void {
  const { people, model } = master.scope
  master.allow(({ of, jobs }) => {
    for (let day = 0; day < model.days; day++) {
      const must = fixed[of * model.days + day] as number
      if (must >= 0 && must !== jobs[day]) return false
    }
    return true
  })
  for (let of = 0; of < people.length; of++) {
    const bans = new Float64Array(model.days * model.jobs)
    for (let cell = 0; cell < bans.length; cell++) {
      const must = fixed[of * model.days + Math.floor(cell / model.jobs)] as number
      if (must >= 0 && must !== cell % model.jobs) bans[cell] = Number.POSITIVE_INFINITY
    }
    pricing.bans[of] = bans
  }
}
