import { reportedIn } from '@muster/core/enrolment/kinds.ts'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { tallyLag } from '../measures.ts'
import { type NewFact, record } from '../write.ts'
import { holdLens, lensOf, tallyOf } from './lens.ts'
import { rebuildTallies } from './rebuild.ts'
import { follow, lastHeard, rollToEnd } from './roll.ts'
import { ended, quickly, said, slowly, smallCities, standingQuickly } from './testing.ts'
import { rolling } from './tick.ts'

const NOON = Date.parse('2022-03-28T04:00:00.000Z')
/** Few facts to a step, so that a short story has many. */
const WIDTH = 5
const PEOPLE = Array.from({ length: 5 }, () => v7())
const INCIDENTS = [v7(), v7()]
const KIND = reportedIn.name

const { now: town, newCity, inCity } = smallCities(8)

const at = (milliseconds: number) => new Date(NOON + milliseconds)
const scopes = () => ['', ...town.places.codes, ...town.places.units, ...town.places.units.map(id => `${id}=`)]

/** Tally and facts, for every scope; members of a place's communities and of a unit's topmost unit are not kept by scope. */
async function compare(asOf: Date, incidentId?: string): Promise<boolean> {
  return inCity(asOf, async ctx => {
    const question = { kind: KIND, incidentId, asOf }
    const quick = await quickly(ctx, question, scopes())
    const slow = await slowly(ctx, question, scopes())
    for (const [scope, answer] of quick ?? []) {
      const { who: _, ...counted } = slow.get(scope)!
      const kept = { ...counted, ...(scope.length >= 36 ? { units: [] } : scope ? { places: [] } : {}) }
      expect([asOf, incidentId, scope, answer]).toEqual([asOf, incidentId, scope, kept])
    }
    for (const few of quick ? [true, false] : [])
      expect(await standingQuickly(ctx, question, PEOPLE, few)).toEqual(slow.get('')!.who)
    return quick !== null
  })
}

type Step =
  | { do: 'come'; who: number; where: number; unit: number; of: number }
  | { do: 'move' | 'leave'; which: number; where: number; of: number }
  | { do: 'pass'; milliseconds: number }
  | { do: 'roll'; lens: number; facts: number }
const some = fc.nat(20)
const story = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constant('come' as const), who: some, where: some, unit: some, of: some }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom('move' as const, 'leave' as const),
        which: some,
        where: some,
        of: some,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 2_000_000 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('roll' as const),
        lens: fc.nat(2),
        facts: fc.integer({ min: 1, max: 12 }),
      }),
    },
  ),
  { minLength: 5, maxLength: 40 },
)

const lenses = [undefined, ...INCIDENTS]
const nth = <T>(list: readonly T[], at: number) => list[at % list.length]!
const named = (of: number) => (of % 3 === 0 ? {} : { incidentId: nth(INCIDENTS, of) })

/** Plays a story. @returns the instants at which something was heard */
async function play(steps: readonly Step[]): Promise<Date[]> {
  let now = at(0)
  const heard = new Set<number>()
  const standing: NewFact[] = []
  for (const step of steps) {
    if (step.do === 'pass') now = new Date(now.getTime() + step.milliseconds)
    else if (step.do === 'roll') await rollSome(now, lenses[step.lens], step.facts)
    else {
      const fact = factOf(step, standing)
      if (fact) await inCity(now, ctx => record(ctx, [fact]))
      if (fact) heard.add(now.getTime())
    }
  }
  return [...heard].map(time => new Date(time))
}

/** What a step says; `standing` holds the reports that may still be corrected. */
function factOf(step: Exclude<Step, { do: 'pass' | 'roll' }>, standing: NewFact[]): NewFact | null {
  if (step.do === 'come') {
    // Now and then a place that nobody knows: it counts nowhere, and breaks nothing.
    const territory = step.where === 20 ? '99' : nth(town.places.communities, step.where)
    const who = { personId: nth(PEOPLE, step.who), unitId: nth(town.places.units, step.unit) }
    standing.push(said({ ...who, territory, ...named(step.of) }))
    return standing.at(-1)!
  }
  const [old] = standing.length > 0 ? standing.splice(step.which % standing.length, 1) : []
  if (!old) return null
  const over = { personId: old.personId!, unitId: old.unitId!, supersedes: old.id, ...named(step.of) }
  if (step.do === 'leave') return ended({ ...over, territory: old.territory! })
  standing.push(said({ ...over, territory: nth(town.places.communities, step.where) }))
  return standing.at(-1)!
}

/** So many facts further: perhaps into the middle of a step, and of a moment. */
const rollSome = (now: Date, incidentId: string | undefined, facts: number) =>
  inCity(now, async ctx => {
    const lens = await holdLens(ctx, KIND, incidentId ?? null, WIDTH)
    if (lens) await follow(ctx, tallyOf(ctx, KIND), lens, Math.min(await lastHeard(ctx), lens.seq + facts))
  })

it('follows the ledger while others write, and misses nothing', async () => {
  let writing = true
  const come = (who: number) =>
    said({
      personId: nth(PEOPLE, who),
      territory: nth(town.places.communities, who),
      unitId: nth(town.places.units, who),
    })
  const writer = async (of: number) => {
    for (let nth = 0; nth < 12; nth++)
      await inCity(at((nth * 7 + of) % 20), ctx => record(ctx, [come(nth + of), come(nth * of)]))
  }
  const roller = async () => {
    while (writing) await inCity(at(99), ctx => rollToEnd(ctx, tallyOf(ctx, KIND), null, WIDTH))
  }
  const rolling = [roller(), roller()]
  await Promise.all([1, 2, 3, 4].map(writer))
  writing = false
  await Promise.all(rolling)
  expect(await inCity(at(99), lastHeard)).toBe(96)
  for (const milliseconds of [0, 7, 19, 30, 99]) expect(await compare(at(milliseconds))).toBe(true)
})

