import { tidyName, tidyNumber, tidyText } from '../people/tidy.ts'
import type { Words } from '../platform/shapes.ts'
import { column } from '../platform/table.ts'
import { headerKey, type Parsed } from '../platform/table-column.ts'

/** What people write into a cell where nobody is insured. */
const NONE = /^(无|没有|未投保|none|no|-|–|—|×)$/i
const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(\s+0?0:00(:00)?)?$/

const badDay = (shown: string): Words => ({
  zh: `“${shown}”不是日期。请写成 2026-12-31，没有保险的写“无”。`,
  en: `“${shown}” is no day. Write it as 2026-12-31, or “none” where there is no cover.`,
})

/** A day as people write it; `none` takes cover away. */
export function coverDay(text: string): Parsed<string> {
  const shown = tidyText(text)
  if (NONE.test(shown)) return { value: 'none' }
  const [, year, month, day] = DAY.exec(shown) ?? []
  if (!year || !month || !day) return badDay(shown.slice(0, 20))
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${written}T00:00:00Z`)
  const is = !Number.isNaN(time) && new Date(time).toISOString().startsWith(written)
  return is ? { value: written } : badDay(shown.slice(0, 20))
}

/** The columns of a list of insured people. The number is who somebody is; the name is only compared. */
export const COVER_COLUMNS = [
  column({
    key: 'volunteerNo',
    header: { zh: '志愿者编号', en: 'Volunteer no.' },
    aliases: ['编号', '志愿者号', '志愿者证号', 'Volunteer number', 'No.', 'Number'],
    required: true,
    parse: text => ({ value: tidyNumber(text) }),
  }),
  column({
    key: 'name',
    header: { zh: '姓名', en: 'Name' },
    aliases: ['名字', '被保险人', '志愿者姓名', 'Full name'],
    parse: text => ({ value: tidyName(text) }),
  }),
  column({
    key: 'until',
    header: { zh: '保险到期日', en: 'Insured through' },
    aliases: [
      '到期日',
      '保险到期',
      '保险截止日期',
      '截止日期',
      '保险止期',
      '终止日期',
      'Until',
      'End date',
      'Insured until',
    ],
    required: true,
    parse: coverDay,
  }),
] as const

/** What a list says of somebody whom it names wrongly. */
export const COVER_SENTENCES = {
  stranger: (number: string): Words => ({
    zh: `名册里没有编号“${number}”，或不在您的管辖范围内。请核对编号。`,
    en: `Nobody with the number “${number}” is on a roster within your reach. Please check the number.`,
  }),
  otherName: (number: string, name: string): Words => ({
    zh: `编号“${number}”在名册里不叫“${name}”。请核对，以免记到别人名下。`,
    en: `On the roster “${number}” is not called “${name}”. Please check, so that nobody else gets the cover.`,
  }),
}

const namesOf = (key: (typeof COVER_COLUMNS)[number]['key']): ReadonlySet<string> => {
  const { header, aliases } = COVER_COLUMNS.find(one => one.key === key)!
  return new Set([header.zh, header.en, ...aliases].map(headerKey))
}

/** Where a column of the list stands, from 0; -1: nowhere. */
export function placeOf(header: readonly string[], key: (typeof COVER_COLUMNS)[number]['key']): number {
  const names = namesOf(key)
  return header.findIndex(text => names.has(headerKey(text)))
}

/** A list that says nothing of days gets one for everybody. */
export function withDay(rows: readonly (readonly string[])[], until: string): readonly (readonly string[])[] {
  const header = rows.findIndex(row => placeOf(row, 'volunteerNo') >= 0)
  if (header < 0 || placeOf(rows[header]!, 'until') >= 0) return rows
  const width = Math.max(...rows.map(row => row.length))
  const wide = (row: readonly string[], last: string) => [
    ...row,
    ...Array.from({ length: width - row.length }, () => ''),
    last,
  ]
  const [, , day] = COVER_COLUMNS
  return rows.map((row, at) => {
    if (at === header) return wide(row, day.header.zh)
    return at > header && row.some(text => text.trim() !== '') ? wide(row, until) : row
  })
}

/** A list that was pasted without the names of its columns: number, perhaps name, day, in whatever order. */
export function withHeader(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const first = rows.find(row => row.some(text => text.trim() !== ''))
  const known = (row: readonly string[]) => COVER_COLUMNS.some(({ key }) => placeOf(row, key) >= 0)
  if (!first || rows.slice(0, 10).some(known)) return rows
  const day = first.findIndex(text => 'value' in coverDay(text))
  const number = first.findIndex((text, at) => at !== day && /\d/.test(text))
  const name = first.findIndex((text, at) => at !== day && at !== number && text.trim() !== '')
  const [no, called, until] = COVER_COLUMNS.map(({ header }) => header.zh)
  const header = first.map((_, at) => (at === day ? until! : at === number ? no! : at === name ? called! : ''))
  return [header, ...rows]
}
