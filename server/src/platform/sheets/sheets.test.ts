import { openXlsx, writeXlsx } from 'hucre'
import { afterAll, describe, expect, it } from 'vitest'
import { annotate, closeSheets, readSheet, writeCsv, writeSheet } from './sheets.ts'
import { makeWorkbook, refusal, sheetData, utf8 } from './testing.ts'

afterAll(closeSheets)

/** 编号,姓名⏎0012,张三 in GBK. */
const gbk = new Uint8Array([
  0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0x30, 0x30, 0x31, 0x32, 0x2c, 0xd5, 0xc5, 0xc8,
  0xfd,
])

describe('reading what people send', () => {
  it('reads a workbook as its owner sees it: zeros, long numbers, dates, times, percentages', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '人员',
          rows: [['编号', '志愿者编号', '日期', '时刻', '比例', '小数', '备注']],
          cells: new Map([
            ['2,0', { value: 12, style: { numFmt: '00000' } }],
            ['2,1', { value: '320100199912120001' }],
            ['2,2', { value: new Date('2026-03-05'), style: { numFmt: 'm/d/yy' } }],
            ['2,3', { value: new Date('1899-12-30T08:30:00Z'), style: { numFmt: 'h:mm' } }],
            ['2,4', { value: 0.5, style: { numFmt: '0%' } }],
            ['2,5', { value: 0.1 + 0.2 }],
            ['2,6', { value: 123456789012 }],
          ]),
        },
        { name: '说明', rows: [['略']] },
      ],
    })
    const sheet = await readSheet(bytes, '名单.xlsx')
    expect(sheet.sheetNames).toEqual(['人员', '说明'])
    expect(sheet.rows).toEqual([
      ['编号', '志愿者编号', '日期', '时刻', '比例', '小数', '备注'],
      [],
      ['00012', '320100199912120001', '2026-03-05', '08:30', '50%', '0.3', '123456789012'],
    ])
    expect(sheet.inexact).toEqual([])
    expect((await readSheet(bytes, '名单.xlsx', {}, { sheet: '说明' })).rows).toEqual([['略']])
    expect(await refusal(readSheet(bytes, '名单.xlsx', {}, { sheet: '没有' }))).toBe('sheets/no-such-sheet')
  })

  it('tells where a number has lost digits, and where cells are merged', async () => {
    const bytes = makeWorkbook(
      `<sheetData><row r="1"><c r="A1"><v>320100199912120001</v></c><c r="B1"><v>7</v></c></row></sheetData>
       <mergeCells><mergeCell ref="A3:B4"/></mergeCells>`,
    )
    const sheet = await readSheet(bytes, 'a.xlsx')
    expect(sheet.rows[0]![0]).toMatch(/^3201001999121200\d\d$/)
    expect(sheet.inexact).toEqual([{ row: 1, column: 1 }])
    expect(sheet.merges).toEqual([{ row: 3, column: 1, lastRow: 4, lastColumn: 2 }])
  })

  it('skips a hidden first sheet', async () => {
    const sheets = [
      { name: '选项', rows: [['x']], hidden: true },
      { name: '人员', rows: [['y']] },
    ]
    expect((await readSheet(await writeXlsx({ sheets }), 'a.xlsx')).sheetName).toBe('人员')
  })

  it.each([
    ['GBK', gbk],
    ['UTF-8', utf8('编号,姓名\n0012,张三\n')],
    ['UTF-8 with mark', utf8('\uFEFF编号,姓名\r\n0012,张三')],
    ['UTF-16 with tabs', new Uint8Array(Buffer.from('\uFEFF编号\t姓名\r\n0012\t张三', 'utf16le'))],
    ['semicolons', utf8('编号;姓名\r"0012";"张三"')],
  ])('reads csv in %s', async (_, bytes) => {
    const rows = [
      ['编号', '姓名'],
      ['0012', '张三'],
    ]
    expect(await readSheet(bytes, '名单.csv')).toMatchObject({ kind: 'csv', sheetName: '名单', rows })
  })

  it('keeps quotes, line breaks and separators inside a csv cell', async () => {
    const { rows } = await readSheet(utf8('a,"b ""x"", y\nz",\n\n1,2,3'), 'a.csv')
    expect(rows).toEqual([['a', 'b "x", y\nz'], [], ['1', '2', '3']])
  })

  it('goes by the content, not by the name', async () => {
    expect((await readSheet(utf8('编号,姓名'), 'a.xlsx')).kind).toBe('csv')
    expect((await readSheet(makeWorkbook(sheetData([['x']])), 'a.csv')).kind).toBe('xlsx')
  })
})

function roster(): Promise<Uint8Array> {
  return writeXlsx({
    defaultFont: { name: '宋体', size: 12 },
    sheets: [
      {
        name: '人员',
        columns: [{ width: 30 }],
        rows: [
          ['编号', '姓名'],
          ['V1', null],
          ['V2', '李四'],
        ],
        cells: new Map([['2,1', { value: '李四', style: { font: { bold: true } } }]]),
        freezePane: { rows: 1 },
      },
      { name: '说明', rows: [['=SUM(A1)']] },
    ],
  })
}

