import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Row, readHead, readProvince, writeHead, writeProvince } from './format.ts'

const number = fc.integer({ min: 1, max: 999 }).map(n => String(n).padStart(3, '0'))
const names = fc.constantFrom('北村', '7号', '003村', '〇一社区', 'A座')
const counties = fc.constantFrom('320302', '320303', '320311', '321002')
/** Streets with their communities, in the order of their codes, as the source has them. */
const provinces = fc
  .uniqueArray(fc.tuple(counties, number, fc.uniqueArray(number, { maxLength: 4 })), { selector: ([c, s]) => c + s })
  .chain(streets => {
    const codes = streets.flatMap(([county, street, own]) => [county + street, ...own.map(n => county + street + n)])
    return fc.tuple(...codes.sort().map(code => names.map((name): Row => ({ code, name }))))
  })

describe('the written registry', () => {
  it('gives back what was written, whole or any part', () => {
    fc.assert(
      fc.property(provinces, counties, fc.constantFrom(2, 4, 6), (rows, county, length) => {
        const prefix = county.slice(0, length)
        const text = writeProvince(rows)
        expect(readProvince(text, '32')).toEqual(rows)
        expect(readProvince(text, prefix)).toEqual(rows.filter(row => row.code.startsWith(prefix)))
        for (const { code } of rows) expect(readProvince(text, code)[0]?.code).toBe(code)
        expect(readHead(writeHead(rows))).toEqual(rows)
      }),
    )
  })

  it('writes a number only where counting on would be wrong', () => {
    const rows = ['320311001', '320311001001', '320311001003', '320311001004'].map(code => ({ code, name: '某' }))
    expect(writeProvince(rows)).toBe('=320311\n#某\n某\n003:某\n某\n')
  })

  it('refuses names that look like its own marks', () => {
    for (const name of ['', '=x', '#x', 'a:b', ' x'])
      expect(() => writeHead([{ code: '32', name }])).toThrow(/cannot write/)
  })
})
