import type { BoardPerson, BoardPost, BoardShift } from '@muster/core/roster/draft.wire.ts'
import { SAFETY } from '@muster/core/roster/safety.ts'
import { expect, it } from 'vitest'
import { type Ground, judge, limitsOf, minutesInWeek, ofTheShift, spansOf } from './judge.ts'

const shift = (id: string, day: string, from: string, until: string) =>
  ({ id, postId: 'gate', day, skills: [], reportAt: from, startsAt: from, endsAt: until }) as unknown as BoardShift
const MORNING = shift('morning', '2022-03-30', '2022-03-30T00:00:00.000Z', '2022-03-30T06:00:00.000Z')
const NOON = shift('noon', '2022-03-30', '2022-03-30T05:00:00.000Z', '2022-03-30T11:00:00.000Z')
const LONG = shift('long', '2022-04-02', '2022-04-02T00:00:00.000Z', '2022-04-02T10:00:00.000Z')
/** Of another rota: the server told of it, the board does not show it. */
const ELSEWHERE = { ...NOON, shiftId: 'elsewhere', draft: false, published: true }

const ground = (stretches: object[] = []): Ground => ({
  posts: new Map([['gate', { danger: false, suitMinutes: null, skills: [] } as unknown as BoardPost]]),
  shifts: new Map([MORNING, NOON, LONG].map(one => [one.id, one])),
  people: new Map([['li', { id: 'li', skills: [], stretches } as unknown as BoardPerson]]),
  limits: SAFETY,
  zone: 'Asia/Shanghai',
})
const rules = (found: readonly { rule: string }[]) => found.map(({ rule }) => rule)

it('hears what the board shows and what stands elsewhere, but not the shift in question itself', () => {
  expect(rules(judge(ground(), 'li', ['morning'], 'noon'))).toContain('overlap')
  expect(rules(judge(ground([ELSEWHERE]), 'li', [], 'morning'))).toContain('overlap')
  expect(judge(ground(), 'li', ['morning'], 'morning')).toEqual([])
})

it('lets somebody be ready for one shift while on another', () => {
  expect(judge(ground(), 'li', ['morning'], 'noon standby')).toEqual([])
})

it('tells what a shift says of everybody from what is said of one', () => {
  const [warning] = judge(ground(), 'li', [], 'long')
  expect(warning?.rule).toBe('hours')
  expect(ofTheShift(ground(), 'long').has(warning!.zh)).toBe(true)
})

it('lets a rota be stricter than the city, and never looser', () => {
  const usual = { together: 'team', near: true, fair: true } as const
  const limits = limitsOf(SAFETY, { ...usual, restMinutes: 600, mostMinutes: 1440, mostNights: 1 })
  expect([limits.restMinutes, limits.mostMinutes, limits.mostNights]).toEqual([600, SAFETY.mostMinutes, 1])
})

it('counts the hours of the seven days up to one', () => {
  const spans = spansOf(ground(), 'li', ['morning', 'long'])
  expect(minutesInWeek(spans, '2022-03-30')).toBe(360)
  expect(minutesInWeek(spans, '2022-04-05')).toBe(960)
  expect(minutesInWeek(spans, '2022-04-06')).toBe(600)
})
