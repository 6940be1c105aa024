import * as boards from '@muster/core/duty/boards.wire.ts'
import * as captainWire from '@muster/core/duty/captain.wire.ts'
import * as care from '@muster/core/duty/care.wire.ts'
import * as wire from '@muster/core/duty/turns.wire.ts'
import { inbox } from '@muster/core/people/messages.wire.ts'
import { createTeam } from '@muster/core/people/teams.wire.ts'
import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPeople, addUnit } from '../callout/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { duty } from './slice.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from './testing.ts'

let t: Town
let here: string
let team: string
let post: string
let staff: Crew

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  here = await aCommunity(t)
  team = v7()
  t.clock.set(at('04-01 08:00').toISOString())
  await (await t.as('city-desk'))(createTeam, { id: team, name: '查验组', kind: 'service', territory: here })
  post = await addPost(t, '查验点', { territory: here, teamId: team, suitMinutes: 60 })
  staff = await crew(t, 3)
})
afterAll(() => t.close())

/** Somebody of another unit who was never meant to stand here. */
async function aStranger() {
  const unit = await addUnit(t, '他乡县水文站')
  const [id] = (await addPeople(t, unit, 1)) as [string]
  await sql`update person set name = '欧阳无涯' where id = ${id}`.execute(t.owner)
  const { rows } = await sql<{ no: string }>`select volunteer_no as no from person where id = ${id}`.execute(t.owner)
  return { id, number: rows[0]!.no, said: /欧阳|无涯|水文站/ }
}

/** Notes which doors were asked, and what each answered or refused. */
function listening(ask: Ask) {
  const heard: [door: string, said: string][] = []
  const listen: Ask = async (endpoint, ...input) => {
    try {
      const answer = await ask(endpoint, ...input)
      heard.push([endpoint.name, JSON.stringify(answer)])
      return answer
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      heard.push([endpoint.name, `${error.slug} ${error.zh} ${error.en}`])
      throw error
    }
  }
  return { listen, heard }
}

const tried = (doing: Promise<unknown>, slug: string) => expect(doing).rejects.toMatchObject({ slug })

/** A captain says that the stranger is here, and then whatever a captain can say of somebody. @returns the case of care */
async function sayAll(captain: Ask, about: { shiftId: string; personId: string }, volunteerNo: string) {
  const act = (what: 'suit-on' | 'took-back') => captain(wire.actFor, { ...about, id: v7(), what })
  await captain(wire.checkInFor, { id: v7(), shiftId: about.shiftId, volunteerNo })
  await act('suit-on')
  await tried(act('took-back'), 'duty/not-left')
  await tried(captain(captainWire.remind, about), 'duty/is-here')
  await tried(captain(wire.noShow, { ...about, id: v7() }), 'duty/not-planned')
  await tried(captain(wire.record, { personId: about.personId }), 'door/not-found')
  await tried(captain(care.careCounts, { from: '2022-04-01', to: '2022-04-02' }), 'door/not-found')
  const caseId = v7()
  await captain(care.hurtFor, { ...about, id: caseId, what: 'injury', leaves: false })
  return caseId
}

/** Looks at everything that may name somebody on a shift. */
async function lookAtAll(ask: Ask, shiftId: string, caseId: string) {
  await ask(wire.sheet, { shiftId })
  const { rows } = await ask(boards.alarms, {})
  await ask(boards.present, {})
  const [one] = (await ask(care.cases, {})).rows
  const { version } = one!
  await ask(care.followUp, { shiftId, caseId, version, followUpOn: '2022-04-03', closed: false })
  const suit = rows.find(({ kind }) => kind === 'suit')!
  await ask(boards.acknowledge, { postId: post, alarmId: suit.id })
  for (const door of [boards.gaps, boards.places, boards.wall, captainWire.shifts]) await ask(door, {})
  await ask(wire.code, { shiftId })
}

