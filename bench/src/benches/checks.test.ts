import { expect, it } from 'vitest'
import { answerIn, Connection } from '../load/connection.ts'
import { peakyPhases, planned, requestsIn } from '../load/plan.ts'
import { requestAt, written } from '../load/requests.ts'
import { delaysOf } from './delays.ts'
import { inversions, overtaken } from './seats-check.ts'

it('reads an answer whole, in whatever pieces it comes', () => {
  const answer = Buffer.from('HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nx: y\r\n\r\nbusy')
  for (let cut = 0; cut < answer.length; cut++) expect(answerIn(answer.subarray(0, cut))).toBeNull()
  const { status, from, to } = answerIn(answer)!
  expect([status, answer.toString('utf8', from, to)]).toEqual([503, 'busy'])
})

it('tells of a line that nobody answers on', async () => {
  const status = await new Promise<number>(done =>
    new Connection({ host: '127.0.0.1', port: 1 }).ask(Buffer.from('x'), done),
  )
  expect(status).toBe(0)
})

it('keeps requests apart in one block, whatever signs are in them', () => {
  const requests = written([
    { path: '/a', token: 't', body: { name: '徐' } },
    { path: '/b', token: 't', body: {} },
  ])
  const [first, second] = [0, 1].map(nth => Buffer.from(requestAt(requests, nth)).toString())
  expect(first).toMatch(/^POST \/a [\s\S]*content-length: 14\r\n\r\n{"name":"徐"}$/)
  expect(second).toMatch(/^POST \/b [\s\S]*content-length: 2\r\n\r\n{}$/)
})

it('plans a mean load with peaks of ten times that', () => {
  for (const seconds of [6, 600]) {
    const phases = peakyPhases(200, seconds)
    const moments = [...planned(phases)]
    expect(moments).toHaveLength(requestsIn(phases))
    expect(moments.length / (200 * seconds)).toBeCloseTo(1, 1)
    expect(Math.max(...phases.map(({ rate }) => rate))).toBe(2000)
    expect(moments.at(-1)!.at).toBeLessThanOrEqual(1000 * seconds)
    expect(moments.map(({ at }) => at)).toEqual(moments.map(({ at }) => at).sort((a, b) => a - b))
  }
})

it('counts who stands behind somebody who came later, and who was overtaken by the clock', () => {
  expect(inversions([1, 2, 3, 9, 10])).toBe(0)
  expect(inversions([1, 9, 2, 10, 3])).toBe(2)
  const first = { asked: 0, answered: 5, arrival: 2 }
  expect(overtaken([first, { asked: 4, answered: 9, arrival: 1 }])).toBe(0) // both were under way
  expect(overtaken([first, { asked: 6, answered: 9, arrival: 1 }])).toBe(1)
})

it('takes a later event for all before it, and misses what no event spoke for', () => {
  const commits = [
    { id: 'a', at: 100 },
    { id: 'b', at: 110 },
    { id: 'c', at: 120 },
  ]
  const seen = new Map([
    ['a', Float64Array.of(101, 0)],
    ['b', Float64Array.of(130, 140)],
  ])
  const { histogram, missed } = delaysOf(commits, seen, 2)
  expect(missed).toBe(2) // nobody heard of c
  expect(histogram.total).toBe(4)
  expect(histogram.quantile(0)).toBeCloseTo(1, 1)
  expect(histogram.quantile(1) / 40).toBeCloseTo(1, 1)
})
