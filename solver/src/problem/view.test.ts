import { expect, it } from 'vitest'
import { FORMAT, type Problem } from './problem.ts'
import { linesOf, rosterFaults, rosterOf } from './roster.ts'
import { daysOf, jobsOf, pastOf, peopleOf, viewOf, weekdayOf, weekendsOf } from './view.ts'

const problem: Problem = {
  format: FORMAT,
  // A Sunday.
  horizon: { start: '2026-03-08', days: 8 },
  posts: [{ id: 'gate' }, { id: 'tent' }],
  shifts: [
    { id: 'day', start: 480, minutes: 480 },
    { id: 'night', start: 1200, minutes: 600, tags: ['dark'] },
  ],
  jobs: [
    { id: 'day gate', shift: 'day', post: 'gate' },
    { id: 'night gate', shift: 'night', post: 'gate' },
    { id: 'day tent', shift: 'day', post: 'tent', tags: ['swab'] },
  ],
  people: [
    { id: 'Ada', team: 'red', unit: 'mill' },
    { id: 'Bo', team: 'red', history: { past: ['day tent', null, 'night gate'] } },
    { id: 'Cy', unit: 'mill' },
  ],
  demands: [],
  rules: [],
}
const view = viewOf(problem)

it('knows the days of the week, and half weekends at both ends', () => {
  expect([-1, 0, 1, 6, 7].map(day => weekdayOf(view, day))).toEqual([6, 7, 1, 6, 7])
  expect(weekendsOf(view)).toEqual([[0], [6, 7]])
  expect(daysOf(view, { weekdays: [7, 1] })).toEqual([0, 1, 7])
  expect(daysOf(view, { days: [7, 3, 3], weekdays: [7] })).toEqual([7])
})

it('means in a scope what every list of it means', () => {
  expect(peopleOf(view, {})).toEqual([0, 1, 2])
  expect(peopleOf(view, { teams: ['red'], units: ['mill'] })).toEqual([0])
  expect(jobsOf(view, { posts: ['gate'] }).map(({ id }) => id)).toEqual(['day gate', 'night gate'])
  expect(jobsOf(view, { tags: ['dark', 'swab'], posts: ['tent'] }).map(({ id }) => id)).toEqual(['day tent'])
})

it('looks back from the eve of the horizon', () => {
  expect([-1, -2, -3, -4].map(day => pastOf(view, 1, day)?.id)).toEqual([
    'night gate',
    undefined,
    'day tent',
    undefined,
  ])
})

it('turns a roster into numbers and back', () => {
  const free = Array.from({ length: 8 }, () => null)
  const roster = { Ada: free, Bo: ['night gate', null, 'day tent', null, null, null, null, null], Cy: free }
  expect(rosterOf(view, linesOf(view, roster))).toEqual(roster)
  expect(linesOf(view, { Bo: roster.Bo })).toEqual(linesOf(view, roster))
})

it('refuses a roster of other people, days or jobs', () => {
  const faults = rosterFaults(view, { Ed: [], Ada: [null], Bo: ['nap', null, null, null, null, null, null, null] })
  expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'roster.Ed unknown',
    'roster.Ada day-count',
    'roster.Bo[0] unknown',
  ])
})
