import * as wire from '@muster/core/enrolment/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addPeople, addUnit, arrival, asPerson, departure, partner, sendAll } from './testing.ts'

const [NORTH, WEAVERS, GATE] = ['320311003010', '320311003009', '320302001005']
const VILLAGE_STREET = '320302008000'
let t: Town
let desk: Ask
let bureau: { id: string; path: string; name: string }
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  desk = await t.as('city-desk')
  bureau = await addUnit(t, '某局')
  await partner(t, bureau.id, WEAVERS)
})
afterAll(() => t.close())

const refusal = (slug: string) => expect.objectContaining({ slug })
const own = (community: string, as: 'residence' | 'partner' = 'residence') => ({ id: v7(), as, community })
const volunteer = async (unitId = bureau.id) => {
  const [personId] = await addPeople(t, unitId, 1, NORTH)
  return { personId: personId!, ask: await asPerson(t, personId!) }
}
const numberOf = async (personId: string) =>
  (await t.owner.selectFrom('person').select('volunteer_no').where('id', '=', personId).executeTakeFirstOrThrow())
    .volunteer_no

describe('reporting in', () => {
  it('stands at the residence and at a partner community, and sending it twice changes nothing', async () => {
    const { ask, personId } = await volunteer()
    const home = own(NORTH)
    const first = await ask(wire.reportIn, home)
    expect(await ask(wire.reportIn, home)).toEqual(first)
    expect(first).toMatchObject({
      as: 'residence',
      community: { code: NORTH, trail: ['徐州市', '泉山区', '永安街道', expect.stringContaining('北村')] },
      person: { id: personId, unit: { name: '某局' } },
    })
    await ask(wire.reportIn, own(WEAVERS, 'partner'))
    const mine = await ask(wire.mine, {})
    expect(mine.rows.map(({ as, community }) => [as, community?.code])).toEqual([
      ['residence', NORTH],
      ['partner', WEAVERS],
    ])
    expect([mine.residence?.code, mine.partners.map(({ code }) => code)]).toEqual([NORTH, [WEAVERS]])
  })

  it('is refused where it cannot be: above the community, twice, at somebody else’s partner, nowhere', async () => {
    const { ask } = await volunteer()
    await ask(wire.reportIn, own(NORTH))
    const report = (community: string, as?: 'partner') => ask(wire.reportIn, own(community, as))
    await expect(report('320311003000')).rejects.toEqual(refusal('enrolment/not-a-community'))
    await expect(report(NORTH)).rejects.toEqual(refusal('enrolment/already'))
    await expect(report(GATE, 'partner')).rejects.toEqual(refusal('enrolment/not-partner'))
    await expect(report('999999999999')).rejects.toEqual(refusal('territory/unknown'))
  })

  it('takes villages, and partners of a unit above', async () => {
    const branch = await addUnit(t, '某局分局', bureau)
    const { ask } = await volunteer(branch.id)
    await ask(wire.reportIn, own(WEAVERS, 'partner'))
    const village = await t.owner
      .selectFrom('territory')
      .select('code')
      .where('parent', '=', VILLAGE_STREET)
      .executeTakeFirstOrThrow()
    await ask(wire.reportIn, own(village.code))
    expect((await ask(wire.mine, {})).rows).toHaveLength(2)
  })

  it('moves and leaves, each once, and only what stands', async () => {
    const { ask } = await volunteer()
    const { id } = await ask(wire.reportIn, own(NORTH))
    const moved = { reportId: id, ...own(GATE), note: '搬家' }
    expect(await ask(wire.moveOwn, moved)).toMatchObject({ community: { code: GATE }, note: '搬家' })
    expect(await ask(wire.moveOwn, moved)).toMatchObject({ id: moved.id })
    await expect(ask(wire.moveOwn, { reportId: id, ...own(WEAVERS) })).rejects.toEqual(
      refusal('enrolment/not-reported'),
    )
    const leaving = { reportId: moved.id, id: v7() }
    expect(await ask(wire.leaveOwn, leaving)).toEqual({ left: true })
    expect(await ask(wire.leaveOwn, leaving)).toEqual({ left: true })
    await expect(ask(wire.leaveOwn, { ...leaving, id: v7() })).rejects.toEqual(refusal('enrolment/not-reported'))
    await ask(wire.reportIn, own(GATE))
    expect((await ask(wire.mine, {})).rows.map(({ community }) => community?.code)).toEqual([GATE])
  })

  it('cannot be ended by somebody else’s hand', async () => {
    const [a, b] = [await volunteer(), await volunteer()]
    const { id } = await a.ask(wire.reportIn, own(NORTH))
    await expect(b.ask(wire.leaveOwn, { reportId: id, id: v7() })).rejects.toEqual(refusal('enrolment/not-reported'))
    expect(await sendAll(b.ask, [departure(a.personId, id, t.clock.now)])).toEqual(['door/not-allowed'])
    expect(await sendAll(b.ask, [arrival(a.personId, GATE, t.clock.now)])).toEqual(['door/not-allowed'])
  })
})

