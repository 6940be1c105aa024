// What phones may do to the tubes of a round: two hands on one label, batches lost, doubled and mixed, clocks that jump.
import * as incident from '@muster/core/incident/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import { judgeTube } from '@muster/core/register/sampling/tube.ts'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rebuilt } from '../../callout/testing.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from '../../duty/testing.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'

const MINUTE = 60_000
const SIZE = 5
/** Runs in which every verdict comes up; all others are tried without a server, in core. */
const SEED = 20220328
let t: Town
let desk: Ask
let incidentId: string
let post: string
let staff: Crew

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(at('03-28 12:00').toISOString())
  desk = await t.as('city-desk')
  incidentId = v7()
  await desk(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  post = await addPost(t, '采样点', { territory: await aCommunity(t), incidentId })
  staff = await crew(t, 2)
  await assign(t, await addShift(t, post, at('03-28 08:00'), at('03-28 20:00'), { people: 2 }), staff.people)
})
afterAll(() => t.close())

/** What a phone notes: a sample of somebody, a sealing, or that the sample before was a slip. */
const act = fc.record({
  hand: fc.nat(1),
  tube: fc.constantFrom('T-1', 'T-2'),
  what: fc.oneof(
    { weight: 14, arbitrary: fc.constant('sampled') },
    { weight: 1, arbitrary: fc.constant('sealed') },
    { weight: 2, arbitrary: fc.constant('slip') },
  ),
  who: fc.nat(12),
  /** Minutes before now by the phone's clock, which may be hours behind or ahead. */
  ago: fc.integer({ min: -3, max: 200 }),
})
const run = fc.record({
  acts: fc.array(act, { minLength: 16, maxLength: 32 }),
  /** Which batches are sent a second time, and which phone is heard first. */
  again: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  second: fc.nat(1),
})

interface Fact {
  readonly id: string
  readonly kind: string
  readonly occurredAt: string
  readonly supersedes?: string
  readonly payload: Readonly<Record<string, unknown>>
}

function factsOf(roundId: string, acts: readonly (typeof act extends fc.Arbitrary<infer A> ? A : never)[]): Fact[][] {
  const hands: Fact[][] = [[], []]
  for (const { hand, tube, what, who, ago } of acts) {
    const own = hands[hand]!
    const common = { id: v7(), occurredAt: new Date(t.clock.now.getTime() - ago * MINUTE).toISOString() }
    const slip = own.findLast(
      one => one.kind === 'register.sampled' && !own.some(({ supersedes }) => supersedes === one.id),
    )
    if (what === 'sealed') own.push({ ...common, kind: 'register.tube-sealed', payload: { roundId, tube } })
    else if (what === 'slip' && slip)
      own.push({
        ...common,
        kind: 'register.sample-withdrawn',
        supersedes: slip.id,
        payload: { roundId, sampleId: slip.id },
      })
    else
      own.push({ ...common, kind: 'register.sampled', payload: { roundId, tube, name: `居民${who}`, door: '1-101' } })
  }
  return hands
}

/** What should stand, from all facts at once. */
function expected(facts: readonly Fact[]) {
  const now = t.clock.now.getTime()
  const when = ({ occurredAt }: Fact) => Math.min(now, Date.parse(occurredAt))
  const gone = new Set(facts.flatMap(({ supersedes }) => supersedes ?? []))
  return ['T-1', 'T-2'].flatMap(tube => {
    const of = facts.filter(({ payload }) => payload.tube === tube)
    const seals = of.filter(({ kind }) => kind === 'register.tube-sealed').map(when)
    const samples = of
      .filter(({ kind, id }) => kind === 'register.sampled' && !gone.has(id))
      .map(one => ({ id: one.id, at: when(one), who: String(one.payload.name) }))
    const verdicts = judgeTube({ size: SIZE, sealedAt: seals.length > 0 ? Math.min(...seals) : null }, samples)
    return samples.map(({ id }) => [id, verdicts.get(id) ?? 'stands'] as const)
  })
}

it('holds what one rule says of all that was told, in whatever order, and loses nobody', async () => {
  const met = new Set<string>()
  const check = async ({ acts, again, second }: typeof run extends fc.Arbitrary<infer R> ? R : never) => {
    const roundId = v7()
    await desk(wire.openRound, {
      incidentId,
      id: roundId,
      territory: '320300000000',
      name: '一轮',
      territories: ['320300000000'],
      startsAt: at('03-28 08:00').toISOString(),
      endsAt: at('03-28 20:00').toISOString(),
      tubeSize: SIZE,
      postIds: [post],
    })
    const hands = factsOf(roundId, acts)
    for (const hand of [second, 1 - second]) {
      const facts = hands[hand]!.map(fact => ({ ...fact, subjectId: post }))
      for (let from = 0, nth = 0; from < facts.length; from += 4, nth++) {
        const send = () => staff.hands[hand]!(ledger.send, { facts: facts.slice(from, from + 4) })
        const { answers } = await send()
        expect(answers.filter(({ verdict }) => verdict === 'refused')).toEqual([])
        if (again[nth % again.length]) await send()
      }
    }
    const should = new Map(expected(hands.flat()))
    const rows = await t.owner
      .selectFrom('sample')
      .select(['id', 'state', 'held'])
      .where('round_id', '=', roundId)
      .where('ended_at', 'is', null)
      .execute()
    expect(new Map(rows.map(({ id, state, held }) => [id, held ?? state]))).toEqual(should)
    for (const verdict of should.values()) met.add(verdict)
    const standing = [...should.values()].filter(verdict => verdict === 'stands').length
    // The same rule in SQL.
    const figures = await desk(wire.roundFigures, { roundId })
    expect([figures.samples, figures.held]).toEqual([standing, should.size - standing])
  }
  await fc.assert(fc.asyncProperty(run, check), { numRuns: 8, seed: SEED })
  expect([...met].toSorted()).toEqual(['stands', 'tube-full', 'tube-sealed', 'twice'])
  expect(await rebuilt(t)).toEqual([])
})
