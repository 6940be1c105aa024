import { invite, inviteUnit } from '@muster/core/access/wire.ts'
import { signUpChain } from '@muster/core/callout/seats.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { published } from '../callout/testing.ts'
import { openAsOwner } from '../platform/database/open.ts'
import { until } from '../platform/engine/wait.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addUnit, apply, csv, refusal, undo, upload } from './testing.ts'

let t: Town
let desk: Ask
let unitId: string
beforeAll(async () => {
  t = await town()
  desk = await t.as('city-desk')
  unitId = await addUnit(desk, 'CZ', '市财政局')
})
afterAll(() => t.close())

/** How many of this database wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`.execute(t.owner)
  return rows[0]!.waiting
}

it('an import taken back at the moment at which somebody it added is signed up keeps that person, as one who left', async () => {
  const call = await published(desk) // whoever is there already is told of it
  const imported = await apply(desk, await upload(desk, csv(['A001', '张三', 'CZ'])))
  const [{ id: personId }] = (await desk(people.list, { search: 'A001' })).rows as [people.Person]
  // A third hand lets the sign-up decide, and holds it before it tells the person.
  const { db: hand } = openAsOwner(t.databaseUrl)
  const [signedUp, undone] = await hand.transaction().execute(async tx => {
    await sql`lock table message in share mode`.execute(tx)
    const signUp = desk(signUpChain, { callId: call.id, entries: [{ id: v7(), personId }] })
    expect(await until(async () => (await waiting()) === 1, { deadline: 10_000 })).toBe(true)
    let over = false
    const takeBack = undo(desk, imported).finally(() => {
      over = true
    })
    expect(await until(async () => over || (await waiting()) === 2, { deadline: 10_000 })).toBe(true)
    // In an object, or the transaction would wait for them.
    return [{ signUp }, { takeBack }] as const
  })
  const answers = await signedUp.signUp
  expect((await undone.takeBack).state).toBe('undone')
  expect(answers).toMatchObject({ answers: [{ verdict: 'accepted' }] })
  const person = await t.owner.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst()
  expect(person?.left_at).not.toBeNull()
  await hand.destroy()
})

/** Two deeds at once: a third hand keeps the first from its end until the second waits as well. */
async function crossing<A, B>(first: () => Promise<A>, second: () => Promise<B>) {
  const { db: hand } = openAsOwner(t.databaseUrl)
  const acts = await hand.transaction().execute(async tx => {
    await sql`select from audit_head where tenant = 'xuzhou' for update`.execute(tx)
    const one = first()
    expect(await until(async () => (await waiting()) === 1, { deadline: 10_000 })).toBe(true)
    const two = second()
    expect(await until(async () => (await waiting()) === 2, { deadline: 10_000 })).toBe(true)
    return [one, two].map(act => ({ act }))
  })
  const outcomes = await Promise.allSettled(acts.map(({ act }) => act as Promise<A | B>))
  await hand.destroy()
  return outcomes
}

/** Accounts of people who are not there. */
const orphans = () =>
  t.owner
    .selectFrom('account as a')
    .select('a.id')
    .where('a.person_id', 'is not', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('person as p').whereRef('p.id', '=', 'a.person_id'))))
    .execute()

/** Somebody whom an import has just added. */
async function added(number: string) {
  const imported = await apply(desk, await upload(desk, csv([number, '李四', 'CZ'])))
  const [{ id }] = (await desk(people.list, { search: number })).rows as [people.Person]
  return { imported, personId: id }
}

it('whoever is invited before their import is taken back keeps the account, as one who left', async () => {
  const { imported, personId } = await added('A002')
  const [invited, undone] = await crossing(
    () => desk(invite, { personId }),
    () => undo(desk, imported),
  )
  expect(invited).toMatchObject({ status: 'fulfilled' })
  expect(undone).toMatchObject({ status: 'fulfilled', value: { state: 'undone' } })
  const person = await t.owner.selectFrom('person').select('left_at').where('id', '=', personId).executeTakeFirst()
  expect(person?.left_at).not.toBeNull()
  expect(await orphans()).toEqual([])
})

it('whoever is invited while their import is taken back is not there, and gets no account', async () => {
  const one = await added('A003')
  const outcomes = await crossing(
    () => undo(desk, one.imported),
    () => desk(invite, { personId: one.personId }),
  )
  expect(outcomes).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: refusal('door/not-found') }])

  const another = await added('A004')
  const [, unit] = await crossing(
    () => undo(desk, another.imported),
    () => desk(inviteUnit, { unitId }),
  )
  expect(unit).toMatchObject({ status: 'fulfilled', value: { rows: [] } })
  expect(await orphans()).toEqual([])
})
