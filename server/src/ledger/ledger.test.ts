import { ledger as ledgerWire } from '@muster/core/ledger/problems.ts'
import { kind } from '@muster/core/platform/kind.ts'
import { text, z } from '@muster/core/platform/shapes.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildHouse } from '../main.ts'
import type { Ctx } from '../platform/context.ts'
import type { House, Projection } from '../platform/slice.ts'
import { addCity, working } from '../platform/testing/context.ts'
import { testDatabase } from '../platform/testing/database.ts'
import { rebuild } from './rebuild.ts'
import { send } from './send.ts'
import { lockLedger, type NewFact, record, sealThrough } from './write.ts'

const seen = kind({
  name: 'test.seen',
  words: { zh: '见到', en: 'Seen' },
  payload: z.object({ note: z.optional(text(10)) }),
  needs: ['person'],
  counts: { unit: 'PERSONS', once: 'per person' },
  retention: 'person.name',
})
/** Counts facts in a table that holds nothing else here, so that a rebuild can be compared. */
const projection: Projection = {
  tables: ['wrong_try'],
  kinds: ['test.seen'],
  apply: async (ctx, facts) => {
    for (const { personId, recordedAt } of facts)
      await sql`
        insert into wrong_try (tenant, login, tries, until) values (${ctx.tenant.tenant}, ${personId}, 1, ${recordedAt})
        on conflict (tenant, login) do update set tries = wrong_try.tries + 1, until = excluded.until`.execute(ctx.tx)
  },
}
const house: House = {
  ...buildHouse('test'),
  kinds: new Map([['test.seen', seen]]),
  slices: [
    {
      name: 'test',
      doors: [],
      projections: [projection],
      factActions: {
        'test.seen': async (ctx, fact) => {
          if (fact.payload.note === 'bug') throw new TypeError('a bug')
          if (fact.payload.note === 'sql') await sql`select 1 / 0`.execute(ctx.tx)
          const known = await ctx.tx
            .selectFrom('person')
            .select('id')
            .where('tenant', '=', ctx.tenant.tenant)
            .where('id', '=', fact.personId ?? v7())
            .executeTakeFirst()
          if (fact.payload.note === 'who' && !known)
            throw ledgerWire('ledger/needs', { kind: fact.kind, missing: 'person' })
          await record(ctx, [fact])
        },
      },
    },
  ],
}

const NOON = Date.parse('2022-03-28T04:00:00.000Z')
const at = (seconds: number) => new Date(NOON + seconds * 1000)
let t: Awaited<ReturnType<typeof testDatabase>>
let run: ReturnType<typeof working>
let city = ''
beforeAll(async () => {
  t = await testDatabase(12)
  run = working(t.db, house)
})
afterAll(() => t.close())
beforeEach(async () => {
  city = `city-${v7().slice(-12)}`
  await addCity(t.owner, city)
})

const aFact = (over: Partial<NewFact> = {}): NewFact => ({
  id: v7(),
  kind: 'test.seen',
  personId: v7(),
  payload: {},
  ...over,
})
const say = (facts: readonly NewFact[], when = at(0)) => run(city, when, ctx => record(ctx, facts))
const slugOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { slug?: string }) => error.slug,
  )
const rows = () => t.owner.selectFrom('fact').selectAll().where('tenant', '=', city).orderBy('seq').execute()
const countAsOf = async (ctx: Ctx, instant: Date) => {
  const found = await ctx.tx
    .selectFrom('fact')
    .select('id')
    .where('tenant', '=', city)
    .where('recorded_at', '<=', instant)
    .execute()
  return found.length
}

describe('the ledger', () => {
  it('knows what it was told already, in another request and in the same batch', async () => {
    const fact = aFact()
    expect((await say([fact])).map(({ verdict }) => verdict)).toEqual(['accepted'])
    const other = aFact()
    expect((await say([fact, other, other])).map(({ verdict }) => verdict)).toEqual(['known', 'accepted', 'known'])
    expect(await rows()).toHaveLength(2)
  })

  it('refuses an id that means something else now', async () => {
    const fact = aFact()
    await say([fact])
    expect(await slugOf(say([{ ...fact, personId: v7() }]))).toBe('ledger/id-reused')
    const twin = aFact()
    expect(await slugOf(say([twin, { ...twin, personId: v7() }]))).toBe('ledger/id-reused')
    expect(await rows()).toHaveLength(1)
  })

  it('refuses what no kind allows, and a clock that runs ahead', async () => {
    expect(await slugOf(say([aFact({ kind: 'test.none' })]))).toBe('ledger/unknown-kind')
    expect(await slugOf(say([{ id: v7(), kind: 'test.seen', payload: {} }]))).toBe('ledger/needs')
    expect(await slugOf(say([aFact({ payload: { note: 7 } })]))).toBe('door/bad-input')
    expect(await slugOf(say([aFact({ occurredAt: at(301) })]))).toBe('ledger/from-the-future')
    expect(await slugOf(say([aFact({ occurredAt: at(299) })]))).toBe('done')
    expect(await slugOf(say([aFact({ occurredAt: at(-86_400 * 30) })]))).toBe('done')
  })

  it('corrects a fact once: two corrections at the same moment are one', async () => {
    const [first] = await say([aFact()])
    const personId = first!.fact.personId!
    const correct = () => slugOf(say([aFact({ supersedes: first!.fact.id, personId })]))
    const answers = await Promise.all(Array.from({ length: 8 }, correct))
    expect(answers.filter(answer => answer === 'done')).toHaveLength(1)
    expect(answers.filter(answer => answer === 'ledger/superseded')).toHaveLength(7)
  })

  it('corrects nothing that is about somebody else, or not there', async () => {
    const [first] = await say([aFact()])
    for (const over of [{ supersedes: first!.fact.id, personId: v7() }, { supersedes: v7() }])
      expect(await slugOf(say([aFact(over)]))).toBe('ledger/corrects-another')
  })

  it('holds each id once and never goes back in time, with fifty writers whose clocks disagree', async () => {
    const shared = Array.from({ length: 20 }, () => aFact())
    const writers = Array.from({ length: 50 }, (_, nth) =>
      say([...shared, aFact(), aFact()], at((nth * 37) % 50)).then(
        done => done.filter(({ verdict }) => verdict === 'accepted').length,
      ),
    )
    const accepted = (await Promise.all(writers)).reduce((sum, one) => sum + one, 0)
    const found = await rows()
    expect(found).toHaveLength(120)
    expect(accepted).toBe(120)
    expect(new Set(found.map(({ id }) => id)).size).toBe(120)
    const stamps = found.map(({ recorded_at }) => recorded_at.getTime())
    expect(stamps).toEqual(stamps.toSorted((a, b) => a - b))
  })

  it('keeps a projection equal to what a rebuild makes of the facts, also after parallel writers', async () => {
    const people = Array.from({ length: 5 }, () => v7())
    await Promise.all(Array.from({ length: 30 }, (_, nth) => say([aFact({ personId: people[nth % 5]! })], at(nth))))
    const [rebuilt] = await run(city, at(60), ctx => rebuild(ctx))
    expect(rebuilt).toMatchObject({ facts: 30 })
    expect(rebuilt!.after).toBe(rebuilt!.before)
    await sql`update wrong_try set tries = 99 where tenant = ${city}`.execute(t.owner)
    const [again] = await run(city, at(60), ctx => rebuild(ctx))
    expect(again!.after).toBe(rebuilt!.before)
    expect(again!.before).not.toBe(rebuilt!.before)
  })
})

