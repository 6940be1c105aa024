import { reportedIn } from '@muster/core/enrolment/kinds.ts'
import * as wire from '@muster/core/enrolment/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lensOf, tallyOf } from '../ledger/tally/lens.ts'
import { rollToEnd } from '../ledger/tally/roll.ts'
import type { Ctx } from '../platform/context.ts'
import { working } from '../platform/testing/context.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { AREAS, addPeople, addUnit, arrival, communities, departure, sendAll } from './testing.ts'

/** Few facts to a step, so that one afternoon has many. */
const WIDTH = 16
let t: Town
let desk: Ask
let readers: Ask[]
let units: { id: string; path: string; name: string }[]
const instants: string[] = []
let first: ReturnType<typeof arrival>
const incidentId = v7()

/** An afternoon: reports, moves and ends, some for an incident, several at one moment. */
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  desk = await t.as('city-desk')
  const incident = { tenant: 'xuzhou', id: incidentId, kind: 'flood', name: '汛情', territory: AREAS[0]!, version: 1 }
  await t.owner
    .insertInto('incident')
    .values({ ...incident, started_at: t.clock.now, opened_at: t.clock.now })
    .execute()
  units = [await addUnit(t, '某局'), await addUnit(t, '某校')]
  units.push(await addUnit(t, '一处', units[0]), await addUnit(t, '二处', units[0]))
  const people = (await Promise.all(units.map(unit => addPeople(t, unit.id, 15)))).flat()
  const places = [...(await communities(t)), ...(await communities(t, { urban: false, in: AREAS[3]! }))]
  const home = (nth: number) => places[(nth * 13) % places.length]!
  const over = (nth: number) => (nth % 4 === 0 ? { incidentId } : {})
  const homes = people.map((person, nth) => arrival(person, home(nth % 40), t.clock.now, over(nth)))
  first = homes[0]!
  await at(0, homes.slice(0, 20))
  await at(3_600_000, homes.slice(20))
  await at(
    1,
    homes
      .slice(0, 12)
      .map((old, nth) => arrival(old.personId, home(nth + 41), t.clock.now, { ...over(nth), supersedes: old.id })),
  )
  await at(
    59_999,
    homes.slice(30, 44).map(old => departure(old.personId, old.id, t.clock.now)),
  )
  await at(
    40_000,
    people.slice(32, 40).map((person, nth) => arrival(person, home(nth), t.clock.now)),
  )
  readers = [
    desk,
    await t.as('street-desk', { territory: home(3).slice(0, 9).padEnd(12, '0') }),
    await t.as('unit-secretary', { unitId: units[0]!.id }),
  ]
})
afterAll(() => t.close())

async function at(later: number, facts: Parameters<typeof sendAll>[1]): Promise<void> {
  t.clock.pass(later)
  expect(new Set(await sendAll(desk, facts))).toEqual(new Set(['accepted']))
  for (const milliseconds of [-1, 0]) instants.push(new Date(t.clock.now.getTime() + milliseconds).toISOString())
}

const inTown = <T>(work: (ctx: Ctx) => Promise<T>) => working(t.app.db, t.app.house)('xuzhou', t.clock.now, work)

/** Rolling tells nobody, because it changes no answer: whoever sends what is known makes shared answers be found anew. */
const forget = async () => expect(await sendAll(desk, [first])).toEqual(['known'])

/** Everything that is asked of the double report, by everyone, as of every instant. */
async function answers(asOfs: readonly (string | undefined)[]): Promise<unknown[]> {
  const given: unknown[] = [await desk(wire.coverageAreas, {})]
  const bases = asOfs.flatMap(asOf => [{ ...(asOf && { asOf }) }, { ...(asOf && { asOf }), incidentId }])
  for (const ask of readers)
    for (const base of bases) {
      given.push(await ask(wire.figures, base), await ask(wire.uncovered, base), await ask(wire.list, base))
      for (const over of OPENED()) given.push(await ask(wire.table, { ...base, ...over }).catch(({ slug }) => slug))
    }
  return given
}

/** The table opened everywhere: at the top, at a place, at a unit, at both, and at what nobody knows. */
const OPENED = () => [
  { by: 'territory' as const },
  { by: 'territory' as const, territory: AREAS[3]! },
  { by: 'territory' as const, territory: AREAS[0]!, unitId: units[0]!.id },
  { by: 'territory' as const, territory: '999999999999' },
  { by: 'unit' as const },
  { by: 'unit' as const, unitId: units[0]!.id },
  { by: 'unit' as const, unitId: units[2]!.id },
]

it('gives the answers that the facts give, to every reader, rolled to the middle and to the end', async () => {
  const asOfs = [instants[2], instants[5], instants[7], undefined]
  const facts = await answers(asOfs)
  for (const incident of [null, incidentId])
    await inTown(ctx => rollToEnd(ctx, tallyOf(ctx, reportedIn.name), incident, WIDTH))
  await forget()
  expect(await answers(asOfs)).toEqual(facts)
  expect(await inTown(ctx => lensOf(ctx, reportedIn.name, incidentId))).toMatchObject({ seq: 94 })
  t.clock.pass(1000)
  const [late] = await addPeople(t, units[3]!.id, 1)
  await sendAll(desk, [arrival(late!, '320311003010', t.clock.now)])
  const live = await answers([undefined])
  await inTown(ctx => ctx.tx.updateTable('tally_lens').set({ tree: 0 }).execute())
  await forget()
  expect(live).toEqual(await answers([undefined]))
})

it('counts anew when a unit has moved: a lens by other trees is no lens', async () => {
  const lens = () => inTown(ctx => lensOf(ctx, reportedIn.name, null))
  await inTown(ctx => rollToEnd(ctx, tallyOf(ctx, reportedIn.name), null, WIDTH))
  const before = await desk(wire.figures, {})
  const { id, name } = units[1]!
  const moved = {
    unitId: id,
    version: 1,
    code: 'A1',
    name,
    kind: 'agency' as const,
    parent: units[0]!.id,
    partners: [],
  }
  await (await t.as('city-desk'))(people.updateUnit, moved)
  expect(await lens()).toBeNull()
  expect((await desk(wire.figures, {})).units.value).toBe(before.units.value - 1)
  await inTown(ctx => rollToEnd(ctx, tallyOf(ctx, reportedIn.name), null, WIDTH))
  expect(await lens()).not.toBeNull()
  expect((await desk(wire.figures, {})).units.value).toBe(before.units.value - 1)
})
