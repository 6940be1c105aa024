import * as incident from '@muster/core/incident/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import * as residents from '@muster/core/register/sampling/residents.wire.ts'
import * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuilt } from '../../callout/testing.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from '../../duty/testing.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'

const MINUTE = 60_000
let t: Town
let city: Ask
let street: Ask
let incidentId: string
let place: string
let post: string
let staff: Crew

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(at('03-28 08:30').toISOString())
  city = await t.as('city-desk')
  place = await aCommunity(t)
  street = await t.as('street-desk', { territory: `${place.slice(0, 9)}000` })
  incidentId = v7()
  await city(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  post = await addPost(t, '社区采样点', { territory: place, incidentId })
  staff = await crew(t, 3)
  const shift = await addShift(t, post, at('03-28 08:00'), at('03-28 20:00'), { people: 2 })
  await assign(t, shift, staff.people.slice(0, 2))
})
afterAll(() => t.close())

const openRound = (over: object = {}) =>
  city(wire.openRound, {
    incidentId,
    id: v7(),
    territory: '320300000000',
    name: '第一轮',
    territories: [place],
    startsAt: at('03-28 08:00').toISOString(),
    endsAt: at('03-28 20:00').toISOString(),
    tubeSize: 10,
    postIds: [post],
    ...over,
  })
const fact = (kind: string, payload: object, over: object = {}) => ({
  id: v7(),
  kind: `register.${kind}`,
  subjectId: post,
  occurredAt: t.clock.now.toISOString(),
  payload,
  ...over,
})
const sampleOf = (roundId: string, tube: string, nth: number, over: object = {}) =>
  fact('sampled', { roundId, tube, name: `居民${nth}`, door: `${nth}号楼101` }, over)
const send = async (hand: Ask, ...facts: object[]) =>
  (await hand(ledger.send, { facts })).answers.map(({ verdict, problem }) => problem?.type ?? verdict)
const minutesAgo = (minutes: number) => new Date(t.clock.now.getTime() - minutes * MINUTE).toISOString()

