import * as audit from '@muster/core/audit/wire.ts'
import * as exemptions from '@muster/core/people/exemptions.wire.ts'
import * as messages from '@muster/core/people/messages.wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addPerson, addUnit, refusal, signInAs } from './testing.ts'

const NORTH = '320311003000' // 永安街道, with a community to live in found below
let t: Town
let city: Ask
/** 市财政局 with an office below it, and 市教育局 beside it. */
let finance: string
let office: string
let education: string
let secretary: Ask
let community: string

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  city = await t.as('city-desk')
  finance = await addUnit(city, 'CZ', '市财政局')
  office = await addUnit(city, 'CZ-1', '办公室', finance)
  education = await addUnit(city, 'JY', '市教育局')
  secretary = await t.as('unit-secretary', { unitId: finance })
  const row = await t.owner
    .selectFrom('territory')
    .select('code')
    .where('parent', '=', NORTH)
    .orderBy('code')
    .executeTakeFirstOrThrow()
  community = row.code
})
afterAll(() => t.close())

describe('units', () => {
  it('count the people below them, too, and those only who have not left', async () => {
    const top = await addUnit(city, 'SL', '市水利局')
    const below = await addUnit(city, 'SL-1', '防汛科', top)
    await addPerson(city, top, 'SL001', '甲一')
    const gone = await addPerson(city, below, 'SL002', '甲二')
    expect((await city(people.unit, { unitId: top })).people).toBe(2)
    await city(people.leave, { personId: gone.id, version: gone.version })
    expect((await city(people.unit, { unitId: top })).people).toBe(1)
    expect(await city(people.unit, { unitId: below })).toMatchObject({ people: 0, trail: ['市水利局', '防汛科'] })
  })

  it('move with everything below them, and never below themselves', async () => {
    const [a, b] = [await addUnit(city, 'M1', '甲局'), await addUnit(city, 'M2', '乙局')]
    const child = await addUnit(city, 'M11', '甲处', a)
    const grandchild = await addUnit(city, 'M111', '甲科', child)
    await addPerson(city, grandchild, 'M0001', '乙一')
    const body = { unitId: child, version: 1, code: 'M11', name: '甲处', kind: 'agency' } as const
    await expect(city(people.updateUnit, { ...body, parent: grandchild })).rejects.toEqual(refusal('people/unit-loop'))
    await expect(city(people.updateUnit, { ...body, parent: child })).rejects.toEqual(refusal('people/unit-loop'))
    await city(people.updateUnit, { ...body, parent: b })
    expect((await city(people.unit, { unitId: grandchild })).trail).toEqual(['乙局', '甲处', '甲科'])
    expect((await city(people.unit, { unitId: a })).people).toBe(0)
    expect((await city(people.unit, { unitId: b })).people).toBe(1)
    await expect(city(people.updateUnit, { ...body, parent: a })).rejects.toEqual(refusal('door/changed-meanwhile'))
  })

  it('have one code each, and answer the same when they are sent twice', async () => {
    const unit = { id: v7(), code: 'TW', name: '市体育局', kind: 'agency' } as const
    const first = await city(people.createUnit, unit)
    expect(await city(people.createUnit, unit)).toEqual(first)
    await expect(city(people.createUnit, { ...unit, id: v7(), code: ' ｔｗ ' })).rejects.toEqual(
      refusal('people/code-taken'),
    )
  })

  it('name their partner communities, which must exist', async () => {
    const unit = { id: v7(), code: 'GJ', name: '共建单位', kind: 'agency' } as const
    await expect(city(people.createUnit, { ...unit, partners: ['999'] })).rejects.toEqual(refusal('territory/unknown'))
    const made = await city(people.createUnit, { ...unit, partners: [community] })
    expect(made.partners).toEqual([{ code: community, name: expect.any(String) as string }])
  })

  it('are created by the city desk alone, and seen by those who answer for them', async () => {
    await expect(addUnit(secretary, 'NEW', '自建单位')).rejects.toEqual(refusal('door/not-allowed'))
    const { rows, total } = await secretary(people.units, {})
    expect([rows.map(row => row.code), total]).toEqual([['CZ', 'CZ-1'], 2])
    await expect(secretary(people.unit, { unitId: education })).rejects.toEqual(refusal('door/not-found'))
    expect((await city(people.units, { search: '财政', limit: 1 })).rows[0]?.name).toBe('市财政局')
    expect((await city(people.units, { parent: finance })).rows.map(row => row.name)).toEqual(['办公室'])
  })
})

