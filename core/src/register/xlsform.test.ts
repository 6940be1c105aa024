import { describe, expect, it } from 'vitest'
import { readXlsForm } from './xlsform.ts'

const personal = expect.objectContaining({ sensitive: true, viewers: ['street-desk', 'captain'] })

/** How XLSForm names the answer to another question. */
const of = (name: string) => `${'$'}{${name}}`
const HEAD = [
  'type',
  'name',
  'label::中文 (zh)',
  'label::English (en)',
  'required',
  'relevant',
  'constraint',
  'calculation',
]
const CHOICES = [
  ['list_name', 'name', 'label'],
  ['roof', 'tile', '瓦'],
  ['roof', 'tin_sheet', '铁皮'],
]
const read = (...rows: string[][]) => readXlsForm([HEAD, ...rows], CHOICES)

describe('a form from XLSForm', () => {
  it('asks what was asked, in both languages, with its conditions and bounds', () => {
    const { questions, remarks } = read(
      ['select_one roof', 'Roof_Kind', '屋顶', 'Roof', 'yes'],
      ['integer', 'damage', '破损（%）', 'Damage (%)', '', `${of('Roof_Kind')} = 'tin_sheet'`, '. >= 0 and . <= 100'],
      [
        'select_multiple roof',
        'seen',
        '见到的',
        'Seen',
        '',
        `selected(${of('Roof_Kind')}, 'tile') or selected(${of('Roof_Kind')}, 'tin_sheet')`,
      ],
      ['image', 'picture', '照片', 'Picture'],
    )
    expect(remarks).toEqual([])
    expect(questions).toEqual([
      {
        key: 'roof-kind',
        words: { zh: '屋顶', en: 'Roof' },
        type: 'choice',
        options: [
          { key: 'tile', words: { zh: '瓦', en: '瓦' } },
          { key: 'tin-sheet', words: { zh: '铁皮', en: '铁皮' } },
        ],
        required: true,
        personal,
      },
      {
        key: 'damage',
        words: { zh: '破损（%）', en: 'Damage (%)' },
        type: 'number',
        whole: true,
        when: { key: 'roof-kind', is: ['tin-sheet'] },
        least: 0,
        most: 100,
        personal,
      },
      expect.objectContaining({ type: 'choices', when: { key: 'roof-kind', is: ['tile', 'tin-sheet'] } }),
      expect.objectContaining({ type: 'photo' }),
    ])
  })

  it('names what it leaves out and what it takes with a change, with the row of the file', () => {
    const { questions, remarks } = read(
      ['start', 'start', ''],
      ['geopoint', 'where', '位置', 'Where'],
      ['begin repeat', 'people', '每人', 'Each'],
      ['text', 'name', '称呼', 'Name', '', `count(${of('x')}) > 3`, "regex(., '[a-z]+')"],
      ['end repeat', '', ''],
      ['calculate', 'sum', '', '', '', '', '', '1+1'],
      ['select_one wall', 'wall', '墙', 'Wall'],
      ['audio', 'sound', '声音', 'Sound'],
    )
    expect(questions.map(({ key }) => key)).toEqual(['name'])
    expect(remarks.map(({ row, leftOut }) => [row, leftOut])).toEqual([
      [2, true],
      [3, true],
      [4, true],
      [5, false],
      [5, false],
      [7, true],
      [8, true],
      [9, true],
    ])
    expect(remarks[1]!.en).toContain('Positions are not collected here')
  })

  it('asks nothing that does not concern somebody: what the table does not say, the desk says', () => {
    const { questions } = read(
      ['note', 'hello', '您好', 'Hello'],
      ['text', 'name', '姓名', 'Name'],
      ['select_one roof', 'roof', '屋顶', 'Roof'],
      ['image', 'picture', '照片', 'Picture'],
    )
    expect(questions.filter(question => !question.personal).map(({ type }) => type)).toEqual(['note'])
  })

  it('of groups keeps their titles', () => {
    const { questions } = read(
      ['begin group', 'house', '房屋', 'House'],
      ['text', 'a', '甲', 'A'],
      ['end group', '', ''],
    )
    expect(questions.map(({ type }) => type)).toEqual(['note', 'text'])
  })
})