describe('a tube', () => {
  it('keeps the first ten by time of taking when two phones filled it without a line; who found no room stays a task', async () => {
    const { id } = await openRound()
    const earlier = Array.from({ length: 6 }, (_, nth) =>
      sampleOf(id, 'A001', nth, { occurredAt: minutesAgo(30 - nth) }),
    )
    const later = Array.from({ length: 6 }, (_, nth) =>
      sampleOf(id, 'A001', 10 + nth, { occurredAt: minutesAgo(20 - nth) }),
    )
    // The phone that was later is heard first, twice.
    expect(await send(staff.hands[1]!, ...later)).toEqual(Array(6).fill('accepted'))
    await send(staff.hands[0]!, ...earlier)
    expect(await send(staff.hands[1]!, ...later)).toEqual(Array(6).fill('known'))
    const { rows } = await street(wire.heldSamples, { roundId: id })
    expect(rows.map(({ name, why }) => [name, why])).toEqual([
      ['居民14', 'tube-full'],
      ['居民15', 'tube-full'],
    ])
    expect(await city(wire.roundFigures, { roundId: id })).toMatchObject({ samples: 10, people: 10, tubes: 1, held: 2 })
    // One is put into another tube, the other is asked to come again, and does.
    await send(staff.hands[1]!, fact('sampled', { roundId: id, tube: 'A002' }, { supersedes: rows[0]!.id }))
    await street(wire.settleSample, { roundId: id, sampleId: rows[1]!.id, id: v7(), how: 'again' })
    expect((await street(wire.heldSamples, { roundId: id })).rows).toMatchObject([{ name: '居民15', again: true }])
    await send(staff.hands[0]!, sampleOf(id, 'A002', 15))
    expect((await street(wire.heldSamples, { roundId: id })).rows).toEqual([])
    expect(await city(wire.roundFigures, { roundId: id })).toMatchObject({ samples: 12, people: 12, tubes: 2, held: 0 })
    expect(await rebuilt(t)).toEqual([])
  })

  it('that was sealed takes nobody else, and what was known a while ago stays what was known then', async () => {
    const { id } = await openRound()
    await send(staff.hands[0]!, sampleOf(id, 'B001', 1), sampleOf(id, 'B001', 2))
    t.clock.pass(MINUTE)
    await send(staff.hands[0]!, fact('tube-sealed', { roundId: id, tube: 'B001' }))
    const then = t.clock.now.toISOString()
    t.clock.pass(MINUTE)
    await send(staff.hands[1]!, sampleOf(id, 'B001', 3), sampleOf(id, 'B001', 4, { occurredAt: minutesAgo(3) }))
    expect((await street(wire.heldSamples, { roundId: id })).rows).toMatchObject([
      { name: '居民3', why: 'tube-sealed' },
    ])
    expect(await city(wire.roundFigures, { roundId: id })).toMatchObject({ samples: 3, held: 1 })
    const asOf = () => city(wire.roundFigures, { roundId: id, asOf: then })
    expect(await asOf()).toMatchObject({ samples: 2, held: 0 })
    // A second phone tells of an earlier sealing; what was known before stays what it was.
    t.clock.pass(MINUTE)
    await send(staff.hands[1]!, fact('tube-sealed', { roundId: id, tube: 'B001' }, { occurredAt: minutesAgo(6) }))
    expect(await city(wire.roundFigures, { roundId: id })).toMatchObject({ samples: 0, held: 4 })
    expect(await asOf()).toMatchObject({ samples: 2, held: 0 })
  })

  it('holds what somebody wrote down who was not there, until somebody who runs the post lets it count', async () => {
    const { id } = await openRound()
    await send(staff.hands[2]!, sampleOf(id, 'C001', 1))
    expect(await city(wire.roundFigures, { roundId: id })).toMatchObject({ samples: 0, held: 1 })
    const [held] = (await street(wire.heldSamples, { roundId: id })).rows
    await street(wire.settleSample, { roundId: id, sampleId: held!.id, id: v7(), how: 'counts' })
    expect(await city(wire.roundFigures, { roundId: id })).toMatchObject({ samples: 1, held: 0 })
    expect(await rebuilt(t)).toEqual([])
  })

  it('is forgotten on its day by a round that nobody closed, too', async () => {
    const { id } = await openRound({ keptDays: 1 })
    await send(staff.hands[0]!, sampleOf(id, 'D101', 78))
    const kept = () => t.owner.selectFrom('sample_private').selectAll().where('round_id', '=', id).execute()
    const before = t.clock.now
    t.clock.set(at('04-03 19:59').toISOString())
    await t.runJobs()
    const [still] = await kept()
    t.clock.set(at('04-03 20:01').toISOString())
    await t.runJobs()
    t.clock.set(before.toISOString())
    expect(still).toBeDefined()
    expect(await kept()).toEqual([])
  })

  it('keeps names out of the ledger, and forgets them on their day with what would find them again', async () => {
    const { id, version } = await openRound({ keptDays: 1 })
    await send(staff.hands[0]!, sampleOf(id, 'D001', 77))
    const facts = await t.owner.selectFrom('fact').select('payload').where('kind', '=', 'register.sampled').execute()
    expect(JSON.stringify(facts)).not.toMatch(/居民|号楼/)
    await city(wire.closeRound, { roundId: id, version })
    const kept = () => t.owner.selectFrom('sample_private').selectAll().where('round_id', '=', id).execute()
    await t.runJobs()
    expect(await kept()).toHaveLength(1)
    const before = t.clock.now
    t.clock.pass(25 * 60 * MINUTE)
    await t.runJobs()
    t.clock.set(before.toISOString())
    expect(await kept()).toEqual([])
  })
})

