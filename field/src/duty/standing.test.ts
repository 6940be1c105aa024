import type { MyShift, Turn } from '@muster/core/duty/turns.wire.ts'
import { describe, expect, it } from 'vitest'
import { canTakeBack, minutesAt, stateAt } from './standing.ts'

const at = (clock: string) => Date.parse(`2022-03-28T${clock}:00.000Z`)
const iso = (clock: string) => new Date(at(clock)).toISOString()

describe('a page that has slept', () => {
  it('knows that the report time has passed, and that a break does not count', () => {
    const mine = { state: 'expected', reportAt: iso('08:00') } as const
    expect([stateAt(mine, at('07:59')), stateAt(mine, at('08:01'))]).toEqual(['expected', 'late'])
    expect(stateAt({ state: 'on', reportAt: iso('08:00') }, at('09:00'))).toBe('on')
    const turn = { minutes: 10, in: iso('08:00'), out: null, breakSince: null } as Turn
    expect(minutesAt(turn, at('08:10'), at('09:40'))).toBe(100)
    expect(minutesAt({ ...turn, breakSince: iso('08:05') }, at('08:10'), at('09:40'))).toBe(10)
  })
})

describe('a check-out that was a slip', () => {
  const shift = { endsAt: iso('12:00'), openEnd: false } as MyShift['shift']
  const left = (why: Turn['why']) =>
    ({ turn: { state: 'left', out: iso('09:00'), why } as Turn, shift, closedAt: null }) as MyShift

  it.each([
    ['early', '09:29', true],
    ['early', '09:31', false],
    ['moved', '09:05', false],
    ['closed', '09:05', false],
  ] as const)('said %s and looked at %s: %s', (why, clock, can) => {
    expect(canTakeBack(left(why), at(clock))).toBe(can)
  })

  it('is over with its shift', () => {
    const late = { ...left('ended'), shift: { ...shift, endsAt: iso('09:10') } }
    expect(canTakeBack(late, at('09:11'))).toBe(false)
    expect(canTakeBack({ ...late, shift: { ...late.shift, openEnd: true } }, at('09:11'))).toBe(true)
  })
})