describe('a captain who types the number of a stranger', () => {
  it('learns the name at no door, in no message and in no refusal, until a desk of the place has confirmed', async () => {
    const shiftId = await addShift(t, post, at('04-01 08:00'), at('04-01 16:00'), { people: 3 })
    const [lead] = (await addPeople(t, await addUnit(t, '查验单位'), 1)) as [string]
    await assign(t, shiftId, [lead])
    await sql`insert into team_member (tenant, team_id, person_id, roles, since)
              values ('xuzhou', ${team}, ${lead}, '{captain}', ${at('03-01 08:00')})`.execute(t.owner)
    const stranger = await aStranger()
    const { listen: captain, heard } = listening(await t.as('captain', { teamId: team }, lead))
    const caseId = await sayAll(captain, { shiftId, personId: stranger.id }, stranger.number)
    for (const minutes of [70, 6]) {
      t.clock.pass(minutes * 60_000)
      await t.tick()
    }
    await lookAtAll(captain, shiftId, caseId)
    expect((await captain(boards.present, { search: '欧阳' })).total).toBe(0)
    expect((await captain(boards.present, { search: stranger.number })).total).toBe(1)
    expect((await captain(inbox, {})).rows.some(({ zh }) => zh.includes(stranger.number))).toBe(true)

    const street = await t.as('street-desk', { territory: here })
    const seen = listening(street)
    await lookAtAll(seen.listen, shiftId, caseId)
    const naming = (all: typeof heard) => all.filter(([, said]) => stranger.said.test(said)).map(([door]) => door)
    const named = [wire.sheet, boards.alarms, boards.present, care.cases, care.followUp].map(({ name }) => name)
    expect(naming(seen.heard)).toEqual(named)
    await captain(wire.close, { id: v7(), shiftId, reason: '车辆清零' })
    expect(naming(heard)).toEqual([])
    // Every door that is not about oneself was asked.
    const asked = new Set(heard.map(([door]) => door))
    const others = duty.doors.map(({ endpoint }) => endpoint).filter(({ reach }: Endpoint) => reach !== 'self')
    expect(others.map(({ name }) => name).filter(name => !asked.has(name))).toEqual([])

    const next = await addShift(t, post, at('04-01 16:00'), at('04-01 20:00'))
    await captain(wire.checkInFor, { id: v7(), shiftId: next, volunteerNo: stranger.number })
    await street(wire.checkInFor, { id: v7(), shiftId: next, personId: stranger.id })
    expect(JSON.stringify(await captain(wire.sheet, { shiftId: next }))).toMatch(stranger.said)
  })
})

describe('a unit', () => {
  it('reads who of its own people stand on a shift; the others are counted', async () => {
    const other = await addUnit(t, '另一单位')
    const theirs = await addPeople(t, other, 2)
    const shiftId = await addShift(t, post, at('04-02 08:00'), at('04-02 16:00'), { people: 3 })
    const next = await addShift(t, post, at('04-02 16:00'), at('04-02 20:00'), { people: 2 })
    await assign(t, shiftId, [staff.people[1]!, ...theirs])
    await assign(t, next, theirs)
    t.clock.set(at('04-02 08:00').toISOString())
    const desk = await t.as('city-desk')
    for (const personId of theirs) await desk(wire.checkInFor, { id: v7(), shiftId, personId })
    const { rows } = await sql<{ unit_id: string }>`select unit_id from person where id = ${staff.people[1]}`.execute(
      t.owner,
    )
    const secretary = await t.as('unit-secretary', { unitId: rows[0]!.unit_id })
    const sheet = await secretary(wire.sheet, { shiftId })
    expect(sheet).toMatchObject({ present: 2, missing: 1, others: 2, next: { people: [] } })
    expect(sheet.people.map(({ person }) => person.id)).toEqual([staff.people[1]])
    for (const id of theirs) expect(JSON.stringify(sheet)).not.toContain(id)
    expect(await desk(wire.sheet, { shiftId })).toMatchObject({ others: 0, people: [{}, {}, {}] })
  })
})