describe('people', () => {
  it('are who their number says, in whatever width and case it is written; a name is only a name', async () => {
    const one = await addPerson(secretary, finance, ' ｃｚ 0001 ', '张\u200b　三')
    expect(one).toMatchObject({ volunteerNo: 'CZ0001', name: '张三', version: 1 })
    const other = await addPerson(secretary, finance, 'CZ0002', '张三')
    expect(other.id).not.toBe(one.id)
    await expect(addPerson(secretary, finance, 'cz0001', '李四')).rejects.toEqual(refusal('people/number-taken'))
  })

  it('hold no identity number, whatever field it is put in', async () => {
    const id = '11010519491231002X'
    await expect(addPerson(secretary, finance, id, '王五')).rejects.toEqual(refusal('people/id-number'))
    await expect(addPerson(secretary, finance, 'CZ0100', `王五 １１０１０５１９４９１２３１００２Ｘ`)).rejects.toEqual(
      refusal('people/id-number'),
    )
    await expect(addPerson(secretary, finance, 'CZ0100', '王五', { phone: id })).rejects.toEqual(
      refusal('people/id-number'),
    )
  })

  it('are found by name, number, pinyin and initials, a page at a time', async () => {
    for (let n = 0; n < 5; n++)
      await addPerson(secretary, office, `BG000${n}`, ['单雄信', '曾子', '欧阳娜娜', '乐乐', 'Anna Lee'][n]!)
    const found = async (search: string) => (await secretary(people.list, { search })).rows.map(row => row.name)
    expect(await found('雄')).toEqual(['单雄信'])
    expect(await found('shanxiongxin')).toEqual(['单雄信'])
    expect(await found('ZZ')).toEqual(['曾子'])
    expect(await found('oynn')).toEqual(['欧阳娜娜'])
    expect(await found('bg0004')).toEqual(['Anna Lee'])
    expect(await found('anna')).toEqual(['Anna Lee'])
    expect(await found('%')).toEqual([])
    const numbers: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await secretary(people.list, { unitId: office, limit: 2, ...(after && { after }) })
      expect(page.total).toBe(5)
      numbers.push(...page.rows.map(row => row.volunteerNo))
      if (page.next === null) break
      after = page.next
    }
    expect(numbers).toEqual(['BG0000', 'BG0001', 'BG0002', 'BG0003', 'BG0004'])
  })

  it('outside reach do not exist: not in a list, not by id, not by moving somebody there', async () => {
    const other = await addPerson(city, education, 'JY0001', '赵六')
    await expect(secretary(people.get, { personId: other.id })).rejects.toEqual(refusal('door/not-found'))
    await expect(addPerson(secretary, education, 'JY0002', '钱七')).rejects.toEqual(refusal('door/not-found'))
    expect((await secretary(people.list, { unitId: education })).total).toBe(0)
    const mine = await addPerson(secretary, finance, 'CZ0300', '孙八')
    const away = { ...bodyOf(mine), unitId: education }
    await expect(secretary(people.update, away)).rejects.toEqual(refusal('door/not-found'))
    await expect(secretary(people.leave, { personId: other.id, version: 1 })).rejects.toEqual(refusal('door/not-found'))
  })

  it('are seen by the street they live in', async () => {
    const resident = await addPerson(secretary, finance, 'CZ0400', '周九', {
      residence: community,
      phone: '13800000000',
    })
    const street = await t.as('street-desk', { territory: NORTH })
    const { rows } = await street(people.list, {})
    expect(rows.map(row => [row.name, row.phone, row.lightDuty])).toEqual([['周九', '138****0000', null]])
    const elsewhere = await t.as('street-desk', { territory: '320302000000' })
    expect((await elsewhere(people.list, {})).total).toBe(0)
    await expect(elsewhere(people.get, { personId: resident.id })).rejects.toEqual(refusal('door/not-found'))
    await expect(street(people.update, bodyOf(resident))).rejects.toEqual(refusal('door/not-allowed'))
  })

  it('live in communities that exist', async () => {
    const living = (residence: string) => addPerson(secretary, finance, 'CZ0500', '吴十', { residence })
    await expect(living('999')).rejects.toEqual(refusal('territory/unknown'))
    await expect(living(NORTH)).rejects.toEqual(refusal('door/bad-input'))
  })

  it('keep what the desk that changes them cannot see', async () => {
    const person = await addPerson(secretary, finance, 'CZ0600', '郑一', { phone: '138 0000 1111', lightDuty: true })
    const seen = await city(people.get, { personId: person.id })
    expect([seen.phone, seen.lightDuty]).toEqual(['138****1111', null])
    await city(people.update, { ...bodyOf(seen), name: '郑一一', phone: seen.phone!, lightDuty: false })
    expect(await secretary(people.get, { personId: person.id })).toMatchObject({
      name: '郑一一',
      phone: '13800001111',
      lightDuty: true,
      version: 2,
    })
    await expect(secretary(people.update, bodyOf(person))).rejects.toEqual(refusal('door/changed-meanwhile'))
  })

  it('who left and come back under their number are who they were', async () => {
    const person = await addPerson(secretary, finance, 'CZ0700', '王二')
    await secretary(people.leave, { personId: person.id, version: 1 })
    expect((await secretary(people.list, { search: 'CZ0700' })).total).toBe(0)
    await expect(secretary(people.leave, { personId: person.id, version: 2 })).rejects.toEqual(
      refusal('door/not-found'),
    )
    expect((await addPerson(secretary, office, 'CZ0700', '王二')).id).toBe(person.id)
  })

  it('see and change what is held about themselves, and nothing else', async () => {
    const person = await addPerson(secretary, finance, 'CZ0800', '冯三')
    const self = await signInAs(t, person.id)
    const mine = {
      version: 1,
      skills: ['driving' as const],
      availability: 'evenings' as const,
      onCall: true,
      lightDuty: true,
    }
    expect(await self(people.updateOwn, { ...mine, phone: '13900000000', residence: community })).toMatchObject({
      name: '冯三',
      phone: '13900000000',
      lightDuty: true,
      version: 2,
    })
    expect((await self(people.own, {})).availability).toBe('evenings')
    await expect(self(people.list, {})).rejects.toEqual(refusal('door/not-allowed'))
    await expect(self(people.updateOwn, mine)).rejects.toEqual(refusal('door/changed-meanwhile'))
    await expect(self(people.updateOwn, { ...mine, version: 2, phone: '11010519491231002X' })).rejects.toEqual(
      refusal('people/id-number'),
    )
  })

  it('leave a line in the audit that names the fields and not what they hold', async () => {
    const person = await addPerson(secretary, finance, 'CZ0900', '陈四')
    await secretary(people.update, { ...bodyOf(person), phone: '13700000000' })
    const auditor = await t.as('auditor')
    const { rows } = await auditor(audit.list, { subject: `person/${person.id}` })
    expect(rows.map(row => [row.action, row.detail])).toEqual([
      ['people.person-changed', { fields: ['phone'] }],
      ['people.person-added', { unit: finance }],
    ])
  })
})

