import { describe, expect, it } from 'vitest'
import { divisionOf } from './division.ts'

describe('what the digits of a code say', () => {
  it('tells streets, towns, townships and the rest apart at their borders', () => {
    const kind = (block2: string) => divisionOf(`320311${block2}000`, '某').kind
    const borders = {
      '001': 'street',
      '099': 'street',
      100: 'town',
      199: 'town',
      200: 'township',
      399: 'township',
      400: 'other',
    }
    for (const [block2, expected] of Object.entries(borders)) expect(kind(block2), block2).toBe(expected)
    expect(divisionOf('320311000000', '某区').kind).toBeNull()
  })

  it('tells residents’ committees from villages, in whatever street or town', () => {
    const urban = (code: string) => divisionOf(code, '某').urban
    expect([urban('320311003001'), urban('320311003199'), urban('320312108001')]).toEqual([true, true, true])
    expect([urban('320311003200'), urban('320311400498'), urban('320311003000')]).toEqual([false, false, false])
  })

  it('marks functional zones and what lies in them', () => {
    const zone = (code: string) => divisionOf(code, '某').zone
    expect([zone('320370000000'), zone('320371000000'), zone('320380003001'), zone('320381000000')]).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})
