import { expect, it } from 'vitest'
import { programsOf } from '../line/program.ts'
import type { Count, Model } from '../model/model.ts'
import { priceOfLine } from '../model/price.ts'
import { random } from '../random.ts'
import { columnOf } from './column.ts'
import { dive } from './dive.ts'
import { loadHighs } from './highs.ts'
import { Master } from './master.ts'
import { Pricing } from './pricing.ts'
import { whole } from './scope.ts'

const highs = (await loadHighs())!
const DAYS = 5
const PEOPLE = 9

/** People with wishes of their own, and just so many wanted that shares are seldom whole at once. */
function crowd(seed: number): Model {
  const chance = random(seed)
  const jobs = 3
  const lines = Array.from({ length: PEOPLE }, () => ({
    node: Float64Array.from({ length: DAYS * jobs }, () => chance.int(7)),
    arc: new Float64Array(jobs * jobs),
    before: 0,
    runs: [],
    sums: [
      {
        from: 0,
        to: DAYS,
        of: Int32Array.of(0, 2, 3),
        before: 0,
        price: { min: 0, below: 0, max: 7, above: Infinity },
      },
    ],
  }))
  const counts = Array.from({ length: 2 * DAYS }, (_, at): Count => {
    const prices = Float64Array.of(90, 55, 25, 0, 20, 40, 60, 80, 99, 120)
    return { day: at >> 1, jobs: [1 + (at & 1)], price: { kind: 'table', prices } }
  })
  return { days: DAYS, jobs, lines, counts, hardPrice: 1e4 }
}

/** A dive that may ask so many times whether its time is over. */
function dived(model: Model, asks: number) {
  const scope = whole(model)
  const master = new Master(highs, scope)
  try {
    const free = () => new Uint16Array(DAYS)
    master.add(model.lines.map((line, person) => columnOf(scope, person, free(), priceOfLine(model, line, free()))))
    const pricing = new Pricing(scope, programsOf(model))
    let asked = 0
    const aim = { cutoff: Infinity, reachable: (bound: number) => bound, stop: () => asked++ >= asks }
    const { whole: all, left } = dive(master, pricing, aim, random(1))
    return { all, left, bans: pricing.bans, columns: master.columns }
  } finally {
    master.dispose()
  }
}

const CUT = [45, 90, 110, 130, 160, 200]

it.each([0, 1, 2, 3])('a dive whose time ends leaves a line of everybody at least, and nothing shut out (%i)', seed => {
  const model = crowd(seed)
  const cut = CUT.map(asks => dived(model, asks))
  for (const { all, left, bans } of cut) {
    expect(bans.every(ban => ban === undefined)).toBe(true)
    const lines = all ?? left!
    expect(new Set(lines.map(({ of }) => of)).size).toBe(PEOPLE)
    for (const { of, jobs, price } of lines) expect(price).toBeCloseTo(priceOfLine(model, model.lines[of]!, jobs), 6)
  }
  expect(cut.some(({ left, columns }) => left && left.length < columns.length)).toBe(true)
})

it('a dive without any time leaves nothing, one with enough of it a line of everybody', () => {
  expect(dived(crowd(0), 0)).toMatchObject({ all: undefined, left: undefined })
  expect(dived(crowd(0), 10_000).all).toHaveLength(PEOPLE)
})
