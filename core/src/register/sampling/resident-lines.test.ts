import { expect, it } from 'vitest'
import { readResidentLines } from './resident-lines.ts'

it('reads what a community keeps, once each, and says which lines it does not understand', () => {
  const text = '3幢\t201\t甲\t138 0000 0001\n3幢\t201\t乙\n\n3幢\t201\t乙\n,302\n3幢\n3幢\t401\t丙\t一三八'
  expect(readResidentLines(text)).toEqual({
    residents: [
      { building: '3幢', door: '201', name: '甲', phone: '13800000001' },
      { building: '3幢', door: '201', name: '乙', phone: null },
      { building: null, door: '302', name: null, phone: null },
    ],
    unread: [6, 7],
  })
})
