import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Problem, problemForm } from '../problem/problem.ts'
import { type Dials, HARD, SMALL } from './dials.ts'
import { sampleProblem } from './sample.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const dials: fc.Arbitrary<Dials> = fc.record({
  people: fc.integer({ min: 1, max: 60 }),
  posts: fc.integer({ min: 1, max: 10 }),
  days: fc.integer({ min: 1, max: 35 }),
  tightness: share,
  skilledPosts: share,
  skilledPeople: share,
  absence: share,
  teamed: share,
  suits: share,
  nights: share,
  wishes: share,
})

it('every setting of the dials gives a problem of the right form, and the same seed the same problem', () => {
  fc.assert(
    fc.property(fc.integer(), dials, (seed, setting) => {
      const problem = sampleProblem(seed, setting)
      expect(problemForm.safeParse(JSON.parse(JSON.stringify(problem))).success).toBe(true)
      expect(sampleProblem(seed, setting)).toEqual(problem)
    }),
    { numRuns: 40 },
  )
})

describe('the dials do what they say', () => {
  const wanted = ({ demands }: Problem) => demands.reduce((sum, { preferred = 0 }) => sum + preferred, 0)
  const away = ({ rules }: Problem) =>
    rules.reduce((sum, rule) => sum + (rule.rule === 'away' ? (rule.days?.length ?? 0) : 0), 0)

  it('tightness: needed person-days as a share of what people can give', () => {
    for (const tightness of [0.5, 1.1]) {
      const given = HARD.people * HARD.days * (5 / 7) * (1 - HARD.absence)
      const share = wanted(sampleProblem(3, { ...HARD, tightness })) / given
      expect(Math.abs(share - tightness)).toBeLessThan(0.1 * tightness)
    }
  })

  it('absence: the share of days away', () => {
    const { people, days } = HARD
    expect(away(sampleProblem(4, { ...HARD, absence: 0 }))).toBe(0)
    const share = away(sampleProblem(4, HARD)) / (people * days)
    expect(Math.abs(share - HARD.absence)).toBeLessThan(0.05)
  })

  it('none of it: no skills asked, no suits, no nights, no teams, no wishes', () => {
    const plain = { ...SMALL, skilledPosts: 0, suits: 0, nights: 0, teamed: 0, wishes: 0 }
    const { jobs, people, rules } = sampleProblem(5, plain)
    expect(new Set(jobs.map(({ shift }) => shift))).toEqual(new Set(['early', 'late']))
    expect(jobs.some(({ skill }) => skill !== undefined)).toBe(false)
    expect(people.some(({ team }) => team !== undefined)).toBe(false)
    expect(rules.some(({ rule }) => rule === 'request' || rule === 'together')).toBe(false)
  })
})
