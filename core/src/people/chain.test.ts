import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_LINES, nameKey, parseChain, writeChain } from './chain.ts'

const one = (line: string) => parseChain(line).lines[0]!
/** Verdict, number, name, how many, note. */
const short = (line: string) => {
  const { verdict, number, name, count, note } = one(line)
  return [verdict, number, name, count, note]
}
const ID = '11010519491231002X'

describe('one line', () => {
  it.each([
    ['1.张三', 1],
    ['2、张三', 2],
    ['3 张三', 3],
    ['3张三', 3],
    ['4)张三', 4],
    ['（5）张三', 5],
    ['【6】 张三', 6],
    ['１２．张三', 12],
    ['③张三', 3],
    ['⒓ 张三', 12],
    ['⑫张三', 12],
    ['❷张三', 2],
    ['⓬张三', 12],
    ['1️⃣张三', 1],
    ['1️⃣0️⃣ 张三', 10],
    ['🔟张三', 10],
    ['第7位：张三', 7],
    ['8 - 张三', 8],
    ['9. @张三', 9],
    ['10. 张　三', 10],
    ['11.\u200b\u202e张\ufeff三\u200f', 11],
    ['- 张三', null],
    ['— 张三', null],
    ['张三', null],
  ])('%s is a person', (line, number) => {
    expect(short(line)).toEqual(['person', number, '张三', 1, null])
  })

  it.each([
    ['1. 买买提·艾力', '买买提·艾力', null],
    ['1. 阿依古丽•买买提 财政局', '阿依古丽•买买提', '财政局'],
    ['1. 欧阳 娜娜', '欧阳娜娜', null],
    ['1. John Smith', 'John Smith', null],
    ["1. Anna-Marie O'Neill, Finance", "Anna-Marie O'Neill", 'Finance'],
    ['1. 李和平', '李和平', null],
    ['1. 张三，党员，可值夜班', '张三', '党员,可值夜班'],
    ['1. 张三、高新区', '张三', '高新区'],
    ['1. 张三 市财政局 13800000000', '张三', '市财政局'],
    ['1. 张三（财政局）', '张三', '财政局'],
    ['1. 张三-财政局', '张三', '财政局'],
  ])('%s', (line, name, note) => {
    expect(short(line)).toEqual(['person', 1, name, 1, note])
  })

  it.each([
    ['1. 张三（2人）', 2],
    ['1. 张三（共3人）财政局', 3],
    ['1. 张三+1', 2],
    ['1. 张三 +2人', 3],
    ['1. 张三 x2', 2],
    ['1. 张三 2人', 2],
  ])('%s counts %i', (line, count) => {
    expect(one(line)).toMatchObject({ verdict: 'person', name: '张三', count })
  })

  it.each([
    ['1. 张三、李四', ['张三', '李四']],
    ['1. 张三，李四', ['张三', '李四']],
    ['1. 张三/李四/王小五', ['张三', '李四', '王小五']],
    ['1. 张三和李四', ['张三', '李四']],
    ['1. 张三 李四', ['张三', '李四']],
    ['1. 李和平和王五', ['李和平', '王五']],
    ['1. John Smith and Mary Jones', ['John Smith', 'Mary Jones']],
  ])('%s is more than one person, and nobody is counted unasked', (line, names) => {
    expect(one(line)).toMatchObject({ verdict: 'too-many-on-line', names, name: null, count: 0 })
  })

  it.each([
    ['#接龙', 'heading'],
    ['请大家在 18:00 前报名', 'heading'],
    ['13:30 集合', 'heading'],
    ['4月3日核酸检测志愿者', 'heading'],
    ['30人已满', 'heading'],
    ['收到', 'heading'],
    ['马上到', 'heading'],
    ['周末', 'heading'],
    ['例 张三 财政局', 'example'],
    ['例：1. 张三', 'example'],
    ['1. 例：张三', 'example'],
    ['示例 李四', 'example'],
    ['', 'empty'],
    ['\u200b \u3000', 'empty'],
    ['5.', 'empty'],
    ['5. 报名', 'unreadable'],
    ['5. ok', 'unreadable'],
    ['5. 张三 取消', 'unreadable'],
    ['5. 张三（0人）', 'unreadable'],
    ['5. 张三（500人）', 'unreadable'],
    ['5. <b>张三</b>', 'unreadable'],
    [`5. 张三 ${ID}`, 'unreadable'],
    [`5. ${'张'.repeat(600)}`, 'unreadable'],
  ])('%s → %s', (line, verdict) => {
    expect(one(line).verdict).toBe(verdict)
  })

  it('leaves HTML as the text it is', () => {
    expect(one('5. <img src=x onerror=alert(1)>').shown).toBe('5. <img src=x onerror=alert(1)>')
  })
})

describe('private numbers', () => {
  it.each([
    '13800000000',
    '１３８００００００００',
    '138 0000 0000',
    '138-0000-0000',
    '1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣',
    '138\u200b00000000',
  ])('masks %s at once', phone => {
    const line = one(`③张三 ${phone}`)
    expect(line).toMatchObject({ verdict: 'person', name: '张三', note: null, number: 3 })
    expect(line.shown).toContain('138****0000')
  })

  it('refuses an ID number and says what to do', () => {
    for (const written of [ID, '１１０１０５１９４９１２３１００２Ｘ', '110105 19491231 002X']) {
      const line = one(`1. 张三 ${written}`)
      expect(line).toMatchObject({ verdict: 'unreadable', name: null })
      expect(line.shown).toBe('1. 张三 （身份证号已隐去）')
      expect(line.why!.zh).toContain('不收身份证号')
    }
  })
})

