import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Breach, type LedgerFact, upTo } from '../history.ts'
import { check } from './check.ts'
import { type Invented, invent } from './testing.ts'

const judge = ({ history, reading }: Invented) => check(history, reading)
const rulesIn = (breaches: readonly Breach[]) => breaches.map(({ rule }) => rule)

/** The same world with another ledger. */
const withFacts = (
  { history, reading }: Invented,
  change: (facts: readonly LedgerFact[]) => LedgerFact[],
): Invented => ({
  history,
  reading: { ...reading, facts: change(reading.facts) },
})

const promised = ({ history }: Invented) =>
  history.attempts.filter(({ heard }) => heard[0]?.verdict === 'accepted').map(({ said }) => said[0]!.id)

/** Every way of breaking a promise that the checker must see, in any world in which it can be done. */
const BROKEN: readonly [rule: string, how: string, breakIt: (world: Invented) => Invented | null][] = [
  [
    'lost',
    'an acknowledged fact is gone',
    world => withFacts(world, facts => facts.filter(({ id }) => id !== promised(world).at(-1))),
  ],
  [
    'doubled',
    'a fact stands twice',
    world => withFacts(world, facts => [...facts, { ...facts[0]!, seq: facts.length + 1 }]),
  ],
  [
    'seq-reused',
    'a number was given twice',
    world => withFacts(world, facts => facts.map((fact, nth) => (nth === 1 ? { ...fact, seq: 1 } : fact))),
  ],
  [
    'seq-gap',
    'a number is missing',
    world => withFacts(world, facts => facts.map((fact, nth) => ({ ...fact, seq: nth > 1 ? fact.seq + 1 : fact.seq }))),
  ],
  [
    'recorded-back',
    'time went back',
    world => withFacts(world, facts => facts.with(-1, { ...facts.at(-1)!, recordedAt: '2000-01-01T00:00:00.000Z' })),
  ],
  [
    'other-stamp',
    'a fact stands under another number than the one acknowledged',
    world => withFacts(world, ([first, ...rest]) => [...rest, { ...first!, seq: rest.length + 2 }]),
  ],
  [
    'never-sent',
    'a fact that nobody sent',
    world =>
      withFacts(world, facts => [
        ...facts,
        { ...facts[0]!, id: 'nobody', kind: 'enrolment.left', seq: facts.length + 1 },
      ]),
  ],
  [
    'never-sent',
    'a fact about somebody else',
    world =>
      withFacts(world, facts =>
        facts.map(fact => (fact.id === promised(world)[0] ? { ...fact, personId: 'other' } : fact)),
      ),
  ],
  [
    'refused-stands',
    'what was refused stands',
    world => heard(world, 'accepted', { verdict: 'refused', seq: null, recordedAt: null, slug: 'x' }),
  ],
  ['accepted-twice', 'two sendings of one fact were both the first', world => repeatLast(world)],
  ['known-from-nothing', 'known, though never sent before', world => knownFromNothing(world)],
  ['overtaken', 'what was sent later stands earlier', world => overtake(world)],
  [
    'overbooked',
    'a place is given twice',
    world =>
      withFacts(world, facts => [
        ...facts,
        ...['callout.signed-up', 'callout.confirmed'].map((kind, nth) =>
          decided(facts, kind, nth, { place: 99, fit: true }),
        ),
      ]),
  ],
  [
    'seat-differs',
    'the list shows somebody the facts do not know',
    world => ({
      ...world,
      reading: {
        ...world.reading,
        calls: world.reading.calls.map(call => ({
          ...call,
          seats: [...call.seats, { personId: 'ghost', state: 'confirmed', place: 3, rank: null }],
        })),
      },
    }),
  ],
  [
    'report-differs',
    'a report is not listed',
    world =>
      world.reading.reports.length > 0
        ? { ...world, reading: { ...world.reading, reports: world.reading.reports.slice(1) } }
        : null,
  ],
  [
    'figure-changed',
    'a frozen figure is read differently later',
    world => ({
      ...world,
      history: {
        ...world.history,
        figures: world.history.figures.map(figure => ({ ...figure, people: figure.people + 1 })),
      },
    }),
  ],
  [
    'figure-changed',
    'a bulletin does not recount',
    world => ({
      ...world,
      reading: {
        ...world.reading,
        bulletins: world.reading.bulletins.map(bulletin => ({ ...bulletin, recountHolds: false })),
      },
    }),
  ],
  ['lost', 'an acknowledged bulletin is gone', world => ({ ...world, reading: { ...world.reading, bulletins: [] } })],
  [
    'audit-broken',
    'the chain does not verify',
    world => ({ ...world, reading: { ...world.reading, auditWhole: false } }),
  ],
  [
    'rebuild-differs',
    'a rebuild puts something right',
    world => ({ ...world, reading: { ...world.reading, rebuilt: ['≠ seat'] } }),
  ],
]

