import * as incident from '@muster/core/incident/wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { OUTCOMES } from '@muster/core/visit/outcomes.ts'
import { stateOf } from '@muster/core/visit/state.ts'
import * as wire from '@muster/core/visit/wire.ts'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rebuilt } from '../callout/testing.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from '../duty/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addDoors, send, told } from './testing.ts'

const DOORS = 4
const MINUTE = 60_000
let t: Town
let city: Ask
let staff: Crew
let siteId: string
let doors: wire.Household[]
let opened: { incidentId: string; postId: string }

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(at('04-17 10:00').toISOString())
  city = await t.as('city-desk')
  const [incidentId, community] = [v7(), await aCommunity(t)]
  await city(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  const postId = await addPost(t, '登记岗', { territory: community, incidentId })
  opened = { incidentId, postId }
  staff = await crew(t, 2)
  await assign(t, await addShift(t, postId, at('04-17 08:00'), at('04-18 08:00'), { people: 2 }), staff.people)
  siteId = v7()
  await city(sites.createSites, { rows: [{ id: siteId, territory: community, kind: 'building', name: '3 栋' }] })
  doors = await addDoors(city, siteId, { stairs: 1, floors: 2, doors: 2 })
})
afterAll(() => t.close())

/** What two phones write down; each knock of the second kind is taken back by its own hand. */
const knock = fc.record({
  hand: fc.constantFrom(0, 1),
  door: fc.integer({ min: 0, max: DOORS - 1 }),
  outcome: fc.constantFrom(...OUTCOMES),
  minute: fc.integer({ min: -110, max: 0 }),
  undone: fc.boolean(),
})
const plan = fc.record({
  knocks: fc.array(knock, { minLength: 1, maxLength: 8 }),
  /** The order in which the lines bring it, and which of it a second time. */
  order: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
  again: fc.array(fc.nat(), { maxLength: 6 }),
})

it(
  'counts what two phones wrote down the same in whatever order and however often it arrives',
  { timeout: 120_000 },
  () =>
    fc
      .assert(
        fc.asyncProperty(plan, async ({ knocks, order, again }) => {
          const sweepId = v7()
          await city(wire.open, { ...opened, id: sweepId, name: '敲门', siteIds: [siteId] })
          const told = written(sweepId, knocks)
          const sent = shuffled(told, order)
          for (const one of [...sent, ...again.map(nth => sent[nth % sent.length]!)]) await arrives(one)
          // What came before the visit it takes back is tried again by its phone.
          for (const one of told) await arrives(one)
          const { rows } = await city(wire.coverage, { sweepId })
          expect(rows[0]).toMatchObject(expected(knocks))
        }),
        { numRuns: 12 },
      )
      .then(async () => expect(await rebuilt(t)).toEqual([])),
)

type Knock = typeof knock extends fc.Arbitrary<infer K> ? K : never
interface Note {
  readonly hand: number
  readonly fact: ReturnType<typeof told>
}

function written(sweepId: string, knocks: readonly Knock[]): Note[] {
  return knocks.flatMap(({ hand, door, outcome, minute, undone }) => {
    const when = new Date(t.clock.now.getTime() + minute * MINUTE)
    const fact = told('done', doors[door]!.id, when, { sweepId, outcome })
    const undo = told('withdrawn', doors[door]!.id, when, { sweepId }, fact.id)
    return undone
      ? [
          { hand, fact },
          { hand, fact: undo },
        ]
      : [{ hand, fact }]
  })
}

const shuffled = (notes: readonly Note[], order: readonly number[]) =>
  notes
    .map((note, nth) => ({ note, at: order[nth % order.length]! }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ note }) => note)

const arrives = async ({ hand, fact }: Note) =>
  expect(await send(staff.hands[hand]!, fact)).toEqual([
    expect.stringMatching(/^(accepted|known|.*\/visit\/not-heard-yet)$/),
  ])

/** The rule by itself, over what stands. */
function expected(knocks: readonly Knock[]) {
  const states = doors.map((_, nth) => {
    const standing = knocks.filter(({ door, undone }) => door === nth && !undone)
    const visits = standing.map(({ outcome, minute }) => {
      const when = new Date(t.clock.now.getTime() + minute * MINUTE)
      return { outcome, at: when.toISOString(), held: false }
    })
    return stateOf({ zone: 'Asia/Shanghai', attempts: 2 }, { visits, said: false, excused: false })
  })
  const count = (state: string) => states.filter(one => one === state).length
  return { households: DOORS, done: count('done'), open: count('open'), unknown: 0, excused: 0 }
}