describe('a whole chain', () => {
  const text = `#接龙
3月30日人民广场采样点志愿者
例 姓名 单位

1. 张三 财政局
2. 李四
2. 王五
3. 张 三 财政局
4. 张三 教育局
5. 李四
收到，谢谢`

  it('finds the topic, keeps both of a number given twice, and never merges people by name', () => {
    const { topic, lines, cut } = parseChain(text)
    expect([topic, cut]).toEqual(['3月30日人民广场采样点志愿者', null])
    expect(lines.map(({ verdict }) => verdict).join(' ')).toBe(
      'heading heading example empty person person person repeat person repeat heading',
    )
    expect(lines.slice(6, 10).map(({ why }) => why?.zh)).toEqual([
      '编号 2 在第 6 行已用过，仍按两人计。',
      '与第 5 行同名，先按重复处理。如果是两个人，请分别确认。',
      '与第 5 行同名，但备注不同，按两人处理。请核对单位。',
      '与第 6 行同名，先按重复处理。如果是两个人，请分别确认。',
    ])
  })

  it('compares names in one shape', () => {
    expect(nameKey('买买提•艾力')).toBe(nameKey('买买提·艾 力'))
    expect(nameKey('Аnnа')).toBe(nameKey('anna'))
    expect(nameKey('张三')).not.toBe(nameKey('张二'))
  })

  it('reads what it writes', () => {
    const entries = [{ name: '张三', note: '财政局' }, { name: '买买提·艾力', count: 2 }, { name: 'John Smith' }]
    const written = writeChain('采样点\n志愿者', entries)
    expect(written).toBe('#接龙\n采样点 志愿者\n\n1. 张三 财政局\n2. 买买提·艾力（2人）\n3. John Smith')
    const { topic, lines } = parseChain(written)
    expect(topic).toBe('采样点 志愿者')
    expect(lines.slice(3).map(({ name, count, note }) => [name, count, note])).toEqual([
      ['张三', 1, '财政局'],
      ['买买提·艾力', 2, null],
      ['John Smith', 1, null],
    ])
    expect(writeChain('x', [{ name: '张三', note: '13800000000' }])).not.toContain('13800000000')
  })

  it('reads ten thousand lines and says that more were left out', () => {
    const long = Array.from({ length: MOST_LINES + 1 }, (_, at) => `${at + 1}. 张三 第${at}组`).join('\n')
    const chain = parseChain(long)
    expect(chain.lines).toHaveLength(MOST_LINES)
    expect(chain.cut!.zh).toContain('10000')
    expect(parseChain(long.slice(0, long.lastIndexOf('\n'))).cut).toBeNull()
  })
})

describe('hostile text', () => {
  const digit = fc.constantFrom(...'0123456789０１２３４５６７８９①②③')
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.array(digit, { maxLength: 22 }).map(digits => digits.join('')) },
    fc.constantFrom(
      '13800000000',
      '13912345678',
      ID,
      '1️⃣',
      '🔟',
      '（2人）',
      '+1',
      '张三',
      '李四',
      '例',
      '#接龙',
      '和',
      '<b>',
    ),
    fc.constantFrom('、', '，', '\n', ' ', '-', '.', '\u202e', '\u200b', '\u3000', '·', '(', '['),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const hostile = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''))

  it('never throws, gives each line a verdict, and lets no phone or ID number out', () => {
    fc.assert(
      fc.property(hostile, text => {
        const chain = parseChain(text)
        expect(chain.lines.length).toBeGreaterThan(0)
        for (const { why } of chain.lines) if (why) expect(why.zh !== '' && why.en !== '').toBe(true)
        const out = JSON.stringify([chain, writeChain(text, [{ name: text, note: text }])])
        for (const form of [out, out.normalize('NFKC')]) {
          expect(form).not.toMatch(/\p{Nd}{11}/u)
          expect(form).not.toMatch(/\p{Nd}{17}[\dXx]/u)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['digits', '1'],
    ['blanks', ' '],
    ['broken digits', '1 '],
    ['names', '张三、'],
    ['and', '张和'],
    ['brackets', '（'],
    ['pluses', '+1'],
    ['lines', '1. 张三\n'],
    ['empty lines', '\n'],
    ['keycaps', '1️⃣'],
    ['marks', '\u202e'],
  ])('twice as many %s take about twice as long', (_, unit) => {
    const cost = (length: number) => {
      const text = unit.repeat(length)
      let least = Number.POSITIVE_INFINITY
      for (let round = 0; round < 5; round++) {
        const from = performance.now()
        parseChain(text)
        least = Math.min(least, performance.now() - from)
      }
      return least
    }
    cost(2000)
    // A parser of quadratic cost would be at 16.
    expect(cost(40_000) / Math.max(cost(10_000), 0.5)).toBeLessThan(10)
  })
})
