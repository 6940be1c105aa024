import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changePlaces, type Decided, decideSignUp, fillPlaces, holds, lapseHolds, type Openings } from './rules.ts'
import { applySeatFact, hasPlace, type Seat, type SeatFact, stands } from './seat.ts'
import { type Candidate, selectPeople } from './selection.ts'

type Heard = SeatFact & { readonly personId: string }

const NOW = new Date('2022-03-28T04:43:00.000Z')
const UNTIL = new Date('2022-03-28T04:53:00.000Z')

/** A call as a server would run it, but in memory: decisions by the rules, seats by the facts, nothing else. */
class Board {
  readonly basis: 'DUTY_ORDER' | 'VOLUNTARY'
  readonly facts: Heard[] = []
  readonly faults: string[] = []
  readonly seats = new Map<string, Seat>()
  places: number[]
  waits: boolean

  constructor(basis: 'DUTY_ORDER' | 'VOLUNTARY', quota: number, ranked: boolean) {
    this.basis = basis
    this.places = changePlaces([], [], quota).add
    this.waits = ranked
  }

  hear(personId: string, kind: string, payload: Readonly<Record<string, unknown>> = {}): void {
    const fact = { personId, kind, payload, seq: this.facts.length + 1, occurredAt: NOW }
    this.facts.push(fact)
    const seat = applySeatFact(this.seats.get(personId), fact)
    if (seat) this.seats.set(personId, seat)
    this.check()
  }

  hearAll = (decided: readonly Decided[]) => {
    for (const { personId, kind, payload } of decided) this.hear(personId, kind, payload)
  }

  get taken(): number[] {
    return [...this.seats.values()].flatMap(({ place }) => (place === null ? [] : [place]))
  }

  get openings(): Openings {
    const taken = new Set(this.taken)
    return {
      freePlaces: this.places.filter(place => !taken.has(place)).toSorted((a, b) => a - b),
      lastRank: Math.max(0, ...[...this.seats.values()].map(({ rank }) => rank ?? 0)),
      waits: this.waits,
    }
  }

  /** Looked at after every single fact, so that a rebuild may stop and go on anywhere. */
  check(): void {
    const ranks = [...this.seats.values()].flatMap(({ rank }) => (rank === null ? [] : [rank]))
    const blame = (wrong: boolean, what: string) => wrong && this.faults.push(`${what} after fact ${this.facts.length}`)
    blame(new Set(ranks).size < ranks.length, 'a rank given twice')
    blame(new Set(this.taken).size < this.taken.length, 'two on one place')
    blame(this.taken.length > this.places.length, 'overbooked')
    blame(!this.taken.every(place => this.places.includes(place)), 'a seat without a place')
    for (const seat of this.seats.values()) {
      blame((seat.place !== null) !== hasPlace(seat), `place of ${seat.state}`)
      blame((seat.rank !== null) !== (seat.state === 'reserve'), `rank of ${seat.state}`)
      blame((seat.heldUntil !== null) !== (seat.state === 'held'), `hold of ${seat.state}`)
    }
  }

  fill(fresh: boolean): void {
    if (this.waits) return
    const reserve = [...this.seats].flatMap(([personId, { rank, fit, lapsed }]) =>
      rank === null ? [] : [{ personId, rank, fit, lapsed }],
    )
    this.hearAll(fillPlaces(this.basis, this.openings.freePlaces, reserve, fresh, UNTIL))
  }

  signUp(personId: string, fit: boolean): void {
    const { verdict, decided } = decideSignUp(this.openings, personId, this.seats.get(personId) ?? null, fit)
    if (verdict === 'signs') this.hear(personId, 'callout.signed-up', { via: 'tap', fit })
    if (decided) this.hearAll([decided])
  }

  leave(personId: string, kind: string, fresh: boolean): void {
    const seat = this.seats.get(personId)
    if (!stands(seat)) return
    this.hear(personId, kind)
    if (hasPlace(seat)) this.fill(fresh)
  }