describe('a closed past', () => {
  it('never changes any more, whatever is heard later or at the same moment', async () => {
    const plan = fc.array(fc.record({ seal: fc.boolean(), clock: fc.integer({ min: -5, max: 5 }) }), {
      minLength: 4,
      maxLength: 14,
    })
    await fc.assert(
      fc.asyncProperty(plan, async steps => {
        city = `city-${v7().slice(-12)}`
        await addCity(t.owner, city)
        const frozen: { instant: Date; count: number }[] = []
        const seal = (clock: number) =>
          run(city, at(clock), async ctx => {
            await sealThrough(ctx, at(clock))
            frozen.push({ instant: at(clock), count: await countAsOf(ctx, at(clock)) })
          })
        await Promise.all(steps.map(step => (step.seal ? seal(step.clock) : say([aFact()], at(step.clock)))))
        await say([aFact()], at(-5))
        for (const { instant, count } of frozen)
          expect(await run(city, at(9), ctx => countAsOf(ctx, instant))).toBe(count)
        expect(await rows()).toHaveLength(steps.filter(({ seal: sealing }) => !sealing).length + 1)
      }),
      { numRuns: 15 },
    )
  })

  it('is the past: tomorrow cannot be closed', async () => {
    await expect(run(city, at(0), ctx => sealThrough(ctx, at(3600)))).rejects.toThrow('past')
    expect(await run(city, at(1), lockLedger)).toEqual(at(1))
  })
})

describe('a batch from a phone', () => {
  const wire = (over: object = {}) => ({
    id: v7(),
    kind: 'test.seen',
    occurredAt: at(0).toISOString(),
    personId: v7(),
    ...over,
  })
  const batch = (facts: unknown[]) =>
    run(city, at(0), async ctx => ({ ...(await send(ctx, { facts })), bugs: ctx.effects.bugs ?? [] }))

  it('keeps the good ones beside those that are refused, each with its own reason', async () => {
    const [good, last] = [wire(), wire()]
    const { answers, bugs } = await batch([
      good,
      wire({ kind: 'test.unknown' }),
      wire({ occurredAt: at(3600).toISOString() }),
      wire({ personId: v7(), payload: { note: 'who' } }),
      wire({ payload: { note: 'much too long a note' } }),
      { id: 7 },
      null,
      'text',
      wire({ payload: { note: 'bug' } }),
      wire({ payload: { note: 'sql' } }),
      good,
      last,
    ])
    const reasons = answers.map(({ verdict, problem }) => problem?.type.replace('/problems/', '') ?? verdict)
    expect(reasons).toEqual([
      'accepted',
      'ledger/unknown-kind',
      'ledger/from-the-future',
      'ledger/needs',
      'door/bad-input',
      'door/bad-input',
      'door/bad-input',
      'door/bad-input',
      'door/bug',
      'door/bug',
      'known',
      'accepted',
    ])
    expect(bugs).toHaveLength(2)
    expect((await rows()).map(({ id }) => id)).toEqual([good.id, last.id])
    expect(answers.at(-1)).toMatchObject({ id: last.id, seq: expect.any(Number), recordedAt: at(0).toISOString() })
  })

  it('sent again changes nothing', async () => {
    const facts = Array.from({ length: 40 }, () => wire())
    await batch(facts)
    const [again, more] = await Promise.all([batch(facts), batch(facts)])
    for (const { answers } of [again, more])
      expect(new Set(answers.map(({ verdict }) => verdict))).toEqual(new Set(['known']))
    expect(await rows()).toHaveLength(40)
  })

  it('of five hundred facts takes little time', async () => {
    const from = performance.now()
    const { answers } = await batch(Array.from({ length: 500 }, () => wire()))
    expect(answers.every(({ verdict }) => verdict === 'accepted')).toBe(true)
    expect(performance.now() - from).toBeLessThan(15_000)
  })
})
