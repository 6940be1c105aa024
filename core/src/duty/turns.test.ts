import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { servedMinutes, type TurnFact, turnsOf } from './turns.ts'

const at = (clock: string) => new Date(`2022-03-28T${clock}:00.000Z`)
let seq = 0
const fact = (what: string, clock: string, payload: object = {}, over: Partial<TurnFact> = {}): TurnFact => ({
  id: `${what} ${clock}`,
  seq: ++seq,
  kind: `duty.${what}`,
  occurredAt: at(clock),
  recordedAt: at(clock),
  supersedes: null,
  payload: payload as TurnFact['payload'],
  ...over,
})
const arrives = (clock: string, over: object = {}) =>
  fact('checked-in', clock, { via: 'code', proven: true, planned: true, due: at('08:00').toISOString(), ...over })
const leaves = (clock: string, why = 'relieved') => fact('checked-out', clock, { why })

describe('turnsOf', () => {
  it('counts the minutes on post, breaks left out', () => {
    const facts = [arrives('08:00'), fact('break-began', '10:00'), fact('break-ended', '10:20'), leaves('13:10')]
    const [turn] = turnsOf(facts)
    expect(turn).toMatchObject({ state: 'left', why: 'relieved', flags: [] })
    expect(servedMinutes([turn!], at('00:00'), at('23:59'))).toBe(290)
    expect(servedMinutes([turn!], at('10:10'), at('11:00'))).toBe(40)
  })

  it('ends break and suit with the turn, and takes a suit that was put on before reporting', () => {
    const [turn] = turnsOf([fact('suit-on', '07:50'), arrives('08:00'), fact('break-began', '11:30'), leaves('12:00')])
    expect(turn!.suits).toEqual([{ from: at('07:50'), to: at('12:00') }])
    expect(turn!.breaks).toEqual([{ from: at('11:30'), to: at('12:00') }])
  })

  it('holds a check-out until its check-in is heard, then applies it and says so', () => {
    const out = leaves('12:00')
    expect(turnsOf([out])).toMatchObject([{ state: 'held', in: null, flags: ['no-check-in'] }])
    const late = { ...arrives('08:00'), recordedAt: at('12:30') }
    expect(turnsOf([out, late])).toMatchObject([
      { state: 'left', in: at('08:00'), out: at('12:00'), flags: ['heard-late', 'out-of-order'] },
    ])
  })

  it('takes the captain’s word for a tap without a code', () => {
    const tap = arrives('08:05', { via: 'tap', proven: false })
    expect(turnsOf([tap])).toMatchObject([{ proven: false, flags: ['unproven', 'late'] }])
    const both = turnsOf([tap, arrives('08:07', { via: 'captain' })])
    expect(both).toMatchObject([
      { in: at('08:07'), claimed: at('08:05'), via: 'captain', proven: true, flags: ['late'] },
    ])
    // The captain may have seen them all the time.
    const since = turnsOf([tap, { ...arrives('08:05', { via: 'captain' }), id: 'seen', seq: 99 }])
    expect(since).toMatchObject([{ in: at('08:05'), claimed: null, proven: true }])
  })

  it('begins a second turn for who comes back, and keeps what belongs to each', () => {
    const facts = [arrives('08:00'), leaves('10:00', 'early'), arrives('11:00'), fact('suit-on', '11:10')]
    expect(turnsOf(facts).map(({ state, suits }) => [state, suits.length])).toEqual([
      ['left', 0],
      ['on', 1],
    ])
  })

  it('counts from what was seen, not from what a phone had claimed two hours before', () => {
    const turns = turnsOf([
      arrives('06:00', { via: 'tap', proven: false }),
      arrives('08:20', { via: 'captain' }),
      leaves('09:00'),
    ])
    expect(turns).toMatchObject([{ in: at('08:20'), claimed: at('06:00') }])
    expect(servedMinutes(turns, at('00:00'), at('23:59'))).toBe(40)
  })

  it('keeps spells to their stretch: a suit that was never taken off does not hide the next one', () => {
    const turns = turnsOf([
      arrives('08:00'),
      fact('suit-on', '08:10'),
      leaves('10:00', 'early'),
      fact('suit-on', '10:50'),
      arrives('11:00'),
      fact('break-began', '11:30'),
      leaves('12:00'),
    ])
    expect(turns.map(({ suits }) => suits)).toEqual([
      [{ from: at('08:10'), to: at('10:00') }],
      [{ from: at('10:50'), to: at('12:00') }],
    ])
    expect(turns.map(({ breaks }) => breaks.length)).toEqual([0, 1])
  })

  it('ends with the plan what nobody ended, until somebody says when it was', () => {
    const byRule = leaves('16:00', 'unsaid')
    expect(turnsOf([arrives('08:00'), byRule])).toMatchObject([
      { out: at('16:00'), why: 'unsaid', flags: ['not-checked-out'] },
    ])
    for (const clock of ['15:10', '17:40'])
      expect(turnsOf([arrives('08:00'), byRule, leaves(clock)])).toMatchObject([
        { out: at(clock), why: 'relieved', flags: [] },
      ])
    expect(turnsOf([byRule])).toEqual([])
  })

  it('forgets a no-show when the person comes after all, and remembers that it was said', () => {
    const missed = fact('no-show', '08:20', { by: 'time' })
    expect(turnsOf([missed])).toMatchObject([{ state: 'no-show' }])
    expect(turnsOf([missed, arrives('08:40')])).toMatchObject([{ state: 'on', flags: ['late', 'no-show-before'] }])
  })

  it('gives up who only said to be there, unless the captain had seen them, and welcomes them later', () => {
    const [tap, missed] = [arrives('07:55', { via: 'tap', proven: false }), fact('no-show', '08:20', { by: 'time' })]
    expect(turnsOf([tap, missed])).toMatchObject([{ state: 'no-show', out: at('08:20'), why: null, proven: false }])
    expect(turnsOf([tap, missed, leaves('16:00')])).toMatchObject([{ state: 'no-show', out: at('08:20') }])
    expect(turnsOf([tap, missed, arrives('08:40')])).toMatchObject([
      { state: 'left', proven: false },
      { state: 'on', in: at('08:40'), flags: ['late', 'no-show-before'] },
    ])
    expect(turnsOf([tap, missed, arrives('08:10', { via: 'captain' })])).toMatchObject([
      { state: 'on', in: at('08:10'), proven: true },
    ])
  })

  it('lets a correction take the place of what it corrects', () => {
    const wrong = leaves('09:00')
    expect(turnsOf([arrives('08:00'), wrong, { ...leaves('12:00'), supersedes: wrong.id }])).toMatchObject([
      { out: at('12:00'), flags: [] },
    ])
  })

  it('comes to the same in any order, however often each fact is heard', () => {
    const WHATS = [
      'checked-in',
      'checked-out',
      'break-began',
      'break-ended',
      'suit-on',
      'suit-off',
      'no-show',
      'stayed',
    ]
    const some = fc.array(
      fc.record({ what: fc.constantFrom(...WHATS), minute: fc.integer({ min: 0, max: 59 }), of: fc.nat(20) }),
      { maxLength: 14 },
    )
    const arbitrary = some.chain(list => {
      const facts = list.map(({ what, minute, of }, nth): TurnFact => {
        const clock = `08:${String(minute).padStart(2, '0')}`
        const payload = { proven: minute % 2 === 0, planned: true, due: null, why: 'ended', reason: 'x', by: 'time' }
        return fact(what, clock, payload, { id: `f${nth}`, seq: nth, supersedes: of < nth ? `f${of}` : null })
      })
      const shuffled = fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 })
      return fc.tuple(fc.constant(facts), shuffled)
    })
    fc.assert(
      fc.property(arbitrary, ([facts, shuffled]) => {
        const turns = turnsOf(facts)
        expect(turnsOf(shuffled)).toEqual(turns)
        // Heard in another order: the same turns, but for the flag that tells of it.
        const renumbered = turnsOf(shuffled.map(one => ({ ...one, seq: 100 - one.seq })))
        const plain = (list: typeof turns) =>
          list.map(turn => ({ ...turn, flags: turn.flags.filter(flag => flag !== 'out-of-order') }))
        expect(plain(renumbered)).toEqual(plain(turns))
        for (const { in: from, out } of turns) expect(!from || !out || from <= out).toBe(true)
        expect(turns.filter(({ state }) => state === 'on').length).toBeLessThanOrEqual(1)
      }),
    )
  })
})
