import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { noteBehind, oldestBehind } from './behind.ts'
import { serverNow, setClock } from './clock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks anew once, when the server said that it would be worth it', () => {
  const again = vi.fn()
  const answer = (seconds: string) =>
    noteBehind(['enrolment.figures', {}], new Headers({ age: '4', 'x-muster-behind': seconds }), again)
  answer('3')
  answer('5')
  vi.advanceTimersByTime(4900)
  expect(again).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  expect(again).toHaveBeenCalledTimes(1)
})

it('forgets it when an answer of now comes', () => {
  const again = vi.fn()
  noteBehind(['enrolment.table', {}], new Headers({ 'x-muster-behind': '2' }), again)
  noteBehind(['enrolment.table', {}], new Headers(), again)
  vi.advanceTimersByTime(60_000)
  expect(again).not.toHaveBeenCalled()
})

it('keeps the mark of one question when an answer of now comes to another', () => {
  const again = vi.fn()
  noteBehind(['enrolment.table', { territory: '320302', by: 'unit' }], new Headers({ 'x-muster-behind': '2' }), again)
  noteBehind(['enrolment.table', { territory: '320303', by: 'unit' }], new Headers(), () => {})
  expect(oldestBehind()).toBeDefined()
  noteBehind(['enrolment.table', { by: 'unit', territory: '320302' }], new Headers(), again)
  expect(oldestBehind()).toBeUndefined()
  vi.advanceTimersByTime(60_000)
  expect(again).not.toHaveBeenCalled()
})

it('says since when by the clock of the city, which in a rehearsal is another one and may run faster', () => {
  setClock('2022-03-30T12:50:00.000Z', 60)
  noteBehind(['enrolment.figures', {}], new Headers({ age: '8', 'x-muster-behind': '2' }), () => {})
  noteBehind(['enrolment.table', {}], new Headers({ age: '3', 'x-muster-behind': '2' }), () => {})
  expect((serverNow() - oldestBehind()!) / 1000).toBeCloseTo(8 * 60, 0)
  vi.advanceTimersByTime(2000)
  expect(oldestBehind()).toBeUndefined()
})
