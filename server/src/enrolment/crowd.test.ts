import * as audit from '@muster/core/audit/wire.ts'
import * as wire from '@muster/core/enrolment/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addPeople, addUnit, arrival, asPerson, communities, departure, sendAll } from './testing.ts'

let t: Town
let places: string[]
let people: string[]
let unit: { id: string }
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  places = await communities(t)
  unit = await addUnit(t, '某市局')
  people = await addPeople(t, unit.id, 400)
})
afterAll(() => t.close())

const later = (seconds: number) => new Date(t.clock.now.getTime() + seconds * 1000)
const slugOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: { slug?: string }) => error.slug,
  )
const inLedger = async (ids: readonly string[]) =>
  (await sql<{ id: string }>`select id from fact where id = any(${ids}::uuid[])`.execute(t.owner)).rows.map(
    row => row.id,
  )

describe('a crowd at the door', () => {
  it('is told one by one what became of each fact, the good beside every sort of wrong one', async () => {
    const desks = await Promise.all(Array.from({ length: 6 }, () => t.as('street-desk', { territory: '320302000000' })))
    const near = places.filter(code => code.startsWith('320302'))
    const far = places.find(code => !code.startsWith('320302'))!
    const wrong = (person: string) => [
      { fact: arrival(v7(), near[0]!, t.clock.now), says: 'door/not-found' }, // of another city, or of none
      { fact: arrival(person, far, t.clock.now), says: 'door/not-found' }, // in another street
      { fact: arrival(person, near[0]!, later(301)), says: 'ledger/from-the-future' },
      { fact: arrival(person, near[0]!, t.clock.now, { kind: 'enrolment.vanished' }), says: 'ledger/unknown-kind' },
      { fact: arrival(person, near[0]!, t.clock.now, { payload: { as: 'guest' } }), says: 'door/bad-input' },
      {
        fact: arrival(person, near[0]!, t.clock.now, { payload: { as: 'residence', note: 'x'.repeat(201) } }),
        says: 'door/bad-input',
      },
      { fact: arrival(person, near[0]!, t.clock.now, { territory: undefined }), says: 'ledger/needs' },
      { fact: { ...arrival(person, near[0]!, t.clock.now), id: 'not an id' }, says: 'door/bad-input' },
      { fact: 'no fact at all', says: 'door/bad-input' },
      { fact: departure(person, v7(), t.clock.now), says: 'enrolment/not-reported' },
    ]
    const batches = desks.map((desk, nth) => {
      const good = people.slice(nth * 10, nth * 10 + 10)
      const said = good.flatMap((person, at) => [
        wrong(people[300 + nth]!)[at]!,
        { fact: arrival(person, near[(nth + at) % near.length]!, t.clock.now), says: 'accepted' },
      ])
      return { desk, said }
    })
    const answers = await Promise.all(
      batches.map(({ desk, said }) =>
        sendAll(
          desk,
          said.map(({ fact }) => fact),
        ),
      ),
    )
    expect(answers).toEqual(batches.map(({ said }) => said.map(({ says }) => says)))
    const good = batches.flatMap(({ said }) =>
      said.flatMap(one => (one.says === 'accepted' ? [one.fact as { id: string }] : [])),
    )
    expect(await inLedger(good.map(({ id }) => id))).toHaveLength(60)
    const auditor = await t.as('auditor')
    const tried = (await auditor(audit.list, { action: 'access.out-of-reach' })).rows
    expect(new Set(tried.map(({ actor }) => actor)).size, 'each who tried another street, once').toBe(desks.length)
    expect(tried.map(({ subject }) => subject)).toEqual(desks.map(() => 'endpoint/ledger.send'))
  })

  it('keeps what each phone says in its order, however many speak at once and however often they repeat', async () => {
    const phones: { ask: Ask; person: string }[] = []
    for (const person of people.slice(100, 116)) phones.push({ ask: await asPerson(t, person), person })
    const days = phones.map(({ person }, nth) => {
      const first = arrival(person, places[nth]!, t.clock.now)
      const moved = arrival(person, places[nth + 1]!, t.clock.now, { supersedes: first.id })
      return [first, moved, departure(person, moved.id, t.clock.now), arrival(person, places[nth + 2]!, t.clock.now)]
    })
    const told = await Promise.all(
      phones.flatMap(({ ask }, nth) => [sendAll(ask, days[nth]!), sendAll(ask, days[nth]!), sendAll(ask, days[nth]!)]),
    )
    expect(told.flat().filter(verdict => verdict === 'accepted')).toHaveLength(16 * 4)
    expect(told.flat().filter(verdict => verdict === 'known')).toHaveLength(16 * 8)
    for (const { ask } of phones) expect((await ask(wire.mine, {})).rows).toHaveLength(1)
  })

  it('that taps at once is received once each: one report of a person, whatever the others do', async () => {
    const phones: Ask[] = []
    for (const person of people.slice(120, 150)) phones.push(await asPerson(t, person))
    const taps = phones.flatMap((ask, nth) =>
      [1, 2].map(() => slugOf(ask(wire.reportIn, { id: v7(), as: 'residence', community: places[nth]! }))),
    )
    const told = await Promise.all(taps)
    expect(told.filter(slug => slug === 'accepted')).toHaveLength(30)
    expect(told.filter(slug => slug === 'enrolment/already')).toHaveLength(30)
    const stranger = await t.as('street-desk', { territory: '320302000000' })
    expect(await slugOf(stranger(wire.reportIn, { id: v7(), as: 'residence', community: places[0]! }))).not.toBe(
      'accepted',
    )
  })

  it('whose phones sent one id for two people refuses one of them only, and tells each what became of theirs', async () => {
    const pairs: [Ask, Ask][] = []
    for (let nth = 150; nth < 158; nth += 2)
      pairs.push([await asPerson(t, people[nth]!), await asPerson(t, people[nth + 1]!)])
    const told = await Promise.all(
      pairs.map(phones => {
        const tap = { id: v7(), as: 'residence', community: places[0]! } as const
        return Promise.all(phones.map(ask => slugOf(ask(wire.reportIn, tap))))
      }),
    )
    expect(told.map(pair => pair.toSorted((one = '', other = '') => one.localeCompare(other)))).toEqual(
      pairs.map(() => ['accepted', 'ledger/id-reused']),
    )
    for (const [nth, pair] of pairs.entries())
      for (const [at, ask] of pair.entries())
        expect((await ask(wire.mine, {})).rows).toHaveLength(told[nth]![at] === 'accepted' ? 1 : 0)
  })

  it('numbers the ledger without a gap where nothing was refused half-way, and never twice', async () => {
    const { rows } = await sql<{ facts: number; numbers: number; span: number; last: number; backwards: number }>`
      select count(*) as facts, count(distinct seq) as numbers, max(seq) - min(seq) + 1 as span,
             (select last_seq from ledger_clock where tenant = 'xuzhou') as last, count(*) filter (where recorded_at < before) as backwards
        from (select seq, recorded_at, lag(recorded_at) over (order by seq) as before from fact where tenant = 'xuzhou') x`.execute(
      t.owner,
    )
    const { facts, ...found } = rows[0]!
    expect(found).toEqual({ numbers: facts, span: facts, last: facts, backwards: 0 })
  })

  it('is refused as a whole only when it cannot be read: a body of more than a megabyte, a list that is too long', async () => {
    const desk = await t.as('city-desk')
    const many = Array.from({ length: 501 }, () => arrival(people[0]!, places[0]!, t.clock.now))
    expect(await slugOf(desk(ledger.send, { facts: many }))).toBe('door/bad-input')
    const huge = arrival(people[0]!, places[0]!, t.clock.now, {
      payload: { as: 'residence', note: 'x'.repeat(1_100_000) },
    })
    expect(await slugOf(desk(ledger.send, { facts: [huge] }))).toBe('door/too-large')
  })
})
