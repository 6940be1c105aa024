import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { FORMAT, type Problem, problemForm } from './problem.ts'
import { readProblem } from './read.ts'

const sound: Problem = {
  format: FORMAT,
  horizon: { start: '2026-03-02', days: 7 },
  shifts: [{ id: 'day', start: 480, minutes: 480 }],
  jobs: [{ id: 'gate', shift: 'day' }],
  people: [{ id: 'Ada' }],
  demands: [{ day: 0, jobs: ['gate'], minimum: 1, preferred: 2, under: 5 }],
  rules: [{ rule: 'run', price: 'hard', of: 'work', min: 2, max: 5 }],
}

/** The faults of the sound problem with one thing changed. */
function faultsOf(change: object): string[] {
  const reading = readProblem({ ...sound, ...change })
  return reading.ok ? [] : reading.faults.map(({ path, code }) => `${path} ${code}`)
}

describe('a problem that is read', () => {
  it('is taken as it is when nothing is wrong', () => {
    expect(readProblem(sound)).toEqual({ ok: true, problem: sound })
  })

  it('is refused with the way to what has the wrong form', () => {
    expect(faultsOf({ format: 'muster-roster/0' })).toEqual(['format form'])
    expect(faultsOf({ rules: [{ rule: 'run', price: 'dear', of: 'work', min: 2 }] })).toEqual(['rules[0].price form'])
    expect(faultsOf({ rules: [{ rule: 'rest', price: 1, minuts: 2 }] })).toEqual([
      'rules[0].minutes form',
      'rules[0].minuts form',
    ])
    expect(faultsOf({ rules: [{ rule: 'nap', price: 1 }] })).toEqual(['rules[0].rule form'])
  })

  it('is refused where a name stands for nothing, or for two things', () => {
    expect(faultsOf({ jobs: [{ id: 'gate', shift: 'night' }] })).toEqual(['jobs[0].shift unknown'])
    expect(faultsOf({ people: [{ id: 'Ada' }, { id: 'Ada' }] })).toEqual(['people[1].id twice'])
    expect(faultsOf({ rules: [{ rule: 'near', price: 1, people: ['Ada', 'Bo'] }] })).toEqual([
      'rules[0].people[1] unknown',
    ])
    expect(faultsOf({ rules: [{ rule: 'succession', price: 1, next: { tags: ['dark'] } }] })).toEqual([
      'rules[0].next.tags[0] unknown',
    ])
  })

  it('is refused where it contradicts itself, or lies outside the horizon', () => {
    expect(faultsOf({ demands: [{ day: 7, jobs: ['gate'] }] })).toEqual(['demands[0].day beyond-horizon'])
    expect(faultsOf({ demands: [{ day: 0, jobs: ['gate'], minimum: 3, preferred: 2 }] })).toEqual(['demands[0] order'])
    expect(faultsOf({ rules: [{ rule: 'run', price: 1, of: 'off', min: 3, max: 2 }] })).toEqual(['rules[0] order'])
    expect(faultsOf({ rules: [{ rule: 'run', price: 1, of: 'off' }] })).toEqual(['rules[0] nothing'])
    expect(faultsOf({ rules: [{ rule: 'keep', price: 1 }] })).toEqual(['rules[0] not-published'])
    expect(faultsOf({ rules: [{ rule: 'rest', price: 1, minutes: 2500 }] })).toEqual(['rules[0].minutes too-far'])
    const pins = [null, 'gate'].map(job => ({ person: 'Ada', day: 1, job }))
    expect(faultsOf({ rules: [{ rule: 'pin', price: 'hard', pins }] })).toEqual(['rules[0].pins[1] contradiction'])
  })

  it('says in both languages what to do', () => {
    const reading = readProblem({ ...sound, demands: [{ day: 9, jobs: ['gate'] }] })
    expect(reading).toMatchObject({
      ok: false,
      faults: [{ zh: expect.stringContaining('第 9 天'), en: expect.stringContaining('Day 9') }],
    })
  })

  it('has a JSON Schema for those who write it elsewhere', () => {
    expect(z.toJSONSchema(problemForm)).toMatchObject({ type: 'object', required: expect.arrayContaining(['format']) })
  })
})
