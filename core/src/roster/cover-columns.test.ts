import { describe, expect, it } from 'vitest'
import { readTable } from '../platform/table.ts'
import { COVER_COLUMNS, coverDay, withDay, withHeader } from './cover-columns.ts'

describe('a list of insured people', () => {
  it('reads days as people write them, and says what is no day', () => {
    for (const text of ['2026-12-31', '2026/12/31', '2026年12月31日', ' 2026.12.31 ', '2026-12-31 00:00:00'])
      expect(coverDay(text)).toEqual({ value: '2026-12-31' })
    for (const text of ['无', '-', 'none']) expect(coverDay(text)).toEqual({ value: 'none' })
    for (const text of ['2026-02-30', '12-31', '明年']) expect(coverDay(text)).toHaveProperty('zh')
  })

  it('is understood without the names of its columns, in whatever order they stand', () => {
    const read = (rows: string[][]) => readTable(withHeader(rows), COVER_COLUMNS).rows.map(({ values }) => values)
    const own = [{ volunteerNo: 'XZ0001', name: '王嘉宁', until: '2026-12-31' }]
    expect(read([['XZ0001', '王嘉宁', '2026-12-31']])).toEqual(own)
    expect(read([['王嘉宁', 'xz0001', '2026/12/31']])).toEqual(own)
    expect(
      read([
        ['姓名', '编号', '到期日'],
        ['王嘉宁', 'XZ0001', '2026年12月31日'],
      ]),
    ).toEqual(own)
    expect(read([['XZ0001', '无']])).toEqual([{ volunteerNo: 'XZ0001', name: null, until: 'none' }])
  })

  it('gets one day for everybody where it says nothing of days, and keeps its own where it does', () => {
    const read = (rows: string[][]) =>
      readTable(withDay(withHeader(rows), '2026-12-31'), COVER_COLUMNS).rows.map(({ values }) => values.until)
    expect(read([['XZ0001', '王嘉宁'], ['XZ0002']])).toEqual(['2026-12-31', '2026-12-31'])
    expect(read([['XZ0001', '王嘉宁', '2026-06-30']])).toEqual(['2026-06-30'])
  })
})
