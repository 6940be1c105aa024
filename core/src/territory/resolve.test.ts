import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeIndex, resolvePlace } from './resolve.ts'

/** A corner of Xuzhou as the 2023 list has it, and one village elsewhere that shares a name. */
const CITY = [
  { code: '320000000000', name: '江苏省' },
  { code: '320300000000', name: '徐州市' },
  { code: '320303000000', name: '云龙区' },
  { code: '320303008000', name: '潘塘街道' },
  { code: '320303008004', name: '潘塘社区居民委员会' },
  { code: '320311000000', name: '泉山区' },
  { code: '320311003000', name: '永安街道' },
  { code: '320311003002', name: '永安社区居委会' },
  { code: '320311003009', name: '纺南社区居委会' },
  { code: '320311003010', name: '北村社区居委会' },
  { code: '320311004000', name: '湖滨街道' },
  { code: '320311004007', name: '开元四季社区居委会' },
  { code: '320312000000', name: '铜山区' },
  { code: '320312115000', name: '单集镇' },
  { code: '320312115001', name: '单集镇居委会' },
  { code: '320312115203', name: '陈花村村委会' },
  { code: '320312120000', name: '柳泉镇' },
  { code: '320312120209', name: '北村村委会' },
]
const index = placeIndex(CITY)
const resolve = (written: string, within?: string) => resolvePlace(index, written, within)

describe('a written place name', () => {
  it('is found with the places above it, with some of them, and alone', () => {
    const beicun = { found: '320311003010' }
    for (const written of [
      '江苏省徐州市泉山区永安街道北村社区居委会',
      '泉山区永安街道北村',
      '永安街道北村社区',
      '泉山北村',
    ]) {
      expect(resolve(written), written).toEqual(beicun)
    }
    for (const written of ['纺南', '纺南社区', '纺南居委会', '纺南社区居民委员会', ' 纺南（社区） ']) {
      expect(resolve(written), written).toEqual({ found: '320311003009' })
    }
    expect(resolve('永安办事处纺南')).toEqual({ found: '320311003009' })
  })

  it('is found by its code, half width or full', () => {
    expect(resolve('320311003010')).toEqual({ found: '320311003010' })
    expect(resolve('３２０３１１００３')).toEqual({ found: '320311003000' })
  })

  it('is not guessed: 永安 is a street and a community, 北村 is a community and a village', () => {
    expect(resolve('永安')).toEqual({ ambiguous: ['320311003000', '320311003002'] })
    expect(resolve('永安街道')).toEqual({ found: '320311003000' })
    expect(resolve('永安社区')).toEqual({ found: '320311003002' })
    expect(resolve('北村')).toEqual({ ambiguous: ['320311003010', '320312120209'] })
    expect(resolve('北村', '320311000000')).toEqual({ found: '320311003010' })
    expect(resolve('柳泉镇北村')).toEqual({ found: '320312120209' })
  })

  it('means the town when it says town, though a residents’ committee bears the whole name', () => {
    expect(resolve('单集镇')).toEqual({ found: '320312115000' })
    expect(resolve('单集镇居委会')).toEqual({ found: '320312115001' })
  })

  it('reads 村 as the sort of place or as a part of the name', () => {
    for (const written of ['陈花', '陈花村', '陈花村委会', '陈花村村民委员会']) {
      expect(resolve(written), written).toEqual({ found: '320312115203' })
    }
    expect(resolve('陈花社区')).toEqual({ unknown: true, near: ['320312115203'] })
  })

  it('stays unknown when a place above is wrong, a character is wrong, or something is left over', () => {
    expect(resolve('泉山区潘塘街道')).toEqual({ unknown: true, near: ['320303008000', '320303008004', '320311000000'] })
    expect(resolve('永安街道北材')).toEqual({ unknown: true, near: ['320311003010'] })
    expect(resolve('开元四季小区')).toEqual({ unknown: true, near: ['320311004007'] })
    expect(resolve('潘塘街道', '320311000000')).toEqual({ unknown: true, near: [] })
    expect(resolve('')).toEqual({ unknown: true, near: [] })
  })

  it('finds nothing outside the territory, but lets the places above it be written', () => {
    expect(resolve('江苏省徐州市永安街道', '320311000000')).toEqual({ found: '320311003000' })
    expect(resolve('江苏省', '320311000000')).toMatchObject({ unknown: true })
  })

  it('works for tables of other countries, whose codes do not nest', () => {
    const nairobi = placeIndex([
      { code: 'NBO', name: 'Nairobi' },
      { code: 'W1', name: 'Kilimani', parent: 'NBO' },
      { code: 'W2', name: 'Kibra', parent: 'NBO' },
    ])
    expect(resolvePlace(nairobi, 'nairobi Kibra')).toEqual({ found: 'W2' })
    expect(resolvePlace(nairobi, 'Kibra', 'W1')).toMatchObject({ unknown: true })
  })

  it('every full path finds its own place, and never another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CITY), fc.integer({ min: 0, max: 15 }), (place, skip) => {
        const above = CITY.filter(({ code }) => code !== place.code && place.code.startsWith(code.replace(/0+$/, '')))
        const kept = above.filter((_, at) => !(skip & (1 << at)))
        const answer = resolve([...kept, place].map(({ name }) => name).join(''))
        expect('found' in answer ? answer.found : 'ambiguous' in answer && answer.ambiguous).toContain(place.code)
        if (kept.length === above.length) expect(answer).toEqual({ found: place.code })
      }),
    )
  })

  it('answers any text quickly and only with places of the list', () => {
    const known = new Set(CITY.map(place => place.code))
    const piece = fc.constantFrom(
      '永安',
      '北村',
      '街道',
      '社区',
      '村',
      '潘塘',
      '区',
      '镇',
      '居委会',
      '徐州',
      '村民委员会',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }),
      fc.array(piece, { maxLength: 30 }).map(all => all.join('')),
    )
    fc.assert(
      fc.property(texts, text => {
        const answer = resolve(text)
        expect(resolve(text)).toEqual(answer)
        const codes = 'found' in answer ? [answer.found] : 'near' in answer ? answer.near : answer.ambiguous
        for (const code of codes) expect(known.has(code)).toBe(true)
        if ('ambiguous' in answer) expect(codes.length).toBeGreaterThan(1)
      }),
    )
  })
})