describe('exemptions', () => {
  it('are of three kinds, approved by name, never overlapping, ended and not deleted', async () => {
    const person = await addPerson(secretary, finance, 'MY0001', '免一')
    const days = { personId: person.id, reason: 'leave', from: '2022-03-28', until: '2022-03-31' } as const
    const first = await secretary(exemptions.exempt, { id: v7(), ...days })
    expect(first).toMatchObject({ person: { name: '免一' }, reason: 'leave', endedAt: null })
    expect(first.approver).toMatch(/^unit-secretary-/)
    const later = { ...days, id: v7(), from: '2022-03-31', until: null }
    await expect(secretary(exemptions.exempt, later)).rejects.toEqual(refusal('people/exempt-already'))
    await expect(secretary(exemptions.exempt, { ...later, reason: 'ill' as never })).rejects.toEqual(
      refusal('door/bad-input'),
    )
    await expect(secretary(exemptions.exempt, { ...later, until: '2022-01-01' })).rejects.toEqual(
      refusal('door/bad-input'),
    )
    const ended = await secretary(exemptions.endExemption, { personId: person.id, exemptionId: first.id })
    expect(ended.endedAt).not.toBeNull()
    await secretary(exemptions.exempt, later)
    expect((await secretary(exemptions.exemptions, { unitId: finance })).rows).toHaveLength(2)
  })

  it('are given by the unit’s own secretary, and never to oneself', async () => {
    const other = await addPerson(city, education, 'JY0100', '免二')
    const asked = { id: v7(), personId: other.id, reason: 'on-duty', from: '2022-03-28' } as const
    await expect(city(exemptions.exempt, asked)).rejects.toEqual(refusal('door/not-allowed'))
    await expect(secretary(exemptions.exempt, asked)).rejects.toEqual(refusal('door/not-found'))
    const self = await addPerson(secretary, finance, 'MY0002', '免三')
    const login = await signInAs(t, self.id, { role: 'unit-secretary', unitId: finance })
    await expect(login(exemptions.exempt, { ...asked, personId: self.id })).rejects.toEqual(
      refusal('people/exempt-self'),
    )
  })
})

