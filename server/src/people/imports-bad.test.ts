import * as imports from '@muster/core/people/imports.wire.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheet, writeSheet } from '../platform/sheets/sheets.ts'
import { makeZip, workbookParts } from '../platform/sheets/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addUnit, apply, csv, HEADER, refusal, rowsAs, upload } from './testing.ts'

const ID = '11010519491231002X'
let t: Town
let secretary: Ask

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  const city = await t.as('city-desk')
  const finance = await addUnit(city, 'CZ', '市财政局')
  await addUnit(city, 'CZ-1', '办公室', finance)
  secretary = await t.as('unit-secretary', { unitId: finance })
})
afterAll(() => t.close())

describe('a bad file', () => {
  it('of the wrong sheet or without a column is told so', async () => {
    const wrong = await upload(secretary, rowsAs([['3月28日', '12℃']], ['日期', '气温']))
    expect(wrong).toMatchObject({ counts: { rows: 1, errors: 1 }, errors: [{ row: 1, column: 'A' }] })
    expect(wrong.errors[0]?.zh).toContain('可能选错了工作表')
    const missing = await upload(secretary, rowsAs([['K001', '卫一']], ['编号', '姓名']))
    expect(missing.errors[0]?.zh).toBe('第 1 行的表头缺少必需的列：单位。请补上后重新上传。')
    await expect(apply(secretary, missing)).rejects.toEqual(refusal('people/import-not-ready'))
  })

  it('with merged cells among the data is marked there', async () => {
    const rows = [HEADER.slice(0, 3), ['K101', '卫一', '市财政局'], ['K102', '卫二', '']]
    const sheetData = rows.map(
      row => `<row>${row.map(text => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`,
    )
    const body = `<sheetData>${sheetData.join('')}</sheetData><mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>`
    const preview = await upload(secretary, makeZip(workbookParts(body)), '名册.xlsx')
    expect(preview.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, 'C'],
      [3, 'C'],
    ])
    expect(preview.errors[0]?.zh).toContain('合并单元格')
    expect(preview.counts).toEqual({ rows: 2, added: 0, changed: 0, same: 0, errors: 2 })
  })

  it('with one number twice names the row before it', async () => {
    const preview = await upload(
      secretary,
      csv(['K201', '蒋一', 'CZ'], ['K202', '蒋二', 'CZ'], [' k２01', '蒋三', 'CZ']),
    )
    expect(preview.errors).toEqual([
      {
        row: 4,
        column: 'A',
        zh: '与第 2 行重复。请核对，只保留一行。',
        en: 'The same as in row 2. Check, and keep only one row.',
      },
    ])
    expect(preview.counts).toEqual({ rows: 3, added: 2, changed: 0, same: 0, errors: 1 })
  })

  it('with a place, skill, phone or answer we do not know says what we do know', async () => {
    const preview = await upload(
      secretary,
      csv(
        ['K301', '沈一', 'CZ', '没有科', '', '', '', '', ''],
        ['K302', '沈二', 'CZ', '', '火星社区', '', '', '', ''],
        ['K303', '沈三', 'CZ', '', '泉山区', '', '', '', ''],
        ['K304', '沈四', 'CZ', '', '', '不知道', '', '', ''],
        ['K305', '沈五', 'CZ', '', '', '', '飞行', '', ''],
        ['K306', '沈六', 'CZ', '', '', '', '', '改天', '也许'],
        ['K307', '沈'.repeat(41), 'CZ', '', '', '', '', '', ''],
        ['=1+1', '沈八', 'CZ', '', '', '', '', '', ''],
      ),
    )
    expect(preview.errors.map(({ row, column }) => `${column}${row}`)).toEqual([
      'D2',
      'E3',
      'E4',
      'F5',
      'G6',
      'H7',
      'I7',
      'B8',
      'A9',
    ])
    expect(preview.errors[0]?.zh).toContain('现有：办公室')
    expect(preview.errors[4]?.zh).toContain('无人机')
    expect(preview.counts).toMatchObject({ rows: 8, errors: 8 })
  })

  it('with an ambiguous community names the candidates with their streets', async () => {
    const { rows } = await t.owner
      .selectFrom('territory')
      .select(['name'])
      .where('level', '=', 'community')
      .groupBy('name')
      .having(({ fn }) => fn.countAll(), '>', 1)
      .orderBy('name')
      .limit(1)
      .execute()
      .then(list => ({ rows: list }))
    const name = rows[0]!.name
    const preview = await upload(secretary, csv(['K401', '韩一', 'CZ', '', name]))
    expect(preview.errors[0]?.zh).toContain(`“${name}”可以指：`)
    expect(preview.errors[0]?.zh.split(name).length).toBeGreaterThan(3)
  })

  it('with an identity number is refused there, and the number is kept nowhere', async () => {
    const preview = await upload(
      secretary,
      csv(['K501', '杨一', 'CZ', '', '', ID], [ID, '杨二', 'CZ'], ['K503', '杨三', 'CZ']),
    )
    expect(preview.errors.map(({ row, column }) => `${column}${row}`)).toEqual(['F2', 'A3'])
    const kept = await t.owner
      .selectFrom('people_import')
      .selectAll()
      .where('id', '=', preview.id)
      .executeTakeFirstOrThrow()
    const everything = JSON.stringify({ ...kept, file: kept.file.toString() })
    expect(everything).not.toContain(ID)
    const marked = await secretary(imports.markedImport, { importId: preview.id })
    const text = new TextDecoder().decode(marked.bytes)
    expect(text).toContain('（身份证号已隐去）')
    expect(text).toContain('F2：')
  })

  it('that is too long, a bomb, or no sheet at all is refused before it is read', async () => {
    const many = rowsAs(
      Array.from({ length: 20_000 }, (_, n) => [`L${n}`, '朱一', 'CZ']),
      HEADER.slice(0, 3),
    )
    await expect(upload(secretary, many)).rejects.toMatchObject({
      slug: 'sheets/too-many-rows',
      details: { row: 20_001 },
    })
    const bomb = makeZip([
      ...workbookParts('<sheetData/>'),
      { name: 'xl/media/x.bin', data: new Uint8Array(60 * 2 ** 20) },
    ])
    await expect(upload(secretary, bomb, '名册.xlsx')).rejects.toEqual(refusal('sheets/zip-bomb'))
    await expect(upload(secretary, new TextEncoder().encode('%PDF-1.7'), '名册.xlsx')).rejects.toEqual(
      refusal('sheets/not-a-sheet'),
    )
    await expect(upload(secretary, new Uint8Array(21 * 2 ** 20), '名册.csv')).rejects.toEqual(refusal('door/too-large'))
    expect((await secretary(imports.imports, { search: '名册' })).rows.every(row => row.counts.rows < 100)).toBe(true)
  })

  it('comes back marked in its own cells, and corrected it goes in', async () => {
    const sheet = { sheetName: '人员', columns: HEADER.slice(0, 3).map(header => ({ header, key: header })) }
    const row = (...cells: string[]) => Object.fromEntries(cells.map((text, at) => [HEADER[at]!, text]))
    const bytes = await writeSheet({ ...sheet, rows: [row('M001', '秦一', 'CZ'), row('M002', '秦二', '没有局')] })
    const preview = await upload(secretary, bytes, '名册.xlsx')
    const marked = await secretary(imports.markedImport, { importId: preview.id })
    expect(marked.name).toBe('名册（已标注）.xlsx')
    const read = await readSheet(marked.bytes, marked.name)
    expect(read.rows[1]?.at(-1)).toBe('无误')
    expect(read.rows[2]?.at(-1)).toContain('C3：没有找到单位“没有局”')
  })
})