describe('a batch from an outbox', () => {
  it('keeps the good beside the refused, and knows what was sent before', async () => {
    const { ask, personId } = await volunteer()
    const home = arrival(personId, NORTH, t.clock.now)
    const facts = [
      home,
      home,
      arrival(personId, NORTH, t.clock.now),
      arrival(personId, GATE, t.clock.now, { payload: { as: 'neighbour' } }),
      arrival(personId, GATE, t.clock.now, { supersedes: home.id }),
      departure(personId, home.id, t.clock.now),
      { ...home, personId: v7() },
    ]
    expect(await sendAll(ask, facts)).toEqual([
      'accepted',
      'known',
      'enrolment/already',
      'door/bad-input',
      'accepted',
      'enrolment/not-reported',
      'door/not-found',
    ])
    expect((await ask(wire.mine, {})).rows.map(({ community }) => community?.code)).toEqual([GATE])
  })

  it('decides about many people together as about each alone, also when one of them spoils the batch', async () => {
    const people = await addPeople(t, bureau.id, 8)
    const [a, b, c, d, e, f, g, h] = people.map(person => arrival(person, NORTH, t.clock.now))
    expect(await sendAll(desk, [a, b])).toEqual(['accepted', 'accepted'])
    const again = arrival(people[0]!, NORTH, t.clock.now)
    const street = { ...d!, territory: '320311003000' }
    const together = [again, b, c, street, e]
    expect(await sendAll(desk, together)).toEqual([
      'enrolment/already',
      'known',
      'accepted',
      'enrolment/not-a-community',
      'accepted',
    ])
    const future = { ...f!, occurredAt: '2032-01-01T00:00:00.000Z' }
    const used = { ...g!, id: a!.id }
    expect(await sendAll(desk, [future, used, h])).toEqual(['ledger/from-the-future', 'ledger/id-reused', 'accepted'])
    const standing = await t.owner
      .selectFrom('report_in')
      .select('person_id')
      .where('person_id', 'in', people)
      .execute()
    expect(standing.map(row => row.person_id).sort()).toEqual([0, 1, 2, 4, 7].map(nth => people[nth]!).sort())
  })

  it('writes the unit of the roster, whatever the device says', async () => {
    const { ask, personId } = await volunteer()
    const other = await addUnit(t, '另一单位')
    const fact = arrival(personId, NORTH, t.clock.now, { unitId: other.id })
    await ask(ledger.send, { facts: [fact] })
    const row = await t.owner.selectFrom('fact').select('unit_id').where('id', '=', fact.id).executeTakeFirstOrThrow()
    expect(row.unit_id).toBe(bureau.id)
  })
})