describe('teams', () => {
  it('count people and memberships: 158 memberships of 157 people in a branch of four groups', async () => {
    const unit = await addUnit(city, 'XZ', '县直单位')
    const sizes = { 支委: 5, 综合组: 10, 机动组: 35, 值守组: 108 }
    const branch = await city(teams.createTeam, {
      id: v7(),
      name: '临时党支部',
      kind: 'temporary-branch',
      unitId: unit,
    })
    const ids: string[] = []
    for (let n = 0; n < 157; n++) ids.push((await addPerson(city, unit, `DZ${1000 + n}`, '队员')).id)
    // The last of the committee is also in the coordination group: one person, two memberships.
    const order = [...ids.slice(0, 5), ids[4]!, ...ids.slice(5)]
    for (const [name, size] of Object.entries(sizes)) {
      const group = await city(teams.createTeam, { id: v7(), name, kind: 'working-group', parent: branch.id })
      for (const [at, personId] of order.splice(0, size).entries())
        await city(teams.setMember, {
          teamId: group.id,
          personId,
          roles: at === 0 ? ['member', 'captain'] : ['member'],
        })
    }
    const { rows } = await city(teams.teams, { search: '支部' })
    expect(rows[0]).toMatchObject({ people: 157, memberships: 158, captains: [] })
    const groups = await city(teams.teams, { parent: branch.id })
    expect(groups.rows.map(row => [row.name, row.memberships, row.captains.length, row.unit?.name])).toEqual(
      Object.entries(sizes).map(([name, size]) => [name, size, 1, '县直单位']),
    )
    const members = (await city(teams.members, { teamId: branch.id })).rows
    expect([members.length, new Set(members.map(row => row.person.id)).size]).toEqual([158, 157])
    expect(members[0]).toMatchObject({ roles: ['captain', 'member'], group: { name: '支委' } })
    await city(teams.removeMember, { teamId: groups.rows[1]!.id, personId: ids[4]! })
    expect((await city(teams.teams, { search: '支部' })).rows[0]).toMatchObject({ people: 157, memberships: 157 })
  })

  it('let a captain see the members of their team and groups, and form none', async () => {
    const branch = await secretary(teams.createTeam, { id: v7(), name: '先锋队', kind: 'service' })
    expect(branch.unit?.name).toBe('市财政局')
    const group = await secretary(teams.createTeam, { id: v7(), name: '一组', kind: 'service', parent: branch.id })
    const member = await addPerson(secretary, finance, 'DY0001', '队员甲', { phone: '13600000000' })
    const outsider = await addPerson(secretary, finance, 'DY0002', '非队员')
    await secretary(teams.setMember, { teamId: group.id, personId: member.id, roles: ['member'] })
    const captain = await t.as('captain', { teamId: branch.id })
    expect((await captain(people.list, {})).rows.map(row => [row.name, row.phone])).toEqual([['队员甲', '13600000000']])
    await expect(captain(people.get, { personId: outsider.id })).rejects.toEqual(refusal('door/not-found'))
    await expect(captain(teams.createTeam, { id: v7(), name: '自建队', kind: 'service' })).rejects.toEqual(
      refusal('door/not-allowed'),
    )
    expect((await captain(teams.teams, {})).rows.map(row => row.name)).toEqual(['先锋队', '一组'])
  })

  it('take in nobody from outside the reach of who leads them', async () => {
    const team = await secretary(teams.createTeam, { id: v7(), name: '突击队', kind: 'surge' })
    const stranger = await addPerson(city, education, 'JY0200', '外人')
    const roles = ['member' as const]
    await expect(secretary(teams.setMember, { teamId: team.id, personId: stranger.id, roles })).rejects.toEqual(
      refusal('door/not-found'),
    )
    await city(teams.setMember, { teamId: team.id, personId: stranger.id, roles })
    await secretary(teams.setMember, { teamId: team.id, personId: stranger.id, roles: ['captain'] })
    expect((await secretary(teams.members, { teamId: team.id })).rows[0]).toMatchObject({ roles: ['captain'] })
    const street = await t.as('street-desk', { territory: NORTH })
    const asked = { id: v7(), name: '社区队', kind: 'service' } as const
    await expect(street(teams.createTeam, { ...asked, unitId: finance })).rejects.toEqual(refusal('door/not-found'))
    expect((await street(teams.createTeam, asked)).territory?.code).toBe(NORTH)
  })
})

