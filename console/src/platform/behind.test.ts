import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { noteBehind } from './behind.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks anew once, when the server said that it would be worth it', () => {
  const again = vi.fn()
  const answer = (seconds: string) =>
    noteBehind('enrolment.figures', new Headers({ age: '4', 'x-muster-behind': seconds }), again)
  answer('3')
  answer('5')
  vi.advanceTimersByTime(4900)
  expect(again).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  expect(again).toHaveBeenCalledTimes(1)
})

it('forgets it when an answer of now comes', () => {
  const again = vi.fn()
  noteBehind('enrolment.table', new Headers({ 'x-muster-behind': '2' }), again)
  noteBehind('enrolment.table', new Headers(), again)
  vi.advanceTimersByTime(60_000)
  expect(again).not.toHaveBeenCalled()
})