describe('the community desk', () => {
  it('receives whoever stands at its counter, in its own streets only', async () => {
    const street = await t.as('street-desk', { territory: '320311003000' })
    const { personId } = await volunteer()
    const received = { code: NORTH, id: v7(), volunteerNo: await numberOf(personId), as: 'residence' as const }
    expect(await street(wire.receive, received)).toMatchObject({ person: { id: personId, name: '志愿者1' } })
    const asWritten = ` ${received.volunteerNo.toLowerCase()} `
    expect(await street(wire.receive, { ...received, volunteerNo: asWritten })).toMatchObject({ id: received.id })
    const elsewhere = street(wire.receive, { ...received, id: v7(), code: GATE })
    await expect(elsewhere).rejects.toEqual(refusal('door/not-found'))
    const nobody = street(wire.receive, { ...received, id: v7(), volunteerNo: 'V-NOBODY' })
    await expect(nobody).rejects.toEqual(refusal('door/not-found'))
    expect(await sendAll(street, [arrival(personId, GATE, t.clock.now)])).toEqual(['door/not-found'])
  })

  it('moves those who stand in its streets, and does not see others', async () => {
    const street = await t.as('street-desk', { territory: '320302001000' })
    const { ask, personId } = await volunteer()
    const { id } = await ask(wire.reportIn, own(WEAVERS))
    const move = { personId, reportId: id, ...own(GATE) }
    await expect(street(wire.move, move)).rejects.toEqual(refusal('door/not-found'))
    const here = await ask(wire.reportIn, own(GATE))
    const within = { personId, reportId: here.id, ...own('320302001006') }
    await expect(street(wire.move, within)).resolves.toMatchObject({ community: { code: '320302001006' } })
  })
})

describe('a badge', () => {
  it('tells a resident who stands there, and nothing else', async () => {
    const { ask } = await volunteer()
    await ask(wire.reportIn, own(NORTH))
    const { badge } = await ask(wire.mine, {})
    const shown = await t.anyone(wire.badge, { token: badge! })
    expect(shown).toMatchObject({ valid: true, name: '志愿者1', unit: '某局', post: null })
    expect(shown.zh).toBe(`有效。志愿者1，某局，已到${shown.community ?? ''}报到。`)
    expect(Object.keys(shown).sort()).toEqual(['checkedAt', 'community', 'en', 'name', 'post', 'unit', 'valid', 'zh'])
  })

  it('does not hold when it was changed, when its holder left, or when the key was replaced', async () => {
    const { ask, personId } = await volunteer()
    const badge = (await ask(wire.mine, {})).badge!
    const other = `${badge.slice(0, -1)}${badge.endsWith('A') ? 'B' : 'A'}`
    const valid = async (token: string) => (await t.anyone(wire.badge, { token })).valid
    expect(await valid(badge)).toBe(true)
    for (const token of [other, 'nowhere.0123456789', badge.replace('xuzhou', 'yangzhou'), 'xuzhou.%%%%%%%'])
      expect([token, await valid(token)]).toEqual([token, false])
    await t.owner.updateTable('person').set({ left_at: t.clock.now }).where('id', '=', personId).execute()
    expect(await valid(badge)).toBe(false)
    const next = (await (await volunteer()).ask(wire.mine, {})).badge!
    await t.owner
      .updateTable('tenant')
      .set({ badge_key: Buffer.alloc(32, 7) })
      .execute()
    expect(await valid(next)).toBe(false)
  })
})

describe('who may', () => {
  it('shows figures to desks only', async () => {
    const { ask } = await volunteer()
    for (const entry of [wire.figures, wire.uncovered, wire.list] as const)
      await expect(ask(entry, {})).rejects.toEqual(refusal('door/not-allowed'))
    await expect(ask(wire.table, { by: 'unit' })).rejects.toEqual(refusal('door/not-allowed'))
    await expect(ask(wire.setCoverageAreas, { codes: [] })).rejects.toEqual(refusal('door/not-allowed'))
    await expect(desk(wire.roll, { unitId: bureau.id })).rejects.toEqual(refusal('door/not-allowed'))
  })

  it('names the missing to their own unit only', async () => {
    const [here, there] = [await addUnit(t, '甲单位'), await addUnit(t, '乙单位')]
    const [a, b] = await addPeople(t, here.id, 2)
    await addPeople(t, there.id, 1)
    await sendAll(desk, [arrival(a!, NORTH, t.clock.now)])
    const secretary = await t.as('unit-secretary', { unitId: here.id })
    const roll = await secretary(wire.roll, { unitId: here.id })
    expect(roll.missing.map(({ id }) => id)).toEqual([b])
    expect(roll.counts).toEqual({ roster: 2, exempt: 0, expected: 2, reported: 1, missing: 1 })
    await expect(secretary(wire.roll, { unitId: there.id })).rejects.toEqual(refusal('door/not-found'))
    const { expected } = await secretary(wire.figures, {})
    expect(expected).toEqual({ expected: 2, exempt: 0, reported: 1, missing: 1 })
  })
})
