import * as access from '@muster/core/access/wire.ts'
import * as imports from '@muster/core/people/imports.wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheet, writeSheet } from '../platform/sheets/sheets.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addPerson, addUnit, apply, csv, HEADER, refusal, rowsAs, undo, upload } from './testing.ts'

let t: Town
let city: Ask
let secretary: Ask
let finance: string
let education: string

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  city = await t.as('city-desk')
  finance = await addUnit(city, 'CZ', '市财政局')
  await addUnit(city, 'CZ-1', '办公室', finance)
  education = await addUnit(city, 'JY', '市教育局')
  secretary = await t.as('unit-secretary', { unitId: finance })
})
afterAll(() => t.close())

const numbers = async (ask: Ask, search: string) =>
  (await ask(people.list, { search, limit: 500 })).rows.map(row => row.volunteerNo)

describe('an import', () => {
  it('shows what it would do, saves nothing before it is applied, and changes nothing the second time', async () => {
    const file = csv(
      ['A001', '张　三', '市财政局', '办公室', '', '138 0000 0000', '驾驶、急救', '晚上', '是'],
      ['a002', '李四', 'CZ', '', '', '', '', '', ''],
    )
    const preview = await upload(secretary, file)
    expect(preview).toMatchObject({ state: 'preview', fileName: '名册.csv', errors: [] })
    expect(preview.counts).toEqual({ rows: 2, added: 2, changed: 0, same: 0, errors: 0 })
    expect(preview.sample[0]).toEqual({
      row: 2,
      verdict: 'added',
      volunteerNo: 'A001',
      name: '张三',
      unit: '办公室',
      changes: [],
    })
    expect(await numbers(secretary, 'A00')).toEqual([])
    expect((await apply(secretary, preview)).state).toBe('applied')
    const [first] = (await secretary(people.list, { search: 'zs' })).rows
    expect(first).toMatchObject({
      volunteerNo: 'A001',
      unit: { trail: ['市财政局', '办公室'] },
      phone: '13800000000',
      skills: ['driving', 'first-aid'],
      availability: 'evenings',
      onCall: true,
    })
    expect((await upload(secretary, file)).counts).toEqual({ rows: 2, added: 0, changed: 0, same: 2, errors: 0 })
    await expect(apply(secretary, preview)).rejects.toEqual(refusal('people/import-done'))
  })

  it('says which fields change, and leaves alone what the file does not speak of', async () => {
    await apply(
      secretary,
      await upload(secretary, csv(['B001', '王五', 'CZ', '办公室', '', '13900000000', '手语', '', ''])),
    )
    const changing = rowsAs([['B001', '王五五', '市财政局', '是']], ['No.', 'Name', 'Unit', 'On call'])
    const preview = await upload(secretary, changing)
    expect(preview.sample).toMatchObject([{ verdict: 'changed', changes: ['姓名', '随时听候安排'] }])
    await apply(secretary, preview)
    const [person] = (await secretary(people.list, { search: 'B001' })).rows
    expect(person).toMatchObject({ name: '王五五', phone: '13900000000', skills: ['sign-language'], version: 2 })
    expect(person?.unit.trail).toEqual(['市财政局', '办公室'])
  })

  it('sent twice answers the same', async () => {
    const sent = { id: v7(), file: { name: '名册.csv', bytes: csv(['C001', '赵六', 'CZ']) } }
    const first = await secretary(imports.previewImport, sent)
    expect(await secretary(imports.previewImport, sent)).toEqual(first)
  })

  it('is taken back as a whole: those added are gone, those changed are as before', async () => {
    const kept = await addPerson(secretary, finance, 'D001', '钱一', { phone: '13700000000' })
    const preview = await upload(
      secretary,
      csv(['D001', '钱一一', 'CZ', '', '', '13711111111'], ['D002', '孙二', 'CZ'], ['D003', '李三', 'CZ']),
    )
    await apply(secretary, preview)
    const added = (await secretary(people.list, { search: 'D002' })).rows[0]!
    const team = await secretary(teams.createTeam, { id: v7(), name: '撤销队', kind: 'service' })
    await secretary(teams.setMember, { teamId: team.id, personId: added.id, roles: ['member'] })
    expect((await undo(secretary, preview)).state).toBe('undone')
    expect(await secretary(people.get, { personId: kept.id })).toMatchObject({ name: '钱一', phone: '13700000000' })
    expect(await numbers(secretary, 'D00')).toEqual(['D001'])
    const rows = await t.owner
      .selectFrom('person')
      .select(['volunteer_no', 'left_at'])
      .where('volunteer_no', 'like', 'D00%')
      .orderBy('volunteer_no')
      .execute()
    expect(rows.map(row => [row.volunteer_no, row.left_at !== null])).toEqual([
      ['D001', false],
      ['D002', true],
    ])
    await expect(undo(secretary, preview)).rejects.toEqual(refusal('people/import-done'))
  })

  it('is not taken back once somebody was changed since; two imports are taken back in turn', async () => {
    const first = await upload(secretary, csv(['E001', '周一', 'CZ'], ['E002', '周二', 'CZ']))
    await apply(secretary, first)
    const second = await upload(secretary, csv(['E001', '周一一', 'CZ']))
    await apply(secretary, second)
    await expect(undo(secretary, first)).rejects.toMatchObject({
      slug: 'people/import-overtaken',
      details: { count: 1 },
    })
    await undo(secretary, second)
    const [person] = (await secretary(people.list, { search: 'E002' })).rows
    await secretary(people.leave, { personId: person!.id, version: person!.version })
    await expect(undo(secretary, first)).rejects.toEqual(refusal('people/import-overtaken'))
  })

  it('of one number, applied twice at the same moment, adds it once', async () => {
    const both = await Promise.all([
      upload(secretary, csv(['F101', '沈一', 'CZ'])),
      upload(city, csv(['F101', '沈二', 'CZ'])),
    ])
    const ended = await Promise.allSettled([apply(secretary, both[0]), apply(city, both[1])])
    expect(ended.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ended.find(one => one.status === 'rejected')?.reason).toEqual(refusal('people/import-stale'))
    expect(await numbers(city, 'F101')).toEqual(['F101'])
  })

  it('is not applied when the roster changed since the preview', async () => {
    const adding = await upload(secretary, csv(['F001', '吴一', 'CZ'], ['F002', '吴二', 'CZ']))
    await addPerson(secretary, finance, 'F001', '别人')
    await expect(apply(secretary, adding)).rejects.toMatchObject({ slug: 'people/import-stale', details: { count: 1 } })
    expect(await numbers(secretary, 'F00')).toEqual(['F001'])
  })
})

