import * as chain from '@muster/core/people/chain.wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'
import { addPerson, addUnit, refusal } from '../testing.ts'

let t: Town
let city: Ask
let secretary: Ask
let finance: string
let education: string

beforeAll(async () => {
  t = await town()
  city = await t.as('city-desk')
  finance = await addUnit(city, 'CZ', '市财政局')
  education = await addUnit(city, 'JY', '市教育局')
  secretary = await t.as('unit-secretary', { unitId: finance })
  await addPerson(city, finance, 'CZ001', '张三')
  await addPerson(city, finance, 'CZ002', '李四')
  await addPerson(city, finance, 'CZ003', '李四')
  await addPerson(city, finance, 'CZ004', '买买提·艾力')
  await addPerson(city, finance, 'CZ005', 'John Smith')
  await addPerson(city, education, 'JY001', '王五')
})
afterAll(() => t.close())

const TEXT = `#接龙
核酸检测志愿者

1. 张 三 13800000000
2. 李四
3. 王五（2人）
4. 买买提•艾力
5. john smith
6. 张三
7. 赵六 11010519491231002X`

describe('a pasted 接龙', () => {
  it('offers the one whom a name means, asks where there are two, and knows no stranger', async () => {
    const { lines, counts } = await secretary(chain.previewChain, { text: TEXT })
    expect(lines.map(line => line.verdict).join(' ')).toBe(
      'heading heading empty person several stranger person person repeat unreadable',
    )
    expect(lines[3]).toMatchObject({ shown: '1. 张 三 138****0000', person: { name: '张三', unit: '市财政局' } })
    expect(lines[4]?.candidates.map(one => one.volunteerNo)).toEqual(['CZ002', 'CZ003'])
    expect(lines[5]).toMatchObject({ person: null, candidates: [], count: 2 })
    expect(lines[6]?.person?.name).toBe('买买提·艾力')
    expect(lines[8]).toMatchObject({ person: { name: '张三' }, why: { zh: expect.stringContaining('同名') as string } })
    expect(counts).toEqual({ person: 3, several: 1, stranger: 1, repeat: 1, other: 4 })
    expect(JSON.stringify(lines)).not.toMatch(/13800000000|11010519491231002X/)
  })

  it('looks only among those whom the reader reaches', async () => {
    const found = async (ask: Ask, unitId?: string) =>
      (await ask(chain.previewChain, { text: '1. 王五', ...(unitId && { unitId }) })).lines[0]?.verdict
    expect([await found(city), await found(secretary), await found(city, finance)]).toEqual([
      'person',
      'stranger',
      'stranger',
    ])
    await expect(secretary(chain.previewChain, { text: TEXT, unitId: education })).rejects.toEqual(
      refusal('door/not-found'),
    )
    const team = await city(teams.createTeam, { id: v7(), name: '队', kind: 'service', unitId: finance })
    const captain = await t.as('captain', { teamId: team.id })
    expect(await found(captain)).toBe('stranger')
  })

  it('saves nothing', async () => {
    const before = await city(people.list, {})
    await city(chain.previewChain, { text: TEXT })
    expect(await city(people.list, {})).toEqual(before)
  })

  it('of ten thousand hostile lines is read, and says where it stopped', async () => {
    const hostile = Array.from({ length: 10_500 }, (_, n) => `${n % 7}️⃣ 李四\u202e、张三 <b>138 0000 0000`).join('\n')
    const { lines, counts } = await secretary(chain.previewChain, { text: hostile })
    expect(lines).toHaveLength(10_001)
    expect(lines.at(-1)).toMatchObject({
      verdict: 'unreadable',
      why: { zh: expect.stringContaining('10000') as string },
    })
    expect(counts.person + counts.several).toBeLessThan(3)
    expect(JSON.stringify(lines)).not.toContain('138 0000 0000')
  })

  it('longer than the desk can mean is refused', async () => {
    await expect(secretary(chain.previewChain, { text: '张'.repeat(400_001) })).rejects.toMatchObject({
      slug: expect.stringMatching(/^door\/(bad-input|too-large)$/) as string,
    })
  })
})