it('is the same when it is rolled anew, in one go or fact by fact; what was wrong is put right', async () => {
  await fc.assert(
    fc.asyncProperty(story, async steps => {
      await newCity()
      await play(steps)
      await inCity(at(0), ctx => rollToEnd(ctx, tallyOf(ctx, KIND), null, WIDTH))
      const again = () =>
        rebuildTallies(
          work => inCity(at(0), work),
          [{ kind: KIND, ends: ['enrolment.left'] }],
          () => {},
        )
      for (const { before, after } of await again()) expect(after).toBe(before)
      const { numUpdatedRows } = await inCity(at(0), ctx =>
        ctx.tx.updateTable('tally').set({ people: 99 }).where('tenant', '=', town.city).executeTakeFirst(),
      )
      const wrong = (await again()).filter(({ before, after }) => after !== before)
      expect(wrong.length > 0).toBe(numUpdatedRows > 0n)
      expect(await compare(at(9_999_999_999))).toBe(true)
    }),
    { numRuns: 8 },
  )
})

it('counts what the facts say: any story, any instant, rolled to anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(story, async steps => {
      await newCity()
      const instants = [at(-1), ...(await play(steps)).flatMap(time => [time, new Date(time.getTime() + 1)])]
      const asOf = [...new Set([...instants.slice(0, 3), ...instants.slice(-5), nth(instants, 7)])]
      for (const rolled of [false, true])
        for (const incidentId of lenses) {
          if (rolled) await inCity(at(0), ctx => rollToEnd(ctx, tallyOf(ctx, KIND), incidentId ?? null, WIDTH))
          for (const instant of asOf)
            expect(await compare(instant, incidentId)).toBe(rolled || (await isRolled(incidentId)))
        }
    }),
    { numRuns: Number(process.env.RUNS ?? 12) },
  )
})

const isRolled = (incidentId: string | undefined) =>
  inCity(at(0), async ctx => (await lensOf(ctx, KIND, incidentId ?? null)) !== null)

const one = () => said({ personId: PEOPLE[0]!, territory: town.places.communities[0]!, unitId: town.places.units[0]! })
const rebuildIt = (tell: (done: number) => void = () => {}) =>
  rebuildTallies(work => inCity(at(0), work), [{ kind: KIND, ends: ['enrolment.left'] }], tell)

it('leaves nothing of a rebuild that was broken off once there was another', async () => {
  await inCity(at(0), ctx => record(ctx, [one(), one()]))
  await inCity(at(0), ctx => rollToEnd(ctx, tallyOf(ctx, KIND), null, WIDTH))
  const broken = rebuildIt(() => {
    throw new Error('broken off')
  })
  await expect(broken).rejects.toThrow('broken off')
  expect(await inCity(at(0), ctx => lensOf(ctx, KIND, null))).toMatchObject({ lens: 1, seq: 2 })
  const [again] = await rebuildIt()
  expect(again!.after).toBe(again!.before)
  for (let turn = 0; turn < 20; turn++) await inCity(at(0), rolling.run)
  const left = town.database.owner.selectFrom('tally_lens').select('lens').where('tenant', '=', town.city)
  expect(await left.execute()).toEqual([{ lens: 3 }])
  expect(await compare(at(0))).toBe(true)
})

it('lets nobody who writes wait for a roller: the facts are counted meanwhile', async () => {
  await inCity(at(0), ctx => record(ctx, [one()]))
  await inCity(at(0), ctx => rollToEnd(ctx, tallyOf(ctx, KIND), null, WIDTH))
  expect(await compare(at(0))).toBe(true)
  await inCity(at(0), async ctx => {
    await holdLens(ctx, KIND, null)
    expect(await compare(at(0))).toBe(false)
  })
})

it('follows a closed incident for a day of the ledger, then leaves its lens and is not behind', async () => {
  const [id] = INCIDENTS
  const row = { tenant: town.city, id: id!, name: 'x', kind: 'epidemic', territory: town.places.codes[0]!, version: 1 }
  const times = { started_at: at(0), opened_at: at(0), closed_at: at(0) }
  await town.database.owner
    .insertInto('incident')
    .values({ ...row, ...times })
    .execute()
  const rolled = async (when: Date) => {
    await inCity(when, ctx =>
      record(
        ctx,
        Array.from({ length: 500 }, () => ({ ...one(), incidentId: id! })),
      ),
    )
    const due = [...(await rolling.due(town.database.db, new Map()))].includes(town.city)
    for (let turn = 0; turn < 3; turn++) await inCity(when, rolling.run)
    const still = [...(await rolling.due(town.database.db, new Map()))].includes(town.city)
    return { due, still, seq: (await inCity(when, ctx => lensOf(ctx, KIND, id!)))?.seq }
  }
  expect(await rolled(at(1))).toEqual({ due: true, still: false, seq: 500 })
  expect(await rolled(at(86_400_000))).toEqual({ due: true, still: false, seq: 500 })
  expect(await inCity(at(86_400_000), lastHeard)).toBe(1000)
  const lag = (await tallyLag.read(town.database.db, at(0))).find(({ tenant }) => tenant === town.city)
  expect(lag?.value).toBe(0)
  expect(await compare(at(86_400_000), id)).toBe(true)
})