describe('the way of a tube', () => {
  it('goes through two hands on each side; a number that differs and a late tube are seen', async () => {
    const { id } = await openRound({ lateMinutes: 60 })
    const taken = { occurredAt: minutesAgo(10) }
    await send(staff.hands[0]!, sampleOf(id, 'E001', 1, taken), sampleOf(id, 'E002', 2, taken))
    const box = { roundId: id, box: 'X-01' }
    await send(staff.hands[0]!, fact('box-sealed', { ...box, tubes: ['E001', 'E002'] }))
    await send(staff.hands[0]!, fact('box-handed', { ...box, leg: 'car', side: 'gave', tubes: 2 }))
    expect((await street(wire.boxes, { roundId: id })).rows).toMatchObject([{ box: 'X-01', tubes: 2, differs: false }])
    await send(staff.hands[1]!, fact('box-handed', { ...box, leg: 'car', side: 'took', tubes: 1 }))
    expect((await street(wire.boxes, { roundId: id })).rows).toMatchObject([{ differs: true }])
    // A phone that had no line tells of an earlier packing, and of an earlier count: what was done last holds.
    const earlier = { occurredAt: minutesAgo(5) }
    await send(staff.hands[1]!, fact('box-sealed', { roundId: id, box: 'X-00', tubes: ['E001'] }, earlier))
    await send(staff.hands[1]!, fact('box-handed', { ...box, leg: 'car', side: 'gave', tubes: 9 }, earlier))
    expect((await street(wire.boxes, { roundId: id })).rows).toMatchObject([
      { box: 'X-00', tubes: 0 },
      { box: 'X-01', tubes: 2, hands: [{ tubes: 2 }, { tubes: 1 }] },
    ])
    expect(await rebuilt(t)).toEqual([])
    const late = async () => (await street(wire.tubes, { roundId: id, only: 'late' })).rows.map(({ tube }) => tube)
    expect(await late()).toEqual([])
    t.clock.pass(61 * MINUTE)
    expect(await late()).toEqual(['E001', 'E002'])
    // Nobody noted that the box came, and yet the laboratory has it.
    await city(wire.tellResults, { roundId: id, rows: [{ id: v7(), tube: 'E001', result: 'clear' }] })
    expect(await late()).toEqual(['E002'])
  })

  it('is recalled in one tap and back within minutes; people are called one by one, and nothing says why', async () => {
    const { id } = await openRound()
    const [one, two] = [v7(), v7()]
    const row = { householdId: v7(), territory: place, door: '3号楼201' }
    await city(residents.addResidents, {
      incidentId,
      rows: [
        { ...row, id: one, name: '王甲', phone: '13800000001' },
        { ...row, id: two, name: '王乙' },
      ],
    })
    await send(
      staff.hands[0]!,
      fact('sampled', { roundId: id, tube: 'F001', residentId: one }),
      fact('sampled', { roundId: id, tube: 'F001', residentId: two }),
    )
    const slip = await street(wire.recallTube, { roundId: id, id: v7(), tube: 'F001' })
    expect(slip.people).toBe(2)
    await street(wire.undoRecall, { roundId: id, recallId: slip.recallId, id: v7() })
    expect((await street(wire.tubes, { roundId: id, only: 'recalled' })).rows).toEqual([])
    // The feed tells; whoever calls sees a recall like any other.
    const told = await city(wire.tellResults, {
      roundId: id,
      rows: [
        { id: v7(), tube: 'F001', result: 'again' },
        { id: v7(), tube: 'NONE', result: 'clear' },
      ],
    })
    expect(told).toEqual({ told: 1, unknown: ['NONE'] })
    const [tube] = (await street(wire.tubes, { roundId: id, only: 'recalled' })).rows
    expect(Object.keys(tube!)).not.toContain('result')
    const recall = { roundId: id, recallId: tube!.recallId! }
    // Nobody takes back what is not theirs, and a slip that is taken back too late leaves the laboratory's word.
    await expect(street(wire.undoRecall, { ...recall, id: v7() })).rejects.toMatchObject({
      slug: 'register/not-your-recall',
    })
    const list = await street(wire.recallList, recall)
    expect(list.rows.map(({ name, door }) => [name, door])).toEqual([
      ['王甲', '3号楼201'],
      ['王乙', '3号楼201'],
    ])
    const first = { ...recall, sampleId: list.rows[0]!.sampleId }
    expect((await street(wire.claimCall, first)).phone).toBe('13800000001')
    const other = await t.as('street-desk', { territory: `${place.slice(0, 9)}000` })
    await expect(other(wire.claimCall, first)).rejects.toMatchObject({ slug: 'register/claimed' })
    await expect(other(wire.noteCall, { ...first, id: v7(), outcome: 'comes' })).rejects.toMatchObject({
      slug: 'register/not-claimed',
    })
    await street(wire.noteCall, { ...first, id: v7(), outcome: 'comes' })
    await expect(street(wire.undoRecall, { ...recall, id: v7() })).rejects.toMatchObject({
      slug: 'register/too-late-to-undo',
    })
    await send(staff.hands[0]!, fact('sampled', { roundId: id, tube: 'F002', residentId: one }))
    expect((await street(wire.recallList, recall)).rows).toMatchObject([
      { outcome: 'comes', again: false },
      { outcome: null },
    ])
    expect(await rebuilt(t)).toEqual([])
  })

  it('is still recalled when the laboratory asked for it before a slip was taken back', async () => {
    const { id } = await openRound()
    const again = { id: v7(), tube: 'F003', result: 'again' as const }
    await send(staff.hands[0]!, sampleOf(id, 'F003', 9))
    const wrong = await street(wire.recallTube, { roundId: id, id: v7(), tube: 'F003' })
    await city(wire.tellResults, { roundId: id, rows: [again] })
    await street(wire.undoRecall, { roundId: id, recallId: wrong.recallId, id: v7() })
    const stands = (await street(wire.tubes, { roundId: id, only: 'recalled' })).rows.find(one => one.tube === 'F003')
    expect(stands?.recallId).not.toBe(wrong.recallId)
    expect(stands?.recallId).toBeTruthy()
  })
})