describe('messages', () => {
  it('reach one inbox each, and are read by nobody else', async () => {
    const [one, other] = [
      await addPerson(secretary, finance, 'XX0001', '收一'),
      await addPerson(secretary, finance, 'XX0002', '收二'),
    ]
    const id = v7()
    const message = { tenant: 'xuzhou', person_id: one.id, at: t.clock.now, topic: 'call/1', zh: '集合', en: 'Muster' }
    await t.owner
      .insertInto('message')
      .values({ ...message, id })
      .execute()
    const [mine, theirs] = [await signInAs(t, one.id), await signInAs(t, other.id)]
    await theirs(messages.markRead, { ids: [id] })
    expect((await theirs(messages.inbox, {})).rows).toEqual([])
    expect((await mine(messages.inbox, {})).rows).toMatchObject([{ id, zh: '集合', readAt: null }])
    await mine(messages.markRead, { ids: [id] })
    expect((await mine(messages.inbox, {})).rows[0]?.readAt).toBe(t.clock.now.toISOString())
  })
})

const bodyOf = (person: people.Person) => ({
  personId: person.id,
  version: person.version,
  volunteerNo: person.volunteerNo,
  name: person.name!,
  unitId: person.unit.id,
  skills: person.skills ?? [],
  availability: person.availability,
  onCall: person.onCall,
  lightDuty: person.lightDuty ?? false,
})