  answerHold(personId: string, accept: boolean): void {
    const seat = this.seats.get(personId) ?? null
    if (!holds(seat, NOW)) return
    if (accept) this.hear(personId, 'callout.confirmed', { place: seat!.place })
    else this.leave(personId, 'callout.declined', false)
  }

  lapse(): void {
    const due = [...this.seats].filter(([, { state }]) => state === 'held').map(([personId]) => personId)
    if (due.length === 0) return
    this.hearAll(lapseHolds(due, this.openings.lastRank))
    this.fill(false)
  }

  setQuota(quota: number): void {
    if (quota < this.taken.length) return
    const { add, remove } = changePlaces(this.places, this.openings.freePlaces, quota)
    this.places = [...this.places.filter(place => !remove.includes(place)), ...add]
    if (this.places.length !== quota) this.faults.push(`${this.places.length} places for a quota of ${quota}`)
    this.fill(true)
  }

  select(): void {
    if (!this.waits) return
    const candidates = [...this.seats]
      .filter(([, { state }]) => state === 'signed-up')
      .map(
        ([personId, { fit, arrival }]): Candidate => ({
          personId,
          weighed: {
            fit,
            wanted: [],
            skills: [],
            recentCalls: 0,
            onCall: false,
            availability: 'any-time',
            arrival,
          },
        }),
      )
    this.hearAll(selectPeople(candidates, this.openings.freePlaces, this.openings.lastRank))
    this.waits = false
  }
}

const person = fc.integer({ min: 1, max: 12 }).map(nth => `p${nth}`)
const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('sign-up' as const),
      person,
      fit: fc.integer({ max: 9, min: 0 }).map(n => n > 0),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('withdraw' as const), person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('accept' as const), person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('decline' as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stand-down' as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lapse' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('quota' as const), to: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('select' as const) }) },
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

function run(board: Board, one: Act): void {
  if (one.do === 'sign-up') board.signUp(one.person, one.fit)
  else if (one.do === 'withdraw') board.leave(one.person, 'callout.withdrew', true)
  else if (one.do === 'stand-down') board.leave(one.person, 'callout.stood-down', true)
  else if (one.do === 'accept') board.answerHold(one.person, true)
  else if (one.do === 'decline') board.answerHold(one.person, false)
  else if (one.do === 'lapse') board.lapse()
  else if (one.do === 'quota') board.setQuota(one.to)
  else board.select()
}

