import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { programsOf } from '../line/program.ts'
import { type Count, type Lines, type Model, OFF } from '../model/model.ts'
import { costOf, priceOfLine, scoreOfLines } from '../model/price.ts'
import { random } from '../random.ts'
import type { Message } from '../search/exchange.ts'
import { envelope } from './envelope.ts'
import { loadHighs } from './highs.ts'
import { polish } from './polish.ts'
import { Pricing } from './pricing.ts'
import { reachableOf, stepOf } from './reachable.ts'
import { whole } from './scope.ts'

const highs = await loadHighs()

/** A few people, days and jobs with every kind of term, made by chance. */
function small(seed: number): Model {
  const chance = random(seed)
  const days = 2 + chance.int(3)
  const jobs = 2 + chance.int(2)
  const people = 2 + chance.int(2)
  const work = Uint8Array.from({ length: jobs }, (_, job) => (job === OFF ? 0 : 1))
  const lines = Array.from({ length: people }, () => ({
    node: Float64Array.from({ length: days * jobs }, () => (chance.int(8) === 0 ? Infinity : chance.int(9) - 2)),
    arc: Float64Array.from({ length: jobs * jobs }, () => (chance.int(6) === 0 ? Infinity : chance.int(3))),
    before: chance.int(jobs),
    runs: [
      {
        of: work,
        min: chance.int(3),
        max: 1 + chance.int(3),
        shortPrice: 3,
        longPrice: Infinity,
        before: 0,
        openEnd: true,
        openStart: chance.int(2) === 1,
      },
    ],
    sums: [
      {
        from: 0,
        to: days,
        of: Int32Array.from(work),
        before: chance.int(2),
        price: { min: chance.int(3), below: 2, max: 2, above: 4 },
      },
    ],
  }))
  const counts = Array.from({ length: days * 2 }, (_, at): Count => {
    const day = at % days
    const some = chance.int(2) === 0 ? { people: Int32Array.of(0, 1) } : {}
    const price =
      at < days
        ? {
            kind: 'cover' as const,
            minimum: 1,
            missing: 10,
            missingHard: chance.int(2) === 0,
            preferred: 1 + chance.int(2),
            under: 5,
            over: 1 + chance.int(3),
            maximum: 2,
            excess: 7,
            excessHard: false,
          }
        : { kind: 'table' as const, prices: Float64Array.from({ length: 3 }, () => chance.int(12)) }
    return { day, jobs: [1 + chance.int(jobs - 1)], ...some, price }
  })
  return { days, jobs, lines, counts, hardPrice: 1000 }
}

/** The least that any roster costs: all of them, one by one. */
function leastOf(model: Model): number {
  const choices = model.jobs ** (model.days * model.lines.length)
  const lines = new Uint16Array(model.days * model.lines.length)
  let least = Infinity
  for (let code = 0; code < choices; code++) {
    for (let at = 0, rest = code; at < lines.length; at++, rest = Math.floor(rest / model.jobs))
      lines[at] = rest % model.jobs
    if (priceOfLine(model, model.lines[0]!, lines, 0) === Infinity) continue
    least = Math.min(least, costOfRoster(model, lines))
  }
  return least
}

function costOfRoster(model: Model, lines: Lines): number {
  const { hard, soft } = scoreOfLines(model, lines)
  return soft + hard * model.hardPrice
}

/** What polishing said, without a clock: time passes by one with each question. */
function polished(model: Model, ticks: number): Message[] {
  const said: Message[] = []
  let time = 0
  const now = () => time++
  polish(
    model,
    highs!,
    { send: message => said.push(message), take: () => undefined },
    { seed: 1, now, deadline: ticks },
  )
  return said
}

const tiny = fc
  .integer({ min: 0, max: 1e6 })
  .map(small)
  .filter(model => model.jobs ** (model.days * model.lines.length) <= 5000)

