import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RULES } from '../enrolment/rules.ts'
import { type Counted, differences, frozenFigures } from './figures.ts'
import { roundedDown, roundedWords } from './round.ts'
import { publicSentence, type Said, sentence } from './sentence.ts'

const xuzhou: Said = {
  at: { year: 2022, month: 3, day: 30, hour: 16, minute: 0 },
  people: 6396,
  units: 68,
  areas: [
    ...['鼓楼区', '云龙区', '泉山区', '铜山区'].map(name => ({ name, zone: false })),
    { name: '徐州经济技术开发区', zone: true },
  ],
  streets: 43,
  communities: 343,
}

describe('the sentence of a bulletin', () => {
  it('says what was counted, in the words of the source', () => {
    expect(sentence(xuzhou)).toEqual({
      zh: '截至3月30日16时，68家单位6,396人到社区报到，覆盖4个区和1个开发区、43个街道、343个社区。',
      en: 'As of 16:00 on 30 March 2022, 6,396 people of 68 units had reported to communities in 4 districts, 1 development zone, 43 streets and 343 communities.',
    })
  })
  it('says less to the public, and never more', () => {
    expect(publicSentence(xuzhou).zh).toBe(
      '截至3月30日16时，6000余名志愿者到社区报到，覆盖4个区和1个开发区、43个街道、343个社区。',
    )
    expect(publicSentence(xuzhou).en).toContain('more than 6,000 volunteers')
  })
  it.each<[string, Partial<Said>, string]>([
    ['nobody', { people: 0 }, '还没有人到社区报到'],
    ['minutes', { at: { ...xuzhou.at, minute: 5 } }, '截至3月30日16时05分'],
    [
      'a county beside districts',
      { areas: [...xuzhou.areas, { name: '沛县', zone: false }] },
      '5个县（市、区）和1个开发区',
    ],
    ['only a zone', { areas: xuzhou.areas.slice(4), streets: 0 }, '覆盖1个开发区、343个社区。'],
  ])('knows %s', (_, over, part) => {
    expect(sentence({ ...xuzhou, ...over }).zh).toContain(part)
  })
})

describe('rounding for the public', () => {
  it.each([
    [6396, '6000余', 'more than 6,000'],
    [6000, '6000', '6,000'],
    [639, '600余', 'more than 600'],
    [99, '99', '99'],
    [12_345, '1.2万余', 'more than 12,000'],
    [20_000, '2万', '20,000'],
    [0, '0', '0'],
  ])('%i → %s', (exact, zh, en) => {
    expect(roundedWords(exact)).toEqual({ zh, en })
  })
  it('is never more than the exact figure, less than one step below it, and says when something was cut off', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), exact => {
        const { value, approx, step } = roundedDown(exact)
        expect(value).toBeLessThanOrEqual(exact)
        expect(exact - value).toBeLessThan(step)
        expect(approx).toBe(value !== exact)
        expect(roundedWords(exact).zh.endsWith('余')).toBe(approx)
        expect(exact === 0 || value > 0).toBe(true)
      }),
    )
  })
})

describe('frozen figures', () => {
  const counted = Object.fromEntries(Object.keys(RULES).map(key => [key, 6396])) as Counted
  it('carry their rules, and the rounded one names the exact one', () => {
    const figures = frozenFigures(counted)
    expect(figures.every(({ rule }) => rule.zh.length > 10 && rule.en.length > 10)).toBe(true)
    expect(figures[1]).toMatchObject({ key: 'people-about', value: 6000, approx: true })
    expect(figures[1]!.rule.zh).toContain('6,396')
  })
  it('are compared key by key', () => {
    const frozen = frozenFigures(counted)
    expect(differences(frozen, frozen)).toEqual([])
    expect(differences(frozen, frozenFigures({ ...counted, units: 67 }))).toEqual([
      { key: 'units', frozen: 6396, now: 67 },
    ])
  })
})
