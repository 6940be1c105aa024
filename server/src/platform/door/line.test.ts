import type { Problem } from '@muster/core/platform/problem.ts'
import { describe, expect, it } from 'vitest'
import { Line } from './line.ts'

/** How many of so many are let in, and in how many seconds the others are to come back. */
function fill(
  line: Line<{ account: string; facts: number }>,
  count: number,
  account: (nth: number) => string,
  facts = 1,
) {
  const seconds: number[] = []
  for (let nth = 0; nth < count; nth++)
    try {
      line.add({ account: account(nth), facts })
    } catch (error) {
      seconds.push(Number((error as Problem).details.seconds))
    }
  return { let: count - seconds.length, seconds }
}
const everybody = (nth: number) => `account-${nth}`

describe('the line for the next commit', () => {
  it('holds a whole crowd of which everybody sends one thing', () => {
    expect(fill(new Line(), 20_000, everybody).let).toBe(20_000)
  })

  it('is bounded by facts, not only by requests', () => {
    expect(fill(new Line(), 1000, everybody, 500).let).toBe(100)
  })

  it('cannot be filled by one account, however large or many its requests are', () => {
    const line = new Line<{ account: string; facts: number }>()
    expect(fill(line, 25_000, () => 'loop').let).toBe(64)
    expect(fill(line, 100, () => 'outbox', 500).let).toBe(4)
    expect(fill(line, 100, everybody).let).toBe(100)
    while (line.size > 0) line.take()
    expect(fill(line, 100, () => 'loop').let).toBe(64)
  })

  it('asks whoever would wait for more than ten seconds to come back, later the longer it is', () => {
    const line = new Line<{ account: string; facts: number }>()
    for (let nth = 0; nth < 50; nth++) line.lasted(2000)
    const { let: inside, seconds } = fill(line, 5000, everybody)
    expect([inside > 2400, inside < 2700]).toEqual([true, true])
    expect(new Set(seconds).size).toBeGreaterThan(5)
    expect(Math.min(...seconds)).toBeGreaterThan(10)
    expect(Math.max(...seconds)).toBeLessThanOrEqual(30)
  })

  it('gives a commit what it can carry, and at least one', () => {
    const line = new Line<{ account: string; facts: number }>()
    fill(line, 501, everybody)
    expect([line.take().length, line.take().length]).toEqual([500, 1])
    fill(line, 2, everybody, 5000)
    expect([line.take().length, line.take().length, line.size]).toEqual([1, 1, 0])
  })
})
