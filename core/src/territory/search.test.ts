import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchPlaces } from './search.ts'

const entry = (code: string, name: string, pinyin: string) => ({
  code,
  name,
  pinyin,
  initials: pinyin
    .split(' ')
    .map(syllable => syllable[0])
    .join(''),
})
const CITY = [
  entry('320300000000', '徐州市', 'xu zhou shi'),
  entry('320311000000', '泉山区', 'quan shan qu'),
  entry('320311003000', '永安街道', 'yong an jie dao'),
  entry('320311003002', '永安社区居委会', 'yong an she qu ju wei hui'),
  entry('320311003010', '北村社区居委会', 'bei cun she qu ju wei hui'),
  entry('320312000000', '铜山区', 'tong shan qu'),
  entry('320312101201', '大永安村委会', 'da yong an cun wei hui'),
  entry('320312101202', '吕楼村委会', 'lv lou cun wei hui'),
]
const names = (query: string, within?: string) =>
  searchPlaces(CITY, query, within === undefined ? {} : { within }).map(hit => hit.name)

describe('searching for a place', () => {
  it('finds by name, best first', () => {
    expect(names('永安')).toEqual(['永安街道', '永安社区居委会', '大永安村委会'])
    expect(names('永安社区')).toEqual(['永安社区居委会'])
  })

  it('finds by what is typed on a Latin keyboard', () => {
    expect(names('yajd')).toEqual(['永安街道'])
    expect(names('yongan')).toEqual(['永安街道', '永安社区居委会', '大永安村委会'])
    expect(names("Yong'an")[0]).toBe('永安街道')
    expect(names('yongajd')).toEqual(['永安街道'])
    expect(names('lvlou')).toEqual(['吕楼村委会'])
    expect(names('lü')).toEqual(['吕楼村委会'])
  })

  it('puts the whole before a part, and a start before what stands inside', () => {
    const list = [
      entry('320311003201', '大北村', 'da bei cun'),
      entry('320311003202', '北村头', 'bei cun tou'),
      entry('320311003203', '北村', 'bei cun'),
      entry('320311003204', '北仓库', 'bei cang ku'),
    ]
    const order = (query: string) => searchPlaces(list, query).map(hit => hit.name)
    expect(order('北村')).toEqual(['北村', '北村头', '大北村'])
    expect(order('bc')).toEqual(['北村', '北村头', '北仓库', '大北村'])
    expect(order('bct')).toEqual(['北村头'])
    expect(order('beic')).toEqual(['北村', '北村头', '北仓库', '大北村'])
    expect(order('beicun')).toEqual(['北村', '北村头', '大北村'])
  })

  it('tells what it found the place by', () => {
    const by = (query: string) => searchPlaces(CITY, query)[0]?.by
    expect([by('北村'), by('bcsq'), by('beicun'), by('320311003010')]).toEqual(['name', 'initials', 'pinyin', 'code'])
  })

  it('finds by the start of a code, the place itself before what lies in it', () => {
    expect(names('320311003')).toEqual(['永安街道', '永安社区居委会', '北村社区居委会'])
  })

  it('stays inside the territory asked for', () => {
    expect(names('永安', '320312000000')).toEqual(['大永安村委会'])
    expect(names('yongan', '320311000000')).toEqual(['永安街道', '永安社区居委会'])
  })

  it('says nothing to an empty query, and keeps to the limit', () => {
    expect(names('  ')).toEqual([])
    expect(searchPlaces(CITY, '32', { limit: 2 })).toHaveLength(2)
  })

  it('finds a place by any start of its name, its pinyin and its initials', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CITY), fc.nat(), (place, cut) => {
        for (const text of [place.name, place.pinyin.replaceAll(' ', ''), place.initials]) {
          const query = text.slice(0, 1 + (cut % text.length))
          expect(searchPlaces(CITY, query).map(hit => hit.code)).toContain(place.code)
        }
      }),
    )
  })
})
