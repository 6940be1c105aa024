import { describe, expect, it } from 'vitest'
import { changesOf, type Held, merged, moveBelow, NEW, refuseIdNumbers, type Said, shareADay } from './rules.ts'
import { isVolunteerNo, tidyName, tidyNumber, tidyPhone } from './tidy.ts'
import { availabilityOf, skillOf } from './words.ts'

describe('days of exemptions', () => {
  it.each([
    ['2022-03-01', '2022-03-05', '2022-03-05', null, true],
    ['2022-03-01', '2022-03-05', '2022-03-06', null, false],
    ['2022-03-01', null, '2022-02-01', '2022-03-01', true],
    ['2022-03-01', null, '2022-02-01', '2022-02-28', false],
    ['2022-03-01', null, '2030-01-01', null, true],
  ])('%s–%s and %s–%s: %s', (from, until, otherFrom, otherUntil, share) => {
    const [one, other] = [
      { from, until },
      { from: otherFrom, until: otherUntil },
    ]
    expect([shareADay(one, other), shareADay(other, one)]).toEqual([share, share])
  })
})

describe('the tree of units', () => {
  it('lets a unit move anywhere but below itself', () => {
    const own = { id: 'b', path: 'a/b/' }
    expect(moveBelow(own, 'x/y/')).toBe('x/y/b/')
    expect(moveBelow(own, null)).toBe('b/')
    for (const parent of ['a/b/', 'a/b/c/'])
      expect(() => moveBelow(own, parent)).toThrow(expect.objectContaining({ slug: 'people/unit-loop' }) as Error)
  })
})

describe('what people type', () => {
  it.each([
    ['张\u200b　三 ', '张三'],
    ['欧阳 娜娜', '欧阳娜娜'],
    ['Ａnna   Lee', 'Anna Lee'],
    ['\u202e', ''],
  ])('%j is the name %j', (typed, name) => expect(tidyName(typed)).toBe(name))

  it.each([
    ['１３８ ００００ ００００', '13800000000'],
    ['+86 138-0000-0000', '13800000000'],
    ['（0516）8888-6666', '051688886666'],
    ['+852 2345 6789', '+85223456789'],
    ['不知道', null],
    ['1234', null],
  ])('%s is the phone %s', (typed, phone) => expect(tidyPhone(typed)).toBe(phone))

  it('has volunteer numbers in one shape', () => {
    expect(tidyNumber(' ｘz 00-1 ')).toBe('XZ00-1')
    expect(['XZ001', '320300/12', 'A1'].every(isVolunteerNo)).toBe(true)
    expect(['=1+1', 'A', '张1', '-1', 'A'.repeat(31)].some(isVolunteerNo)).toBe(false)
  })

  it('names skills and times in either language', () => {
    expect(['急救', 'first aid', 'First-Aid', '飞行'].map(skillOf)).toEqual([
      'first-aid',
      'first-aid',
      'first-aid',
      null,
    ])
    expect(['随时', 'ANY TIME', '改天'].map(availabilityOf)).toEqual(['any-time', 'any-time', null])
  })

  it('holds no identity number', () => {
    expect(() => refuseIdNumbers({ 姓名: '张三', 手机号: null })).not.toThrow()
    expect(() => refuseIdNumbers({ 姓名: '张三11010519491231002X' })).toThrow(
      expect.objectContaining({ slug: 'people/id-number', details: { field: '姓名' } }) as Error,
    )
  })
})

describe('a row of a roster', () => {
  const held: Held = { ...NEW, name: '张三', unitId: 'u', phone: '1', skills: ['drone', 'medical'] }
  const silent: Said = {
    name: '张三',
    unitId: 'u',
    phone: null,
    residence: null,
    skills: null,
    availability: null,
    onCall: null,
  }

  it('changes what it speaks of, and an empty cell erases nothing', () => {
    expect(merged(held, silent)).toEqual(held)
    const after = merged(held, { ...silent, phone: '2', onCall: false })
    expect([after.phone, changesOf(held, after)]).toEqual(['2', ['phone']])
  })

  it('takes skills in any order for the same', () => {
    expect(changesOf(held, { ...held, skills: ['medical', 'drone'] })).toEqual([])
  })
})