describe('residents', () => {
  it('have signed codes without a name, which hold until they are revoked or made anew', async () => {
    const { id } = await openRound()
    const householdId = v7()
    const rows = [1, 2].map(nth => ({ id: v7(), householdId, territory: place, door: '9号楼301', name: `钱${nth}` }))
    await city(residents.addResidents, { incidentId, rows })
    const asked = { incidentId, id: v7(), territory: place, kind: 'family' as const, householdIds: [householdId] }
    const [made] = (await street(residents.issueCodes, asked)).rows
    expect((await street(residents.issueCodes, asked)).rows).toMatchObject([{ codeId: made!.codeId }])
    expect(made!.code).not.toMatch(/钱|号楼/)
    const scan = (code: string, nth: number) => fact('sampled', { roundId: id, tube: 'G001', code, nth })
    await send(staff.hands[0]!, scan(made!.code, 1), scan(made!.code, 2), scan(`${made!.code.slice(0, -4)}AAAA`, 1))
    expect(await city(wire.roundFigures, { roundId: id })).toMatchObject({ samples: 2, people: 2, held: 1 })
    // Two more of the family at another desk, whose phone counts from one as well: they are others, and missed by no recall.
    for (const nth of [1, 2])
      await send(staff.hands[1]!, fact('sampled', { roundId: id, tube: 'G009', code: made!.code, nth }))
    expect(await city(wire.roundFigures, { roundId: id })).toMatchObject({ samples: 4, people: 4, held: 1 })
    const { recallId } = await street(wire.recallTube, { roundId: id, id: v7(), tube: 'G001' })
    const recalled = async () =>
      (await street(wire.recallList, { roundId: id, recallId })).rows.flatMap(({ name, again }) =>
        name ? [again] : [],
      )
    expect(await recalled()).toEqual([false, false])
    t.clock.pass(MINUTE)
    await send(staff.hands[1]!, fact('sampled', { roundId: id, tube: 'G010', code: made!.code, nth: 1 }))
    expect((await recalled()).filter(again => again)).toHaveLength(1)
    // Whoever has a code keeps it, until somebody says that it is to be replaced.
    expect((await street(residents.issueCodes, { ...asked, id: v7() })).rows).toEqual([])
    await street(residents.issueCodes, { ...asked, id: v7(), replace: true })
    await send(staff.hands[0]!, scan(made!.code, 1))
    const held = (await street(wire.heldSamples, { roundId: id })).rows
    // Of a code that was replaced it is known whose it was; of a forged one nothing.
    expect(held.map(({ why, door }) => [why, door])).toEqual([
      ['code', null],
      ['code', '9号楼301'],
    ])
    // Nobody can tell whom a forged one means: the line ends by what somebody says, and the figures of before stay.
    const line = { roundId: id, sampleId: held[0]!.id }
    await street(wire.settleSample, { ...line, id: v7(), how: 'again' })
    const then = t.clock.now.toISOString()
    t.clock.pass(MINUTE)
    await street(wire.settleSample, { ...line, id: v7(), how: 'came' })
    expect((await street(wire.heldSamples, { roundId: id })).total).toBe(1)
    expect(await city(wire.roundFigures, { roundId: id, asOf: then })).toMatchObject({ held: 1 })
    expect(await street(wire.tubes, { roundId: id, tube: 'G009' })).toMatchObject({ total: 1, rows: [{ samples: 2 }] })
    expect(await rebuilt(t)).toEqual([])
    const phone = await staff.hands[0]!(wire.mySampling, {})
    expect(phone.revoked).toContain(made!.codeId)
    expect(phone.rows.find(({ round }) => round.id === id)).toMatchObject({ held: 1 })
  })

  it('are found from a post of the round, a few at a time; elsewhere nobody finds them', async () => {
    const { id } = await openRound()
    const list = (...names: string[]) =>
      names.map(name => ({ id: v7(), householdId: v7(), territory: place, door: '7号楼701', name }))
    await city(residents.addResidents, { incidentId, rows: list('孙丙') })
    // The same list tomorrow, with one more: nobody is there twice.
    const again = await city(residents.addResidents, { incidentId, rows: list('孙丙', '孙丁') })
    expect(again).toEqual({ added: 1, known: 1 })
    const look = { roundId: id, postId: post, search: '孙丙' }
    const { rows } = await staff.hands[0]!(residents.findResident, look)
    expect(rows).toMatchObject([{ name: '孙丙', door: '7号楼701', taken: false }])
    await expect(staff.hands[2]!(residents.findResident, look)).rejects.toMatchObject({ slug: 'door/not-found' })
    // Written down by hand where there was no line, and found no room: once sampled from the list nobody looks for them.
    const one = fact('sampled', { roundId: id, tube: 'I001', name: '孙 丙', door: '7号楼701' })
    await send(staff.hands[2]!, one)
    expect((await street(wire.heldSamples, { roundId: id })).rows).toMatchObject([{ name: '孙丙', door: '7号楼701' }])
    t.clock.pass(MINUTE)
    await send(staff.hands[0]!, fact('sampled', { roundId: id, tube: 'I002', residentId: rows[0]!.id }))
    expect((await street(wire.heldSamples, { roundId: id })).rows).toEqual([])
    // That somebody searched is known, not for whom; after the end nobody does.
    const searches = await t.owner
      .selectFrom('audit_line')
      .selectAll()
      .where('action', '=', 'register.residents-searched')
      .where('subject', '=', `post/${post}`)
      .execute()
    expect(searches).toHaveLength(1)
    expect(JSON.stringify(searches)).not.toMatch(/孙/)
    await city(wire.closeRound, { roundId: id, version: (await city(wire.round, { roundId: id })).version })
    await expect(staff.hands[0]!(residents.findResident, look)).rejects.toMatchObject({ slug: 'register/closed' })
    const asked = { roundId: id, id: v7(), territory: place, askedBy: 'family' as const, name: '孙', door: '7' }
    await expect(street(residents.askHomeService, asked)).rejects.toMatchObject({ slug: 'register/closed' })
  })

  it('who cannot come stand on a list, and leave it with their sample', async () => {
    const { id } = await openRound()
    const ask = {
      roundId: id,
      id: v7(),
      territory: place,
      askedBy: 'family' as const,
      name: '周奶奶',
      door: '1号楼101',
    }
    await street(residents.askHomeService, ask)
    expect((await street(residents.homeService, { roundId: id })).rows).toMatchObject([{ name: '周奶奶' }])
    await send(staff.hands[0]!, fact('sampled', { roundId: id, tube: 'H001', homeServiceId: ask.id }))
    expect((await street(residents.homeService, { roundId: id })).total).toBe(0)
    expect(await city(wire.roundFigures, { roundId: id })).toMatchObject({ samples: 1 })
  })
})

describe('calling', () => {
  it('moves from building to building, with the wait by what was measured', async () => {
    const { id } = await openRound()
    const batches = [
      { name: '1号楼', people: 20 },
      { name: '2号楼', people: 30 },
    ]
    const where = { roundId: id, postId: post }
    await street(wire.moveCalling, { ...where, version: 1, called: 1, batches })
    await send(staff.hands[0]!, ...[1, 2, 3, 4, 5].map(nth => sampleOf(id, 'K001', nth, { occurredAt: minutesAgo(5) })))
    const seen = await staff.hands[0]!(wire.calling, where)
    expect(seen).toMatchObject({ called: 1, taken: 5, pace: 60 })
    expect(seen.batches.map(({ wait }) => wait)).toEqual([0, 15])
    await expect(street(wire.moveCalling, { ...where, version: 1, called: 2 })).rejects.toMatchObject({
      slug: 'door/changed-meanwhile',
    })
  })
})
