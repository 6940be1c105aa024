import type { Problem } from '@muster/core/platform/problem.ts'
import { describe, expect, it } from 'vitest'
import { backIn, Gate, LATEST, LIMITS, type Pass } from './gate.ts'

const LOUD = { tenant: 'loud', place: 'x' }
const QUIET = { tenant: 'quiet', place: 'y' }

/** Comes to the gate and notes in what order it was let in or turned away. */
function visitors(gate: Gate) {
  const inside: { name: string; pass: Pass }[] = []
  const away: { name: string; problem: Problem }[] = []
  const come = (name: string, whom = LOUD, gone = () => false) =>
    void gate.enter('picture', whom, gone).then(
      pass => inside.push({ name, pass }),
      problem => away.push({ name, problem: problem as Problem }),
    )
  /** Lets one that is inside leave. */
  const leave = async () => {
    await settled()
    inside.shift()?.pass.leave()
    await settled()
  }
  return { come, leave, inside, away }
}
const settled = () => new Promise(resolve => setImmediate(resolve))

describe('the gate', () => {
  it('lets so many in at once and no more, and the next when one leaves', async () => {
    const gate = new Gate()
    const { come, leave, inside } = visitors(gate)
    for (let nth = 0; nth < 10; nth++) come(`${nth}`)
    await settled()
    expect(inside.length).toBe(LIMITS.picture.together)
    expect(gate.waiting('picture')).toBe(10 - LIMITS.picture.together)
    expect(gate.crowded('picture')).toBe(true)
    for (let nth = 0; nth < 7; nth++) await leave()
    expect(inside.map(({ name }) => name)).toEqual(['7', '8', '9'])
    expect([gate.waiting('picture'), gate.crowded('picture')]).toEqual([0, false])
  })

  it('lets a quiet city in after one turn of a loud one, however many of the loud one wait', async () => {
    const { come, leave, inside } = visitors(new Gate())
    for (let nth = 0; nth < 200; nth++) come(`loud ${nth}`)
    come('quiet', QUIET)
    await leave()
    await leave()
    expect(inside.map(({ name }) => name)).toContain('quiet')
  })

  it('turns the loud away when it is full, never the quiet', async () => {
    const { come, away } = visitors(new Gate())
    for (let nth = 0; nth < 2000; nth++) come(`loud ${nth}`)
    for (let nth = 0; nth < 50; nth++) come(`quiet ${nth}`, QUIET)
    await settled()
    expect(away.length).toBeGreaterThan(1000)
    expect(away.filter(({ name }) => name.startsWith('quiet'))).toEqual([])
  })

  it('says when to come back: later the more there are, within bounds, and not all at once', async () => {
    const { come, away } = visitors(new Gate())
    for (let nth = 0; nth < 4000; nth++) come(`${nth}`)
    await settled()
    const seconds = away.map(({ problem }) => problem.details.seconds as number)
    expect(away.every(({ problem }) => problem.slug === 'door/busy' && problem.status === 503)).toBe(true)
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(1)
    expect(Math.max(...seconds)).toBeLessThanOrEqual(LATEST)
    expect(new Set(seconds).size).toBeGreaterThan(5)
    const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
    expect(mean(seconds.slice(-500))).toBeGreaterThan(mean(seconds.slice(0, 500)))
  })

  it('spreads whoever comes back also when there is far too much: never all at the latest moment', () => {
    const seconds = Array.from({ length: 200 }, () => backIn(10_000))
    expect(new Set(seconds).size).toBeGreaterThan(LATEST / 4)
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(LATEST / 2)
    expect(Math.max(...seconds)).toBeLessThanOrEqual(LATEST)
  })

  it('lets a few deeds wait however slow it goes', async () => {
    const gate = new Gate(undefined, { ...LIMITS, deed: { ...LIMITS.deed, guess: 60_000 } })
    const away: unknown[] = []
    for (let nth = 0; nth < LIMITS.deed.together + LIMITS.deed.least; nth++)
      gate.enter('deed', LOUD).catch(problem => away.push(problem))
    await settled()
    expect(away).toEqual([])
    await expect(gate.enter('deed', LOUD)).rejects.toThrow('busy')
  })

  it('does nothing for those who have left meanwhile', async () => {
    const { come, leave, inside, away } = visitors(new Gate())
    for (let nth = 0; nth < LIMITS.picture.together; nth++) come(`${nth}`)
    come('gone', LOUD, () => true)
    come('there')
    await leave()
    expect(inside.map(({ name }) => name)).toContain('there')
    expect(away.map(({ name }) => name)).toEqual(['gone'])
  })

  it('keeps a way for deeds, whatever pictures and exports there are', async () => {
    const gate = new Gate()
    for (const urgency of ['picture', 'export', 'work'] as const)
      for (let nth = 0; nth < 50; nth++) gate.enter(urgency, LOUD).catch(() => {})
    const pass = await gate.enter('deed', LOUD)
    expect(pass.waited).toBeLessThan(1000)
    expect(gate.running('deed')).toBe(1)
  })
})
