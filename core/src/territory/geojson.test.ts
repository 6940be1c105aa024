import { describe, expect, it } from 'vitest'
import { BOUNDARY_LIMITS, readBoundaries } from './geojson.ts'

const SQUARE = [
  [117.1, 34.2],
  [117.2, 34.2],
  [117.2, 34.3],
  [117.1, 34.2],
]
const feature = (code: unknown, coordinates: unknown = [SQUARE], type = 'Polygon') => ({
  type: 'Feature',
  properties: { code },
  geometry: { type, coordinates },
})
const file = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const faults = (input: unknown) => {
  const result = readBoundaries(input)
  return 'errors' in result ? result.errors : []
}

describe('a boundary file', () => {
  it('gives each division its polygons', () => {
    const result = readBoundaries(
      file(feature('320311000000'), feature('320312000000', [[SQUARE], [SQUARE]], 'MultiPolygon')),
    )
    expect(result).toEqual({
      boundaries: [
        { code: '320311000000', polygons: [[SQUARE]] },
        { code: '320312000000', polygons: [[SQUARE], [SQUARE]] },
      ],
    })
  })

  it('may keep its code elsewhere, in another country’s shape', () => {
    const input = file({ properties: { adm2: 'KE-30' }, geometry: { type: 'Polygon', coordinates: [SQUARE] } })
    const options = { property: 'adm2', isCode: (code: string) => code.startsWith('KE-') }
    expect(readBoundaries(input, options)).toMatchObject({ boundaries: [{ code: 'KE-30' }] })
  })

  it('is refused as a whole when it is something else', () => {
    for (const input of [
      null,
      'x',
      [],
      {},
      { type: 'Feature' },
      { type: 'FeatureCollection', features: 'many' },
      file(),
    ]) {
      expect(faults(input)).toHaveLength(1)
    }
    const inSystem = (name: string) => faults({ ...file(feature('320311000000')), crs: { properties: { name } } })
    expect(inSystem('EPSG:3857')).toMatchObject([{ feature: 0 }])
    expect([...inSystem('urn:ogc:def:crs:OGC:1.3:CRS84'), ...inSystem('urn:ogc:def:crs:EPSG::4490')]).toEqual([])
  })

  it('says for every shape what is wrong with it, in both languages', () => {
    const found = faults(
      file(
        feature('320311000000'),
        feature('320311000000'),
        feature('3203'),
        feature(undefined),
        feature('320312000000', [117, 34], 'Point'),
        feature('320313000000', [SQUARE.slice(0, 3)]),
        feature('320314000000', [[...SQUARE.slice(0, 3), [0, 0]]]),
        feature('320315000000', [SQUARE.map(([x, y]) => [y, x])]),
        feature('320316000000', [SQUARE.map(() => [Number.NaN, 1])]),
        null,
      ),
    )
    const at = (n: number) => found.filter(error => error.feature === n + 1).map(error => error.en)
    expect(at(1)[0]).toContain('repeats shape 1')
    expect(at(2)[0]).toContain('not a valid division code')
    expect(at(3)[0]).toContain('“code”')
    expect(at(4)[0]).toContain('Polygon')
    expect(at(5)[0]).toContain('at least 4')
    expect(at(6)[0]).toContain('not closed')
    expect(at(7)[0]).toContain('longitude comes first')
    expect(at(8)[0]).toContain('not a longitude and latitude')
    expect(at(9)).toHaveLength(2)
    for (const { zh, en } of found) expect([zh.endsWith('。'), en.endsWith('.')]).toEqual([true, true])
  })

  it('stops after enough mistakes', () => {
    expect(faults(file(...Array.from({ length: 500 }, () => null)))).toHaveLength(BOUNDARY_LIMITS.errors)
  })
})