describe('giving the file back', () => {
  const marks = [
    { row: 2, column: 1, zh: '编号重复', en: 'Number repeated' },
    { row: 2, column: 2, zh: '姓名为空', en: 'Name empty' },
  ]

  it('marks the cells of the very workbook, keeps the rest, and cleans up when it comes back', async () => {
    const original = await roster()
    const once = await annotate(original, '名单.xlsx', marks, 'zh')
    const book = await openXlsx(once, { readStyles: true })
    const [sheet, notes] = book.sheets
    expect(sheet!.cells!.get('1,0')).toMatchObject({ value: 'V1', comment: { text: '编号重复' } })
    expect(sheet!.cells!.get('1,1')).toMatchObject({
      comment: { text: '姓名为空' },
      style: { fill: { type: 'pattern' } },
    })
    expect(sheet!.cells!.get('2,1')!.style!.font!.bold).toBe(true)
    expect([sheet!.columns![0]!.width, sheet!.freezePane, book.defaultFont]).toEqual([
      30,
      { rows: 1 },
      { name: '宋体', size: 12 },
    ])
    expect(notes!.rows).toEqual([['=SUM(A1)']])
    expect((await readSheet(once, 'a.xlsx')).rows).toEqual([
      ['编号', '姓名', '导入结果 / Import result'],
      ['V1', '', 'A2：编号重复 B2：姓名为空'],
      ['V2', '李四', '无误'],
    ])
    const again = await annotate(once, 'a.xlsx', [], 'en')
    const cleaned = (await openXlsx(again, { readStyles: true })).sheets[0]!
    expect(cleaned.cells!.get('1,0')?.comment).toBeUndefined()
    expect(cleaned.cells!.get('1,0')?.style?.fill).toBeUndefined()
    expect(cleaned.rows.map(row => row[2])).toEqual(['导入结果 / Import result', 'No error found', 'No error found'])
  })

  it('puts a mark inside a merged range on the cell that shows', async () => {
    const rows = sheetData([['a'], ['b', 'c']])
    const bytes = makeWorkbook(`${rows}<mergeCells><mergeCell ref="A2:B2"/></mergeCells>`)
    const book = await openXlsx(await annotate(bytes, 'a.xlsx', [marks[1]!], 'en'), { readStyles: true })
    expect(book.sheets[0]!.cells!.get('1,0')!.comment!.text).toBe('Name empty')
  })

  it('adds a column to a csv, whatever it was encoded in', async () => {
    const bytes = await annotate(gbk, '名单.csv', marks.slice(0, 1), 'zh')
    expect((await readSheet(bytes, 'a.csv')).rows).toEqual([
      ['编号', '姓名', '导入结果 / Import result'],
      ['0012', '张三', 'A2：编号重复'],
    ])
    expect(await annotate(bytes, 'a.csv', marks.slice(0, 1), 'zh')).toEqual(bytes)
  })
})

describe('writing', () => {
  const columns = [
    { header: '编号', key: 'number', note: '12 位数字' },
    { header: '姓名', key: 'name', width: 20 },
    { header: '街道', key: 'subdistrict', choices: Array.from({ length: 90 }, (_, at) => `第${at}街道`) },
    { header: '在岗', key: 'onPost', choices: ['是', '否'] },
  ]
  const hostile = ['=1+1', '+86', '-1', '@SUM(A1)', '\tx', "'=1", "''-2", '=cmd|"/c calc"!A1', '_x0041_', 'a\u0007b']

  it('writes formulas as text in a workbook', async () => {
    const rows = hostile.map(name => ({ number: '0012', name }))
    const bytes = await writeSheet({ sheetName: '人员[1]', columns, rows })
    const book = await openXlsx(bytes, { readStyles: true })
    expect([...book.sheets[0]!.cells!.values()].filter(cell => cell.formula !== undefined)).toEqual([])
    const read = await readSheet(bytes, 'a.xlsx')
    expect(read.rows.slice(1).map(row => row[1])).toEqual(hostile.map(text => text.replace('\u0007', '')))
    expect(read.rows[1]![0]).toBe('0012')
    expect(read.sheetName).toBe('人员 1')
  })

  it('guards formulas in csv with an apostrophe, and takes that one off when reading', async () => {
    const texts = hostile.slice(0, 8)
    const bytes = writeCsv({ columns, rows: texts.map(name => ({ number: -5, name })) })
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/^-5,"?'/)
    expect(lines[8]).toBe(`-5,"'=cmd|""/c calc""!A1",,`)
    expect((await readSheet(bytes, 'a.csv')).rows.slice(1).map(row => row[1])).toEqual(texts)
  })

  it('makes a template: an example row, lists to choose from, notes, cells formatted as text', async () => {
    const notes = { sheetName: '填写说明', lines: ['每人一行'] }
    const example = { number: '320100000001', name: '张三' }
    const bytes = await writeSheet({ sheetName: '人员', columns, rows: [], example, notes, blankRows: 3 })
    const book = await openXlsx(bytes, { readStyles: true })
    const [main, explained, choices] = book.sheets
    expect(main!.rows[1]!.slice(0, 2)).toEqual(['例：320100000001', '张三'])
    expect(main!.cells!.get('3,0')!.style!.numFmt).toBe('@')
    expect(main!.cells!.get('0,0')!.comment!.text).toBe('12 位数字')
    expect(main!.freezePane).toEqual({ rows: 1 })
    expect(main!.dataValidations!.map(rule => rule.values ?? rule.formula1)).toEqual([
      "'选项 Choices'!$A$1:$A$90",
      ['是', '否'],
    ])
    expect(explained!.rows.flat()).toContain('12 位数字')
    expect([choices!.hidden, choices!.rows.length]).toEqual([true, 90])
  })
})
