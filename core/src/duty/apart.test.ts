import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apart, type OfShift } from './apart.ts'
import type { TurnFact } from './turns.ts'

const MINUTE = 60_000
const at = (minute: number) => new Date(Date.UTC(2022, 2, 28, 8) + minute * MINUTE)

/** What one person did, minute by minute, on which of three posts. */
interface Deed {
  readonly shift: number
  readonly what:
    | 'checked-in'
    | 'tapped'
    | 'seen'
    | 'checked-out'
    | 'unsaid'
    | 'suit-on'
    | 'suit-off'
    | 'break-began'
    | 'no-show'
  readonly minute: number
  /** How many minutes later it was heard. */
  readonly lag: number
  /** Which of those before it takes the place of, if it is of the same shift. */
  readonly corrects: number
}
const deed = fc.record<Deed>({
  shift: fc.nat(2),
  what: fc.constantFrom(
    'checked-in',
    'checked-in',
    'tapped',
    'seen',
    'checked-out',
    'unsaid',
    'suit-on',
    'suit-off',
    'break-began',
    'no-show',
  ),
  minute: fc.nat(40),
  lag: fc.constantFrom(0, 0, 1, 30, 600),
  corrects: fc.nat(40),
})

const VIA: Partial<Record<Deed['what'], object>> = {
  'checked-in': { via: 'code', proven: true, planned: true, due: null },
  tapped: { via: 'tap', proven: false, planned: true, due: null },
  seen: { via: 'captain', proven: true, planned: true, due: null },
  'checked-out': { why: 'ended' },
  unsaid: { why: 'unsaid' },
}
const KIND: Partial<Record<Deed['what'], string>> = { tapped: 'checked-in', seen: 'checked-in', unsaid: 'checked-out' }

interface Heard extends TurnFact {
  readonly shiftId: string
}
const factsOf = (deeds: readonly Deed[]): Heard[] =>
  deeds.map(({ shift, what, minute, lag, corrects }, nth) => ({
    id: `f${String(nth).padStart(2, '0')}`,
    seq: nth,
    kind: `duty.${KIND[what] ?? what}`,
    occurredAt: at(minute),
    recordedAt: at(minute + lag),
    supersedes: corrects < nth && deeds[corrects]!.shift === shift ? `f${String(corrects).padStart(2, '0')}` : null,
    payload: (VIA[what] ?? {}) as TurnFact['payload'],
    shiftId: `s${shift}`,
  }))

/** The turns of the person, from facts in the order in which they were heard. */
const turns = (heard: readonly Heard[]): OfShift[] => apart(Map.groupBy(heard, ({ shiftId }) => shiftId))
const inOrder = (list: readonly OfShift[]) => list.toSorted((a, b) => (a.turn.id < b.turn.id ? -1 : 1))

/** At how many posts somebody stands for certain in the middle of a minute, told by who came and left. */
const coveredAt = (list: readonly OfShift[], minute: number): number => {
  const instant = at(minute + 0.5)
  const there = list.filter(
    ({ turn }) => turn.proven && turn.in !== null && turn.in <= instant && (turn.out === null || turn.out > instant),
  )
  return new Set(there.map(({ shiftId }) => shiftId)).size
}

const facts = fc.array(deed, { maxLength: 16 }).map(factsOf)
/** Every fact at least once, in any order, some twice. */
const jumbled = facts.chain(list =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
)

describe('the turns of one person at several posts', () => {
  const post = (shiftId: string, ...list: [Deed['what'], number][]) =>
    list.map(
      ([what, minute], nth): Heard => ({
        ...factsOf([{ shift: 0, what, minute, lag: 0, corrects: 99 }])[0]!,
        id: `${shiftId}${nth}`,
        shiftId,
      }),
    )

  it('end where the person was seen next, also when that was heard first', () => {
    const late = turns([...post('b', ['checked-in', 20]), ...post('a', ['checked-in', 0], ['suit-on', 5])])
    expect(late.find(({ shiftId }) => shiftId === 'a')!.turn).toMatchObject({
      state: 'left',
      why: 'moved',
      out: at(20),
      suits: [{ from: at(5), to: at(20) }],
    })
    expect(late.find(({ shiftId }) => shiftId === 'b')!.turn).toMatchObject({ state: 'on', out: null })
  })

  it('are cut shorter by whoever was seen elsewhere between', () => {
    const between = turns([
      ...post('a', ['checked-in', 0], ['checked-out', 30]),
      ...post('b', ['checked-in', 10], ['checked-out', 15]),
    ])
    expect(between.map(({ turn }) => [turn.out, turn.why])).toEqual([
      [at(10), 'moved'],
      [at(15), 'ended'],
    ])
  })

  it('begin anew for whoever comes back without having checked out', () => {
    const back = turns([...post('a', ['checked-in', 0], ['checked-in', 20]), ...post('b', ['checked-in', 10])])
    expect(back.map(({ shiftId, turn }) => [shiftId, turn.in, turn.out])).toEqual([
      ['a', at(0), at(10)],
      ['a', at(20), null],
      ['b', at(10), at(20)],
    ])
  })

  it('are not ended by what a phone only claims', () => {
    const claimed = turns([...post('a', ['checked-in', 0]), ...post('b', ['tapped', 10])])
    expect(claimed.map(({ turn }) => turn.state)).toEqual(['on', 'on'])
    expect(
      turns([...post('a', ['checked-in', 0]), ...post('b', ['tapped', 10], ['seen', 12])]).map(({ turn }) => turn.out),
    ).toEqual([at(12), null])
  })

  it('never cover two posts at one instant, whatever was heard', () => {
    fc.assert(
      fc.property(facts, heard => {
        const list = turns(heard)
        for (let minute = 0; minute < 45; minute++) expect(coveredAt(list, minute)).toBeLessThanOrEqual(1)
        for (const { turn } of list) {
          const spells = [...turn.breaks, ...turn.suits]
          if (turn.out) for (const { from, to } of spells) expect(from <= to! && to! <= turn.out).toBe(true)
        }
      }),
    )
  })

  it('are the same in whatever order, and however often, facts are heard', () => {
    fc.assert(
      fc.property(jumbled, ([list, shuffled]) => {
        expect(inOrder(turns(shuffled))).toEqual(inOrder(turns(list)))
      }),
    )
  })

  it('are covered by nobody who was not seen there: what is lost covers nothing', () => {
    const lossy = jumbled.chain(([list]) => fc.tuple(fc.constant(list), fc.subarray(list)))
    fc.assert(
      fc.property(lossy, ([list, kept]) => {
        const seenAt = new Set(list.filter(({ payload }) => payload.proven === true).map(({ shiftId }) => shiftId))
        for (const { shiftId, turn } of turns(kept)) {
          if (!turn.proven) continue
          expect(seenAt.has(shiftId)).toBe(true)
          // And not before they were seen.
          const proofs = kept.filter(one => one.shiftId === shiftId && one.payload.proven === true)
          expect(proofs.some(({ occurredAt }) => occurredAt.getTime() === turn.in!.getTime())).toBe(true)
        }
      }),
    )
  })
})
