import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsIdNumber, maskNumbers } from './private-number.ts'
import { column, readTable } from './table.ts'

const columns = [
  column({
    key: 'volunteerNo',
    header: { zh: '志愿者编号', en: 'Volunteer no.' },
    aliases: ['编号'],
    required: true,
    parse: text =>
      /^[0-9A-Z]{3,30}$/.test(text)
        ? { value: text }
        : { zh: '编号只能是数字和大写字母', en: 'Digits and capitals only' },
  }),
  column({ key: 'name', header: { zh: '姓名', en: 'Name' }, required: true, parse: text => ({ value: text }) }),
  column({ key: 'skills', header: { zh: '技能', en: 'Skills' }, parse: text => ({ value: text.split('、') }) }),
] as const
/** Valid by GB 11643; region 99 of a province that is none would not be, so the region is real and the person is not. */
const ID = '11010519491231002X'

describe('finding the column names', () => {
  it.each([
    ['Chinese', ['志愿者编号', '姓名']],
    ['English', ['Volunteer No', 'NAME']],
    ['full width, blanks, marks', ['＊ 志愿者 编号（必填）', '姓　名：']],
    ['an alias', ['编号', '姓名']],
  ])('in %s', (_, header) => {
    const rows = [['某市机关志愿者名单'], [], header, ['V001', '张三']]
    expect(readTable(rows, columns)).toMatchObject({
      headerRow: 3,
      faults: [],
      rows: [{ row: 4, values: { volunteerNo: 'V001', name: '张三', skills: null } }],
    })
  })

  it('types what it reads', () => {
    const [row] = readTable(
      [
        ['编号', '姓名', '技能'],
        ['V001', '张三', '驾驶、急救'],
      ],
      columns,
    ).rows
    const number: string = row!.values.volunteerNo
    const skills: string[] | null = row!.values.skills
    expect([number, skills]).toEqual(['V001', ['驾驶', '急救']])
  })

  it('says which columns are missing, which stand twice, and when the sheet is the wrong one', () => {
    expect(readTable([['姓名', '姓 名']], columns).faults.map(fault => fault.zh)).toEqual([
      '第 1 行的表头缺少必需的列：志愿者编号。请补上后重新上传。',
      '“姓名”出现了 2 次（A、B 列），不知道用哪一列。请只保留一列。',
    ])
    expect(readTable([['日期', '气温']], columns).faults[0]!.en).toContain('Volunteer no., Name, Skills')
    expect(readTable([], columns).faults).toHaveLength(1)
    const late = [...Array.from({ length: 10 }, () => ['说明']), ['编号', '姓名'], ['V001', '张三']]
    expect(readTable(late, columns).headerRow).toBe(0)
  })
})

describe('reading the rows', () => {
  const read = (...rows: string[][]) => readTable([['编号', '姓名', '备注'], ...rows], columns, 'volunteerNo')

  it('skips empty rows and examples, and counts the others', () => {
    const table = read(['例：V000', '张三'], [], [' ', '　'], ['（示例）', 'x'], ['V001', '例外'], ['V002', ''])
    expect(table.counted).toBe(2)
    expect(table.rows.map(({ row }) => row)).toEqual([6])
    expect(table.errors).toMatchObject([{ row: 7, column: 2, zh: '“姓名”不能为空，请填写。' }])
  })

  it('names the first row of a repeated number', () => {
    const table = read(['V001', '张三'], ['V002', '李四'], ['V001', '王五'])
    expect(table.errors).toMatchObject([
      { row: 4, column: 1, en: 'The same as in row 2. Check, and keep only one row.' },
    ])
    expect(table.rows.map(({ row }) => row)).toEqual([2, 3])
  })

  it('gives the error of a column at its cell', () => {
    expect(read(['v-1', '张三']).errors).toMatchObject([{ row: 2, column: 1, zh: '编号只能是数字和大写字母' }])
  })

  it.each([
    ID,
    ID.toLowerCase(),
    `身份证${ID}`,
    '110105 19491231 002X',
    '１１０１０５１９４９１２３１００２Ｘ',
    `9${ID}`,
  ])('takes no ID number in any cell, known column or not: %s', text => {
    for (const at of [0, 1, 2]) {
      const row = ['V001', '张三', ''].with(at, text)
      const table = read(row)
      expect(table.rows).toEqual([])
      expect(table.errors[0]).toMatchObject({ row: 2, column: at + 1 })
      expect(JSON.stringify(table).normalize('NFKC')).not.toMatch(/\d{17}/)
    }
  })

  it('takes a volunteer number of 18 digits that is no ID number', () => {
    expect(read(['110105194912310021', '张三']).errors).toEqual([])
  })

  it('marks merged cells and numbers that lost digits, but not those of the title', () => {
    const merges = [
      { row: 1, column: 1, lastRow: 1, lastColumn: 3 },
      { row: 3, column: 2, lastRow: 4, lastColumn: 2 },
    ]
    const rows = [
      ['编号', '姓名'],
      ['V001', '张三'],
      ['V002', '李四'],
      ['V003', ''],
    ]
    const table = readTable(rows, columns, 'volunteerNo', { merges, inexact: [{ row: 2, column: 1 }] })
    expect(table.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, 1],
      [3, 2],
      [4, 2],
    ])
    expect(table.rows).toEqual([])
  })

  it('never throws, and every row is read, wrong or skipped', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('编号', '姓名', '例', 'V001', '', ID))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 20 }), rows => {
        const table = readTable([['编号', '姓名'], ...rows], columns, 'volunteerNo')
        const wrong = new Set(table.errors.map(error => error.row))
        expect(table.rows.every(({ row }) => !wrong.has(row))).toBe(true)
        if (table.faults.length === 0) expect(table.rows.length + wrong.size).toBe(table.counted)
      }),
    )
  })
})

describe('private numbers', () => {
  it.each([
    ['张三 13800000000', '张三 138****0000'],
    ['138-0000-0000', '138****0000'],
    ['138 0000 0000', '138****0000'],
    ['1 3 8 0 0 0 0 0 0 0 0', '138****0000'],
    ['025-88886666', '025****6666'],
    ['88886666', '888****'],
    [`${ID}李四`, '（身份证号已隐去）李四'],
    ['110105-19491231-002X', '（身份证号已隐去）'],
    ['3 人，2022-03-30 8:00', '3 人，2022-03-30 8:00'],
  ])('%s → %s', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked)
  })

  it('knows an ID number by region, birthday and check digit', () => {
    expect(holdsIdNumber(ID)).toBe(true)
    expect(['110105194912310021', '990105194912310020', '110105194902300026'].some(holdsIdNumber)).toBe(false)
  })
})