describe('reach', () => {
  it('keeps a secretary to their own unit, and says nothing of others', async () => {
    await addPerson(city, education, 'H001', '冯一')
    const preview = await upload(
      secretary,
      csv(['H001', '冯一', 'CZ'], ['H002', '冯二', '市教育局'], ['H003', '冯三', '没有局']),
    )
    expect(preview.counts).toEqual({ rows: 3, added: 0, changed: 0, same: 0, errors: 3 })
    expect(preview.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, 'A'],
      [3, 'C'],
      [4, 'C'],
    ])
    expect(preview.errors[0]?.zh).not.toMatch(/教育|冯一/)
    expect(preview.errors[1]?.zh.replace('市教育局', '…')).toBe(preview.errors[2]?.zh.replace('没有局', '…'))
    await expect(apply(secretary, preview)).rejects.toMatchObject({
      slug: 'people/import-not-ready',
      details: { errors: 3 },
    })
    expect(await numbers(city, 'H00')).toEqual(['H001'])
  })

  it('hides an import from other units and from those who may not import', async () => {
    const preview = await upload(secretary, csv(['I001', '陈一', 'CZ']))
    const other = await t.as('unit-secretary', { unitId: education })
    for (const ask of [imports.getImport, imports.applyImport, imports.undoImport, imports.markedImport])
      await expect(other(ask, { importId: preview.id })).rejects.toEqual(refusal('door/not-found'))
    expect((await other(imports.imports, {})).total).toBe(0)
    expect((await secretary(imports.imports, {})).rows[0]).toMatchObject({
      id: preview.id,
      by: expect.stringMatching(/^unit-secretary/) as string,
    })
    expect((await city(imports.imports, {})).rows.map(row => row.id)).toContain(preview.id)
    const team = await secretary(teams.createTeam, { id: v7(), name: '队', kind: 'service' })
    const captain = await t.as('captain', { teamId: team.id })
    await expect(upload(captain, csv(['I002', '陈二', 'CZ']))).rejects.toEqual(refusal('door/not-allowed'))
    await expect(captain(imports.exportPeople, {})).rejects.toEqual(refusal('door/not-allowed'))
  })

  it('looks at it again when applying: a grant may have ended since', async () => {
    const id = v7()
    const login = `moved-${id.slice(-8)}`
    const grant = { role: 'unit-secretary', unitId: finance } as const
    const passphrase = '口令足够长的一句话而已好吧'.repeat(2)
    await t.administrator(access.createAccount, { id, login, passphrase, grant })
    const moved = await t.signIn(login, passphrase)
    const preview = await upload(moved, csv(['J001', '褚一', 'CZ']))
    await t.owner.updateTable('role_grant').set({ unit_id: education }).where('account_id', '=', id).execute()
    await expect(apply(moved, preview)).rejects.toEqual(refusal('people/import-stale'))
    expect(await numbers(city, 'J001')).toEqual([])
  })
})

