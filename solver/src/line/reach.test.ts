import { expect, it } from 'vitest'
import type { Line } from '../model/model.ts'
import { priceOfLine } from '../model/price.ts'
import { random } from '../random.ts'
import { BestLine } from './best-line.ts'
import { compileLine } from './program.ts'

const DAYS = 98
const JOBS = 3
const weekends = Array.from({ length: DAYS / 7 }, (_, week) => [week * 7 + 5, week * 7 + 6])

/** Nearly as many shifts as there can be with every second weekend off and some days of leave; what they cost is chance. */
function tight(seed: number): Line {
  const chance = random(seed)
  const leave = 14 + chance.int(60)
  const off = (day: number) => day >= leave && day < leave + 9
  const run = { shortPrice: Infinity, longPrice: Infinity, before: 0, openStart: true, openEnd: true }
  return {
    node: Float64Array.from({ length: DAYS * JOBS }, (_, cell) =>
      cell % JOBS > 0 && off(Math.floor(cell / JOBS)) ? Infinity : chance.int(40) - 10,
    ),
    arc: Float64Array.of(0, 0, 0, 0, 0, 0, 0, Infinity, 0),
    before: 0,
    runs: [
      { ...run, of: Uint8Array.of(0, 1, 1), min: 2, max: 5 },
      { ...run, of: Uint8Array.of(1, 0, 0), min: 2, max: Infinity },
    ],
    sums: [
      {
        from: 0,
        to: DAYS,
        of: Int32Array.of(0, 1, 1),
        before: 0,
        price: { min: 62, below: Infinity, max: 64, above: Infinity },
      },
      {
        from: 0,
        to: DAYS,
        of: Int32Array.of(0, 1, 1),
        groups: weekends,
        before: 0,
        price: { min: 0, below: 0, max: 7, above: Infinity },
      },
      {
        from: 0,
        to: DAYS,
        of: Int32Array.of(0, 1, 0),
        before: 0,
        price: { min: 0, below: 0, max: 12, above: Infinity },
      },
    ],
  }
}

/** How many of these have a line that a few labels find. */
function found(far: boolean): number {
  const search = new BestLine()
  const seeds = Array.from({ length: 20 }, (_, seed) => seed)
  return seeds.filter(seed => {
    const line = tight(seed)
    const lines = new Uint16Array(DAYS)
    const question = {
      program: compileLine(line, DAYS, JOBS),
      extra: new Float64Array(DAYS * JOBS),
      lines,
      at: 0,
      from: 0,
      to: DAYS,
    }
    const price = search.ask({ ...question, quick: true, width: 12, far })
    const model = { days: DAYS, jobs: JOBS, lines: [line], counts: [], hardPrice: 1 }
    if (price < Infinity) expect(priceOfLine(model, line, lines)).toBe(price)
    return price < Infinity
  }).length
}

it('few labels find a line over many days where hours and weekends leave hardly a way, once such as cannot reach their hours are struck', () => {
  const without = found(false)
  expect(found(true)).toBe(20)
  expect(without).toBeLessThan(15)
})

it('a question that is stopped says no more than it knows: a line that is allowed or none, and no bound above the best', () => {
  const line = tight(3)
  const model = { days: DAYS, jobs: JOBS, lines: [line], counts: [], hardPrice: 1 }
  const program = compileLine(line, DAYS, JOBS)
  const ask = (looks: number) => {
    const search = new BestLine()
    const lines = new Uint16Array(DAYS)
    let left = looks
    const question = { program, extra: new Float64Array(DAYS * JOBS), lines, at: 0, from: 0, to: DAYS, width: 96 }
    const price = search.ask({ ...question, stop: () => left-- <= 0 })
    if (price < Infinity) expect(priceOfLine(model, line, lines)).toBe(price)
    return { price, least: search.least, proved: search.proved }
  }
  const best = ask(Infinity)
  expect(best.price).toBeLessThan(Infinity)
  for (const looks of [0, 1, 5, 20, 40]) {
    const { price, least, proved } = ask(looks)
    expect(least).toBeLessThanOrEqual(best.price)
    if (proved) expect(price).toBe(best.price)
  }
  expect(ask(0).proved).toBe(false)
})