const decided = (
  facts: readonly LedgerFact[],
  kind: string,
  nth: number,
  payload: Record<string, unknown>,
): LedgerFact => ({
  ...facts.at(-1)!,
  id: `made-${nth}`,
  kind,
  personId: 'late',
  subjectId: 'call-1',
  supersedes: null,
  seq: facts.length + 1 + nth,
  payload,
})

function heard(
  { history, reading }: Invented,
  verdict: string,
  instead: Invented['history']['attempts'][number]['heard'][number],
): Invented {
  const target = history.attempts.find(one => one.heard[0]?.verdict === verdict)!.said[0]!.id
  const attempts = history.attempts.map(one =>
    one.said[0]!.id === target ? { ...one, answered: one.answered ?? one.invoked, heard: [instead] } : one,
  )
  return { history: { ...history, attempts }, reading }
}

function repeatLast({ history, reading }: Invented): Invented {
  const first = history.attempts.find(one => one.heard[0]?.verdict === 'accepted')!
  return { history: { ...history, attempts: [...history.attempts, first] }, reading }
}

function knownFromNothing({ history, reading }: Invented): Invented {
  const first = history.attempts.find(one => one.heard[0]?.verdict === 'accepted')!
  const { id } = first.said[0]!
  const known = { ...first, heard: [{ ...first.heard[0]!, verdict: 'known' as const }] }
  return {
    history: { ...history, attempts: [...history.attempts.filter(one => one.said[0]!.id !== id), known] },
    reading,
  }
}

/** Says of the last fact that was sent that it was the first in the ledger. */
function overtake(world: Invented): Invented {
  const last = promised(world).at(-1)!
  return withFacts(world, facts => {
    const moved = facts.find(({ id }) => id === last)!
    return [moved, ...facts.filter(fact => fact !== moved)].map((fact, nth) => ({ ...fact, seq: nth + 1 }))
  })
}

describe('the checker', () => {
  it('finds nothing in an honest history, wherever answers were lost and whenever the power went', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1000), (seed, moment) => {
        const world = invent(seed)
        expect(judge(world)).toEqual([])
        expect(judge({ ...world, history: upTo(world.history, moment) }).filter(({ rule }) => rule === 'lost')).toEqual(
          [],
        )
      }),
      { numRuns: 100 },
    )
  })

  it.each(BROKEN)('sees “%s”: %s', (rule, _how, breakIt) => {
    fc.assert(
      fc.property(fc.nat(1_000_000), seed => {
        const broken = breakIt(invent(seed))
        if (broken) expect(rulesIn(judge(broken))).toContain(rule)
      }),
      { numRuns: 15 },
    )
  })

  it.each([
    ['the reserve is passed over', 2, 'callout.confirmed', { place: 1 }, 'out-of-order'],
    ['a place is given beyond the quota', 9, 'callout.confirmed', { place: 4 }, 'overbooked'],
    ['a rank is given twice', 9, 'callout.reserved', { rank: 1 }, 'rank-twice'],
  ])('sees that %s', (_what, personId, kind, payload, rule) => {
    const { history, reading } = invent(0, 0)
    const names = ['callout.signed-up', 'callout.confirmed', 'callout.signed-up', 'callout.reserved']
    const seat = (nth: number) => ({ personId: `p${nth < 2 ? 1 : 2}`, payload: nth < 2 ? { place: 1 } : { rank: 1 } })
    const call = { id: 'call-1', quota: 1, seats: [], counts: { confirmed: 0, held: 0, reserve: 0 } }
    const before = names.map((name, nth) => ({ ...blank(nth + 1, name), ...seat(nth) }))
    const third = [blank(5, 'callout.signed-up'), blank(6, kind)].map(fact => ({
      ...fact,
      personId: `p${personId}`,
      payload,
    }))
    const left = { ...blank(5, 'callout.withdrew'), personId: 'p1' }
    const facts = rule === 'out-of-order' ? [...before, left, ...newcomer(kind, payload)] : [...before, ...third]
    expect(rulesIn(check(history, { ...reading, facts, calls: [call] }))).toContain(rule)
  })
})

const blank = (seq: number, kind: string): LedgerFact => ({
  id: `fact-${seq}`,
  seq,
  kind,
  recordedAt: '2022-03-28T00:00:00.000Z',
  personId: null,
  subjectId: 'call-1',
  territory: null,
  supersedes: null,
  payload: {},
})

/** Somebody who comes later and gets the place that was freed. */
const newcomer = (kind: string, payload: Record<string, unknown>) => [
  { ...blank(6, 'callout.signed-up'), personId: 'p3' },
  { ...blank(7, kind), personId: 'p3', payload },
]
