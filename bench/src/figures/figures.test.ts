import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Histogram } from './histogram.ts'
import { aligned, cellsOf, HEADINGS, type Line, median, readable, summed } from './line.ts'
import type { Result } from './results.ts'
import { slopeOf } from './slope.ts'
import { withTable } from './table.ts'

describe('histogram', () => {
  it('gives the quantiles of what was added to within two per cent, however much it was', () => {
    const times = fc.array(fc.double({ min: 0.001, max: 100_000, noNaN: true }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(times, fc.double({ min: 0, max: 1, noNaN: true }), (samples, share) => {
        const histogram = new Histogram()
        for (const one of samples) histogram.add(one)
        const exact = samples.sort((a, b) => a - b)[Math.max(1, Math.ceil(samples.length * share)) - 1]!
        expect(histogram.quantile(share) / exact).toBeGreaterThan(0.98)
        expect(histogram.quantile(share) / exact).toBeLessThan(1.02)
      }),
    )
  })

  it('adds up to the same, in whatever parts it was taken', () => {
    const [one, other, whole] = [new Histogram(), new Histogram(), new Histogram()]
    for (const [nth, ms] of [1, 5, 0, 70, 9000].entries()) {
      ;(nth % 2 ? one : other).add(ms)
      whole.add(ms)
    }
    one.addAll(other)
    expect(one.counts).toEqual(whole.counts)
    expect(new Histogram().quantile(0.5)).toBe(0)
  })
})

const line: Line = {
  what: 'facts, one per request',
  unit: '/s',
  better: 'more',
  limitWhat: 'one row per transaction',
  target: { of: 'ratio', atLeast: 1.5, words: '≥ 1.5 ×' },
  samples: [
    { figure: 9000, limit: 6000 },
    { figure: 12_345, limit: 5000 },
    { figure: 4000, limit: 4000 },
  ],
}

describe('lines', () => {
  it('compare a figure with the limit of its own run, never with that of another', () => {
    expect(summed(line)).toEqual({ figure: 9000, limit: 5000, ratio: 1.5, spread: 8345 / 9000, holds: true })
  })

  it('turn the ratio round where less is better, and judge the figure where there is no limit', () => {
    const faster = { ...line, better: 'less' as const, samples: [{ figure: 20, limit: 1000 }] }
    expect(summed(faster)).toMatchObject({ ratio: 50, holds: true })
    const target = { of: 'figure' as const, atMost: 0, words: '0' }
    const lost = { what: 'lost', unit: '', better: 'less' as const, target }
    expect(summed({ ...lost, samples: [{ figure: 0 }] })).toMatchObject({ ratio: null, limit: null, holds: true })
    expect(summed({ ...lost, samples: [{ figure: 1 }] }).holds).toBe(false)
  })

  it('are read at a glance: columns below each other, three digits, a mark for kept and broken', () => {
    expect(cellsOf(line)).toEqual([
      'facts, one per request',
      '9,000 /s',
      '5,000 /s',
      'one row per transaction',
      '1.50 ×',
      '≥ 1.5 × ✓',
      '93 % of 3',
    ])
    const rows = aligned([HEADINGS, cellsOf(line)])
    expect(rows[0]!.indexOf('which limit')).toBe(rows[1]!.indexOf('one row per transaction'))
    expect([0, 0.1234, 12.345, 123.4, 12_345.6].map(readable)).toEqual(['0', '0.123', '12.3', '123', '12,346'])
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })
})

it('sees memory that grows by so much a minute, whatever the noise around it', () => {
  const minutes = Array.from({ length: 50 }, (_, nth) => nth / 5)
  expect(slopeOf(minutes.map((at, nth) => [at, 100 + 2 * at + (nth % 2 ? 0.5 : -0.5)]))).toBeCloseTo(2, 1)
  expect(slopeOf([[1, 7]])).toBe(0)
})

it('renews the table of the page and leaves the words around it', () => {
  const marks = [
    '<!-- table: written by `npm run bench -- table` from performance.json -->',
    '<!-- end of table -->',
  ] as const
  const page = `# Words\n${marks[0]}\nold\n${marks[1]}\nMore words\n`
  const machine = {
    cpu: 'a core',
    cores: 2,
    memoryGb: 8,
    node: '24',
    postgres: '18.4',
    settings: 'fsync on',
    load: 0.5,
  }
  const result: Result = {
    bench: 'ingest',
    at: '2026-11-22T00:00:00Z',
    size: '3 runs',
    machine,
    lines: [line],
    notes: [],
  }
  const renewed = withTable(page, [result])
  expect(renewed).toMatch(/^# Words\n/)
  expect(renewed).toMatch(/\nMore words\n$/)
  expect(renewed).toContain('| facts, one per request | 9,000 /s | 5,000 /s |')
  expect(renewed).not.toContain('old')
  expect(withTable(renewed, [result])).toBe(renewed)
  expect(() => withTable('no marks', [])).toThrow(/marks/)
})