describe('what goes out', () => {
  it('is what the reader may see, and comes back as the same', async () => {
    const formula = '=HYPERLINK("x")'
    await apply(
      secretary,
      await upload(secretary, csv(['N001', formula, 'CZ', '办公室', '', '13800001234', '驾驶', '', '是'])),
    )
    for (const format of ['csv', 'xlsx'] as const) {
      const file = await city(imports.exportPeople, { format, unitId: finance })
      const { rows } = await readSheet(file.bytes, file.name)
      const exported = rows.find(row => row[0] === 'N001')!
      expect(exported.slice(0, 9)).toEqual([
        'N001',
        formula,
        '市财政局',
        '办公室',
        '',
        '138****1234',
        '驾驶',
        '随时',
        '是',
      ])
      expect(exported[9] ?? '').toBe('')
      const again = await upload(city, file.bytes, file.name)
      expect(again.counts).toMatchObject({ added: 0, changed: 0, errors: 0 })
    }
    const own = await secretary(imports.exportPeople, { format: 'csv' })
    expect(new TextDecoder().decode(own.bytes)).toContain('13800001234')
    const other = await t.as('unit-secretary', { unitId: education })
    expect(
      new TextDecoder().decode((await other(imports.exportPeople, { format: 'csv', unitId: finance })).bytes),
    ).not.toContain('N001')
    const inCsv = new TextDecoder().decode((await city(imports.exportPeople, { format: 'csv' })).bytes)
    expect(inCsv).toContain(`"'=HYPERLINK(""x"")"`)
  })

  it('begins with a template whose example is not imported', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      const file = await secretary(imports.importTemplate, { format })
      const preview = await upload(secretary, file.bytes, file.name)
      expect(preview.counts).toEqual({ rows: 0, added: 0, changed: 0, same: 0, errors: 0 })
    }
  })
})

describe('a whole city', () => {
  it('of 68 units and 6,400 people goes in at once, and nobody else waits', async () => {
    for (let n = 0; n < 68; n++) await addUnit(city, `U${n}`, `第${n}单位`)
    const places = await t.owner
      .selectFrom('territory as c')
      .innerJoin('territory as s', join => join.onRef('s.tenant', '=', 'c.tenant').onRef('s.code', '=', 'c.parent'))
      .select(['s.name as street', 'c.name as community'])
      .where('c.level', '=', 'community')
      .orderBy('c.code')
      .limit(343)
      .execute()
    const placeOf = (n: number) => `${places[n % 343]!.street}${places[n % 343]!.community}`
    const rows = Array.from({ length: 6400 }, (_, n) => [
      `Z${String(n).padStart(5, '0')}`,
      `张${'王李赵钱孙周吴郑'[n % 8]!}${'一二三四五六七八九十'[n % 10]!}`,
      `第${n % 68}单位`,
      '',
      placeOf(n),
      `138${String(n).padStart(8, '0')}`,
      '驾驶、急救',
      '白天',
      '是',
    ])
    const file = await writeSheet({
      sheetName: '人员',
      columns: HEADER.map((header, at) => ({ header, key: String(at) })),
      rows: rows.map(row => Object.fromEntries(row.map((text, at) => [String(at), text]))),
    })
    const turns = watchTurns()
    const preview = await upload(city, file, '全市.xlsx')
    const applied = await apply(city, preview)
    expect(turns.stop()).toBeLessThan(100)
    expect(preview.errors).toEqual([])
    expect(applied.counts).toEqual({ rows: 6400, added: 6400, changed: 0, same: 0, errors: 0 })
    expect((await city(people.list, { search: 'zwy' })).total).toBeGreaterThan(100)
    expect((await city(people.units, { search: 'U1', limit: 1 })).rows[0]?.people).toBeGreaterThan(90)
    expect((await upload(city, file, '全市.xlsx')).counts).toMatchObject({ same: 6400, errors: 0 })
    await undo(city, preview)
    expect((await city(people.list, { search: 'Z0' })).total).toBe(0)
  })
})

describe('what is kept', () => {
  it('loses its file once it is applied, and all names after a month', async () => {
    const preview = await upload(secretary, csv(['G001', '郑一', 'CZ']))
    await apply(secretary, preview)
    await expect(secretary(imports.markedImport, { importId: preview.id })).rejects.toEqual(
      refusal('people/import-done'),
    )
    const waiting = await upload(secretary, csv(['G002', '郑二', 'CZ']))
    t.clock.pass(31 * 24 * 3_600_000)
    await t.runJobs()
    ;[city, secretary] = [await t.as('city-desk'), await t.as('unit-secretary', { unitId: finance })]
    await expect(secretary(imports.getImport, { importId: waiting.id })).rejects.toEqual(refusal('door/not-found'))
    expect(await secretary(imports.getImport, { importId: preview.id })).toMatchObject({
      sample: [],
      counts: { added: 1 },
    })
    await expect(undo(secretary, preview)).rejects.toEqual(refusal('people/import-done'))
  })
})

/**
 * How long the busiest turn of the event loop worked, in milliseconds of its own thread: other processes on the
 * machine do not count. Server and client share the thread here, so the server alone is below.
 */
function watchTurns() {
  let [longest, running, last] = [0, true, process.threadCpuUsage()]
  const turn = () => {
    const { user, system } = process.threadCpuUsage(last)
    longest = Math.max(longest, (user + system) / 1000)
    last = process.threadCpuUsage()
    if (running) setImmediate(turn)
  }
  setImmediate(turn)
  return {
    stop() {
      running = false
      return Math.round(longest)
    },
  }
}