describe('whatever people and desks do, in whatever order', () => {
  const worlds = fc.record({
    basis: fc.constantFrom('DUTY_ORDER' as const, 'VOLUNTARY' as const),
    quota: fc.integer({ min: 1, max: 6 }),
    ranked: fc.boolean(),
    acts: fc.array(act, { maxLength: 60 }),
  })

  it('never seats more than there are places, and never gives a rank twice', () => {
    fc.assert(
      fc.property(worlds, ({ basis, quota, ranked, acts }) => {
        const board = new Board(basis, quota, ranked)
        for (const one of acts) run(board, one)
        expect(board.faults).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves no place free while somebody waits who has not been asked', () => {
    fc.assert(
      fc.property(worlds, ({ basis, quota, acts }) => {
        const board = new Board(basis, quota, false)
        for (const one of acts) {
          run(board, one)
          if (board.openings.freePlaces.length === 0) continue
          expect([...board.seats.values()].filter(seat => seat.rank !== null && seat.fit && !seat.lapsed)).toEqual([])
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('ranks by arrival, but for those who let a hold run out, who come after all others', () => {
    fc.assert(
      fc.property(worlds, ({ basis, quota, acts }) => {
        const board = new Board(basis, quota, false)
        for (const one of acts) run(board, one)
        const patient = [...board.seats.values()].filter(seat => seat.rank !== null && !seat.lapsed)
        const byArrival = patient.toSorted((a, b) => a.arrival - b.arrival)
        expect(byArrival).toEqual(patient.toSorted((a, b) => a.rank! - b.rank!))
      }),
      { numRuns: 1000 },
    )
  })

  it('asks the reserve in order of rank, and nobody twice for one vacancy', () => {
    fc.assert(
      fc.property(worlds, ({ basis, quota, acts }) => {
        const board = new Board(basis, quota, false)
        for (const one of acts) {
          const before = [...board.seats].filter(([, seat]) => seat.rank !== null && seat.fit)
          run(board, one)
          const actor = 'person' in one ? one.person : null
          const asked = before.filter(([id]) => id !== actor && hasPlace(board.seats.get(id)))
          const passedOver = before.filter(([id, seat]) => !seat.lapsed && board.seats.get(id)?.state === 'reserve')
          const last = Math.max(0, ...asked.map(([, seat]) => seat.rank!))
          expect(passedOver.filter(([, seat]) => seat.rank! < last)).toEqual([])
          if (one.do === 'decline') expect(asked.filter(([, seat]) => seat.lapsed)).toEqual([])
          if (one.do === 'lapse')
            expect([...board.seats.values()].filter(seat => seat.state === 'held' && seat.lapsed)).toEqual([])
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('gives the same seats when all is heard again', () => {
    fc.assert(
      fc.property(worlds, ({ basis, quota, ranked, acts }) => {
        const board = new Board(basis, quota, ranked)
        for (const one of acts) run(board, one)
        const again = new Map<string, Seat>()
        for (const fact of board.facts) {
          const seat = applySeatFact(again.get(fact.personId), fact)
          if (seat) again.set(fact.personId, seat)
        }
        expect(again).toEqual(board.seats)
      }),
      { numRuns: 500 },
    )
  })

  it('confirms on a voluntary call only whoever acted on it: by signing up or by taking a held place', () => {
    fc.assert(
      fc.property(worlds, ({ quota, ranked, acts }) => {
        const board = new Board('VOLUNTARY', quota, ranked)
        for (const one of acts) {
          const before = new Map(board.seats)
          run(board, one)
          for (const [personId, seat] of board.seats) {
            if (seat.state !== 'confirmed' || before.get(personId)?.state === 'confirmed') continue
            expect(one.do === 'select' || ('person' in one && one.person === personId)).toBe(true)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('one decision at a time', () => {
  const open: Openings = { freePlaces: [4, 9], lastRank: 7, waits: false }

  it('gives the lowest free place to whoever is fit, the end of the line to whoever says not to be', () => {
    expect(decideSignUp(open, 'a', null, true).decided).toMatchObject({
      kind: 'callout.confirmed',
      payload: { place: 4 },
    })
    expect(decideSignUp(open, 'a', null, false).decided).toMatchObject({
      kind: 'callout.reserved',
      payload: { rank: 8 },
    })
    expect(decideSignUp({ ...open, waits: true }, 'a', null, true)).toMatchObject({ verdict: 'signs', decided: null })
  })

  it('changes nothing for whoever stands, and lets the reserve take a place that lies free', () => {
    expect(decideSignUp(open, 'a', { state: 'confirmed', fit: true }, true).verdict).toBe('stands')
    expect(decideSignUp(open, 'a', { state: 'held', fit: true }, true).verdict).toBe('stands')
    expect(decideSignUp(open, 'a', { state: 'reserve', fit: true }, true).verdict).toBe('takes')
    expect(decideSignUp(open, 'a', { state: 'reserve', fit: false }, true).verdict).toBe('stands')
  })

  it('holds a place until the minute is over, not longer', () => {
    const seat = { state: 'held', heldUntil: UNTIL } as const
    expect(holds(seat, NOW)).toBe(true)
    expect(holds(seat, UNTIL)).toBe(false)
  })

  it('takes away the highest free places, and adds the lowest missing ones', () => {
    expect(changePlaces([1, 2, 3, 4], [2, 4], 3)).toEqual({ add: [], remove: [4] })
    expect(changePlaces([1, 3], [3], 4)).toEqual({ add: [2, 4], remove: [] })
  })
})