describe('column generation', () => {
  it('never claims a bound above the best roster, nor a score that the model does not give', () => {
    fc.assert(
      fc.property(tiny, model => {
        const least = leastOf(model)
        let bound = -Infinity
        for (const message of polished(model, 100)) {
          if (message.kind === 'incumbent') {
            expect(scoreOfLines(model, message.lines)).toEqual(message.score)
            expect(message.score.soft).toBeLessThan(Infinity)
          }
          if (message.kind !== 'bound') continue
          expect(message.bound).toBeGreaterThan(bound)
          bound = message.bound
          expect(bound).toBeLessThanOrEqual(least + 1e-6)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('finds a roster where there is one', () => {
    fc.assert(
      fc.property(tiny, model => {
        const found = polished(model, 60).some(message => message.kind === 'incumbent')
        expect(found).toBe(leastOf(model) < Infinity)
      }),
      { numRuns: 10 },
    )
  })

  it('tells only what the model gives where the horizon has several weeks: parts are of some days then', () => {
    const model = small(5)
    const days = 18
    const weeks = Array.from({ length: days }, (_, day) => day % model.days)
    const long: Model = {
      ...model,
      days,
      lines: model.lines.map(line => ({
        ...line,
        node: Float64Array.from({ length: days * model.jobs }, (_, at) => Math.abs(at % 7) - 2),
        sums: line.sums.map(sum => ({ ...sum, to: days, price: { ...sum.price, max: 9 } })),
      })),
      counts: weeks.flatMap((from, day) =>
        model.counts.filter(count => count.day === from).map(count => ({ ...count, day })),
      ),
    }
    let cost = Infinity
    let bound = -Infinity
    for (const message of polished(long, 20_000)) {
      if (message.kind === 'bound') bound = message.bound
      if (message.kind !== 'incumbent') continue
      expect(scoreOfLines(long, message.lines)).toEqual(message.score)
      expect(costOfRoster(long, message.lines)).toBeLessThan(cost)
      cost = costOfRoster(long, message.lines)
    }
    expect(cost).toBeLessThan(Infinity)
    expect(bound).toBeLessThanOrEqual(cost)
  })

  it('has a bound at any duals, however wrong, and lines at their own price', () => {
    fc.assert(
      fc.property(tiny, fc.infiniteStream(fc.integer({ min: -20, max: 20 })), (model, numbers) => {
        const scope = whole(model)
        const duals = Float64Array.from(scope.rows, () => numbers.next().value as number)
        const { bound, columns } = new Pricing(scope, programsOf(model)).round(duals)
        expect(bound).toBeLessThanOrEqual(leastOf(model) + 1e-6)
        for (const { of, jobs, price } of columns) expect(price).toBeCloseTo(priceOfLine(model, model.lines[of]!, jobs))
      }),
      { numRuns: 20 },
    )
  })
})

describe('the envelope of a price', () => {
  it('lies nowhere above it, is convex, and touches it at the least', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 9 }), numbers => {
        const { base, least, below, above } = envelope(Float64Array.from(numbers))
        expect(least).toBe(Math.min(...numbers))
        for (const side of [below, above]) {
          const prices = side.map(({ price }) => price)
          expect(prices).toEqual(prices.toSorted((a, b) => a - b))
        }
        numbers.forEach((price, n) => {
          let left = Math.abs(n - base)
          let total = least
          for (const segment of n < base ? below : above) {
            const part = Math.min(left, segment.width)
            total += part * segment.price
            left -= part
          }
          expect(left).toBe(0)
          expect(total).toBeLessThanOrEqual(price + 1e-9)
        })
      }),
    )
  })
})

describe('what a roster can cost', () => {
  it('is a multiple of what divides all prices', () => {
    const model = small(3)
    const count = model.counts[0]!
    const fives = { ...count, price: { kind: 'table' as const, prices: Float64Array.of(10, 0, 25) } }
    const bare = {
      ...model.lines[0]!,
      node: new Float64Array(model.days * model.jobs),
      arc: new Float64Array(0),
      runs: [],
      sums: [],
    }
    const reachable = reachableOf(stepOf({ ...model, lines: [bare], counts: [fives] }))
    expect(costOf(model, fives, 2)).toBe(25)
    expect(reachable(5.1)).toBe(10)
    expect(reachable(10)).toBe(10)
  })
})
