import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OUTCOME_WORDS, OUTCOMES, STATES } from './outcomes.ts'
import { byPattern, inWalkingOrder } from './pattern.ts'
import { type Knock, lastOutcome, stateOf } from './state.ts'

const rule = { zone: 'Asia/Shanghai', attempts: 2 }
const knock = (outcome: Knock['outcome'], clock = '10:00', held = false): Knock => ({
  outcome,
  at: new Date(`2022-04-17T${clock}:00+08:00`).toISOString(),
  held,
})
const state = (visits: Knock[], more: { said?: boolean; excused?: boolean } = {}) =>
  stateOf(rule, { visits, said: false, excused: false, ...more })
const anyKnock = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  at: fc.integer({ min: 0, max: 2 * 86_400 }).map(s => new Date(Date.UTC(2022, 3, 17) + s * 1000).toISOString()),
  held: fc.boolean(),
})

describe('a door', () => {
  it('where nobody is home is done after two different times of the day', () => {
    expect(state([knock('nobody-home', '10:00')])).toBe('open')
    expect(state([knock('nobody-home', '10:00'), knock('nobody-home', '11:30')])).toBe('open')
    expect(state([knock('nobody-home', '10:00'), knock('nobody-home', '19:30')])).toBe('done')
  })

  it('that was only said to be done is unknown until a visit is heard', () => {
    expect(state([], { said: true })).toBe('unknown')
    expect(state([knock('answered')], { said: true })).toBe('done')
    expect(state([knock('nobody-home')], { said: true })).toBe('open')
  })

  it('is unknown while all that is known comes from somebody who was not meant to be there', () => {
    expect(state([knock('answered', '10:00', true)])).toBe('unknown')
    expect(state([knock('answered', '10:00', true), knock('refused')])).toBe('done')
  })

  it('is exactly one of four, whatever the order of hearing; a further visit that counts never opens what was done', () => {
    fc.assert(
      fc.property(
        fc.array(anyKnock, { maxLength: 6 }),
        anyKnock,
        fc.boolean(),
        fc.boolean(),
        (visits, one, said, excused) => {
          const before = stateOf(rule, { visits, said, excused })
          expect(STATES).toContain(before)
          expect(stateOf(rule, { visits: visits.toReversed(), said, excused })).toBe(before)
          if (before === 'done') expect(stateOf(rule, { visits: [...visits, one], said, excused })).toBe('done')
        },
      ),
    )
  })

  it('shows what ended it before any later try', () => {
    expect(lastOutcome([knock('answered', '09:00'), knock('nobody-home', '20:00')])).toBe('answered')
    fc.assert(
      fc.property(fc.array(anyKnock, { maxLength: 6 }), visits => {
        const last = lastOutcome(visits)
        const ended = visits.some(({ outcome, held }) => !held && OUTCOME_WORDS[outcome].done)
        expect(last !== null && OUTCOME_WORDS[last].done).toBe(ended)
      }),
    )
  })
})

describe('a building by pattern', () => {
  it('has each door once, in walking order', () => {
    const doors = byPattern({ stairs: 3, floors: 11, doors: 2 })
    expect(doors).toHaveLength(66)
    expect(doors[1]).toEqual({ stair: '1', floor: 1, number: '102' })
    expect(doors.at(-1)).toEqual({ stair: '3', floor: 11, number: '1102' })
    expect(doors.toReversed().toSorted(inWalkingOrder)).toEqual(doors)
  })
})
