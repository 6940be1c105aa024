import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestorsOf, codeOf, isCode, isWithin, levelOf, parentOf, parseCode, significant } from './codes.ts'

const block = (digits: number, min = 1) =>
  fc.integer({ min, max: 10 ** digits - 1 }).map(n => String(n).padStart(digits, '0'))
/** Any well-formed code with its levels filled from the top, the county being left out now and then. */
const codes = fc
  .tuple(
    block(2).filter(two => two !== '00'),
    fc.integer({ min: 1, max: 5 }),
    block(2),
    block(2, 0),
    block(3),
    block(3),
  )
  .map(([province, depth, city, county, street, community]) =>
    [province, city, county, street, community].slice(0, depth).join('').padEnd(12, '0'),
  )

describe('a division code', () => {
  it('is read as people write it', () => {
    expect(parseCode('3203')).toBe('320300000000')
    expect(parseCode(' 320311003 ')).toBe('320311003000')
    expect(parseCode('３２０３１１００３０１０')).toBe('320311003010')
  })

  it('is refused when it names a place inside nothing', () => {
    for (const text of ['', '3', '320', '32031', '32031100', '0032', 'abcd', '32O3', '320300000001', '320011000000']) {
      expect(parseCode(text), text).toBeNull()
    }
    expect(() => codeOf('32031')).toThrow(expect.objectContaining({ slug: 'territory/bad-code', retry: 'review' }))
  })

  it('says how wide the place is and what lies above', () => {
    expect(levelOf('320311003010')).toBe('community')
    expect(ancestorsOf('320311003010')).toEqual(['320000000000', '320300000000', '320311000000', '320311003000'])
    expect(parentOf('320000000000')).toBeNull()
    expect(significant('320311003000')).toBe('320311003')
  })

  it('hangs a town of Dongguan directly on the city', () => {
    expect(levelOf('441900003000')).toBe('street')
    expect(ancestorsOf('441900003000')).toEqual(['440000000000', '441900000000'])
  })

  it('keeps Beijing out of Tianjin and Xuzhou inside Jiangsu', () => {
    expect(isWithin('320311003010', '320311000000')).toBe(true)
    expect(isWithin('320311003010', '320312000000')).toBe(false)
    expect(isWithin('110101000000', '120000000000')).toBe(false)
  })

  it('holds together for every code', () => {
    fc.assert(
      fc.property(codes, code => {
        expect(isCode(code)).toBe(true)
        expect(parseCode(significant(code))).toBe(code)
        const above = ancestorsOf(code)
        expect(above).not.toContain(code)
        expect(above.at(-1) ?? null).toBe(parentOf(code))
        for (const ancestor of [...above, code]) expect(isWithin(code, ancestor)).toBe(true)
        for (const ancestor of above) expect(isWithin(ancestor, code)).toBe(false)
      }),
    )
  })

  it('never lets other text through', () => {
    fc.assert(fc.property(fc.string(), text => parseCode(text) === null || isCode(parseCode(text)!)))
  })
})
