import * as wire from '@muster/core/enrolment/wire.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { AREAS, addPeople, addUnit, arrival, communities, departure, sendAll } from './testing.ts'

const PEOPLE = 6
const PLACES = 8
type Step = { do: 'report' | 'move' | 'leave' | 'resend'; who: number; where: number; minutes: number }
type Sent = ReturnType<typeof arrival> | ReturnType<typeof departure>

let t: Town
let desk: Ask
let street: Ask
let places: string[]
const streetOf = (code: string) => `${code.slice(0, 9)}000`

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  desk = await t.as('city-desk')
  await desk(wire.setCoverageAreas, { codes: AREAS })
  const all = await communities(t)
  const villages = await communities(t, { urban: false, in: AREAS[3]! })
  places = [...all.slice(0, 3), ...all.slice(-2), ...villages.slice(0, 3)]
  street = await t.as('street-desk', { territory: streetOf(places[0]!) })
})
afterAll(() => t.close())

/** The double report as one would write it on paper: who stands where, by the id of the report. */
class Paper {
  readonly #standing = new Map<string, { who: number; where: number; unit: number }>()
  readonly #sent: { fact: Sent; verdict: string }[] = []

  act(step: Step, people: string[], now: Date): { fact: Sent; verdict: string } {
    const [id, mine] = [...this.#standing].find(([, { who }]) => who === step.who) ?? []
    const said = this.#say(step, people, now, id, mine)
    this.#sent.push(said)
    return said
  }

  #say(step: Step, people: string[], now: Date, id?: string, mine?: { where: number }) {
    const { who, where } = step
    const person = people[who]!
    if (step.do === 'resend' && this.#sent.length > 0) return this.#again(where)
    if (step.do === 'leave' && id) {
      this.#standing.delete(id)
      return { fact: departure(person, id, now), verdict: 'accepted' }
    }
    const moved = step.do === 'move' && mine ? id : undefined
    const fact = arrival(person, places[where]!, now, moved ? { supersedes: moved } : {})
    const taken = [...this.#standing].some(([of, at]) => at.who === who && at.where === where && of !== moved)
    if (taken) return { fact, verdict: 'enrolment/already' }
    if (moved) this.#standing.delete(moved)
    this.#standing.set(fact.id, { who, where, unit: who % 3 })
    return { fact, verdict: 'accepted' }
  }

  /** What was kept is known; what was refused is decided anew, so only what was kept is sent again here. */
  #again(nth: number) {
    const kept = this.#sent.filter(({ verdict }) => verdict !== 'enrolment/already')
    const before = kept[nth % kept.length]
    return before ? { fact: before.fact, verdict: 'known' } : this.#sent[0]!
  }

  figures(within: (code: string) => boolean = () => true) {
    const all = [...this.#standing.values()].filter(({ where }) => within(places[where]!))
    const distinct = (of: (report: (typeof all)[number]) => unknown) => new Set(all.map(of).filter(Boolean)).size
    const codes = all.map(({ where }) => places[where]!)
    return {
      people: distinct(({ who }) => `p${who}`),
      units: distinct(({ unit }) => `u${unit === 2 ? 1 : unit}`),
      memberships: all.length,
      communities: new Set(codes).size,
      streets: new Set(codes.map(streetOf).filter(code => Number(code.slice(6, 9)) < 100)).size,
      areas: new Set(codes.map(code => code.slice(0, 6))).size,
    }
  }
}

const steps = fc.array(
  fc.record<Step>({
    do: fc.constantFrom('report', 'report', 'move', 'leave', 'resend'),
    who: fc.nat(PEOPLE - 1),
    where: fc.nat(PLACES - 1),
    minutes: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 25 },
)

async function counted(ask: Ask, asOf: string) {
  const figures = await ask(wire.figures, { asOf })
  const { people, units, memberships, communities: places, streets, areas } = figures
  const of = { people, units, memberships, communities: places, streets, areas }
  return Object.fromEntries(Object.entries(of).map(([key, { value }]) => [key, value]))
}

it('counts at every instant what a list on paper would count', async () => {
  const own = (code: string) => streetOf(code) === streetOf(places[0]!)
  await fc.assert(
    fc.asyncProperty(steps, async run => {
      await t.owner.deleteFrom('report_in').execute()
      await t.owner.deleteFrom('fact').execute()
      const top = await addUnit(t, '上级')
      const units = [await addUnit(t, '甲'), await addUnit(t, '乙一', top), await addUnit(t, '乙二', top)]
      const people = await Promise.all(units.map(unit => addPeople(t, unit.id, PEOPLE / 3)))
      const line = Array.from({ length: PEOPLE }, (_, who) => people[who % 3]![Math.floor(who / 3)]!)
      const paper = new Paper()
      const seen = new Map<string, [whole: object, ownStreet: object]>()
      for (const step of run) {
        t.clock.pass(step.minutes * 10)
        const { fact, verdict } = paper.act(step, line, t.clock.now)
        expect(await sendAll(desk, [fact])).toEqual([verdict])
        seen.set(t.clock.now.toISOString(), [paper.figures(), paper.figures(own)])
      }
      t.clock.pass(10)
      for (const [asOf, [whole, ownStreet]] of seen) {
        expect([asOf, await counted(desk, asOf)]).toEqual([asOf, whole])
        expect([asOf, await counted(street, asOf)]).toEqual([asOf, ownStreet])
      }
    }),
    { numRuns: 12, endOnFailure: true },
  )
})
