import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { ended, said, smallCities } from '../ledger/tally/testing.ts'
import { type NewFact, record } from '../ledger/write.ts'
import { type Ctx, NO_SCOPE } from '../platform/context.ts'
import { list } from './list.ts'
import type { Asked } from './standing.ts'
import { reportedBy, shorterWay, standingBy } from './standing-then.ts'

const NOON = Date.parse('2022-03-28T04:00:00.000Z')
const PEOPLE = Array.from({ length: 5 }, () => v7())
const INCIDENTS = [v7(), v7()]
const CITY = { ...NO_SCOPE, tenant: true }

const { now: town, newCity, inCity } = smallCities(4)

const nth = <T>(of: readonly T[], at: number) => of[at % of.length]!
const incidentOf = (of: number) => (of % 3 === 0 ? {} : { incidentId: nth(INCIDENTS, of) })

const some = fc.nat(20)
const story = fc.array(
  fc.record({
    what: fc.constantFrom('comes', 'comes', 'moves', 'leaves'),
    which: some,
    where: some,
    of: some,
    /** Nothing passes between facts of one moment. */
    passed: fc.constantFrom(0, 0, 1, 1000, 3_600_000),
  }),
  { minLength: 3, maxLength: 40 },
)
type Step = typeof story extends fc.Arbitrary<(infer S)[]> ? S : never

/** Plays a story. @returns the instants at which something was heard, one before all, and those just before and after */
async function play(steps: readonly Step[]): Promise<Date[]> {
  const standing: NewFact[] = []
  let now = NOON
  const heard = new Set([NOON - 1])
  for (const step of steps) {
    now += step.passed
    const fact = factOf(step, standing)
    await inCity(new Date(now), ctx => record(ctx, [fact]))
    for (const nearby of [now - 1, now, now + 1]) heard.add(nearby)
  }
  return [...heard].map(time => new Date(time))
}

function factOf({ what, which, where, of }: Step, standing: NewFact[]): NewFact {
  const [old] = what === 'comes' ? [] : standing.splice(which % (standing.length || 1), 1)
  const who = { personId: old?.personId ?? nth(PEOPLE, which), unitId: old?.unitId ?? nth(town.places.units, of) }
  const over = { ...who, ...incidentOf(of), ...(old && { supersedes: old.id }) }
  if (old && what === 'leaves') return ended({ ...over, territory: old.territory! })
  standing.push(said({ ...over, territory: nth(town.places.communities, where) }))
  return standing.at(-1)!
}

/** Questions and readers of every sort. */
const questions = () =>
  [undefined, INCIDENTS[1]].flatMap(incidentId => [
    { asked: { incidentId }, scope: CITY },
    { asked: { incidentId, territory: town.places.codes[2]!, unitId: town.places.units[0]! }, scope: CITY },
    { asked: { incidentId }, scope: { ...NO_SCOPE, territoryPaths: ['32/3201/32011/'], unitPaths: [] } },
    {
      asked: { incidentId },
      scope: { ...NO_SCOPE, unitPaths: [`${town.places.units[0]!}/${town.places.units[1]!}/`] },
    },
  ])

const ids = async (ctx: Ctx, base: RawBuilder<unknown>, query: RawBuilder<{ id: string }>) =>
  (await sql<{ id: string }>`with ${base} ${query}`.execute(ctx.tx)).rows.map(({ id }) => id)
const standing = (ctx: Ctx, way: 'back' | 'forth', asked: Asked, scope = CITY) =>
  ids(ctx, standingBy(ctx, way, asked, scope), sql`select id from standing order by id`)
const people = (ctx: Ctx, way: 'back' | 'forth', asked: Asked, few = false) => {
  const { base, has } = reportedBy(ctx, way, asked, few)
  return ids(ctx, base, sql`select p.id from unnest(${PEOPLE}::uuid[]) as p (id) where ${has('p.id')} order by p.id`)
}

it('finds the same reports and people going back from now as going forth from the first fact', async () => {
  await fc.assert(
    fc.asyncProperty(story, async steps => {
      await newCity()
      for (const asOf of await play(steps))
        await inCity(asOf, async ctx => {
          for (const { asked, scope } of questions()) {
            const question = { ...asked, asOf }
            expect(await standing(ctx, 'back', question, scope)).toEqual(await standing(ctx, 'forth', question, scope))
            const reported = await people(ctx, 'forth', question)
            for (const few of [true, false]) expect(await people(ctx, 'back', question, few)).toEqual(reported)
          }
        })
    }),
    { numRuns: 6, endOnFailure: true },
  )
})

it('pages through the list in the order of hearing, also where many share one stamp', async () => {
  const comes = (which: number): Step => ({ what: 'comes', which, where: which, of: which, passed: 0 })
  await fc.assert(
    fc.asyncProperty(story, fc.integer({ min: 1, max: 4 }), async (steps, limit) => {
      await newCity()
      const crowd = Array.from({ length: 12 }, (_, which) => comes(which))
      for (const asOf of await play([...steps, ...crowd]))
        await inCity(asOf, async ctx => {
          const wanted = await ids(
            ctx,
            standingBy(ctx, 'forth', { asOf }, CITY),
            sql`select id from standing order by seq desc`,
          )
          expect(await pages({ ...ctx, scope: CITY }, limit, wanted.length)).toEqual(wanted)
        })
    }),
    { numRuns: 10, endOnFailure: true },
  )
})

async function pages(ctx: Ctx, limit: number, total: number): Promise<string[]> {
  const found: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await list(ctx, { limit, ...(after && { after }) })
    expect(page.total).toBe(total)
    found.push(...page.rows.map(({ id }) => id))
    after = page.next
  }
  return found
}

it('goes the shorter way: back while most was heard by then, forth from long ago', async () => {
  const wayAt = (time: number) => inCity(new Date(time), ctx => shorterWay(ctx, new Date(time)))
  expect(await wayAt(NOON)).toBe('back')
  const come: Step = { what: 'comes', which: 0, where: 0, of: 0, passed: 1000 }
  await play(Array.from({ length: 10 }, () => come))
  expect(await wayAt(NOON + 3000)).toBe('forth')
  expect(await wayAt(NOON + 8000)).toBe('back')
})
