/**
 * Reads a form from XLSForm, the table in which aid organisations write theirs (https://xlsform.org/en/). What this house
 * has no counterpart for is left out and named, never guessed: nothing a field collects may surprise whoever sends it out.
 * The table does not say which answers concern somebody, so all of them do until the desk says otherwise.
 */
import { tidyText } from '../people/tidy.ts'
import type { Words } from '../platform/shapes.ts'
import type { FormInput } from './form.ts'
import { personal } from './forms/build.ts'
import { keyOf } from './key.ts'
import { bounds } from './xlsform-bounds.ts'
import * as say from './xlsform-sentences.ts'
import { askedWhen } from './xlsform-when.ts'

type QuestionInput = FormInput['questions'][number]
type Grid = readonly (readonly string[])[]

/** A row of the sheet `survey` that was left out or taken with a change, and why. */
export interface FormRemark extends Words {
  readonly sheet: 'survey' | 'choices'
  /** As the spreadsheet counts them, from 1. */
  readonly row: number
  readonly leftOut: boolean
}

export interface ReadForm {
  readonly questions: readonly QuestionInput[]
  readonly remarks: readonly FormRemark[]
}

/** A row by the names of its columns, which may stand in any order and name a language: `label::中文 (zh)`. */
interface Row {
  readonly row: number
  readonly cell: (name: string) => string
  readonly words: (name: string) => Words | null
}

/** @param survey @param choices the sheets of those names, with their headers in the first row */
export function readXlsForm(survey: Grid, choices: Grid): ReadForm {
  const lists = listsOf(rowsOf(choices))
  const remarks: FormRemark[] = []
  const keys = new Map<string, string>()
  const questions = rowsOf(survey).flatMap(row => {
    const taken = questionOf(row, lists, keys)
    remarks.push(
      ...taken.remarks.map(words => ({ sheet: 'survey' as const, row: row.row, leftOut: !taken.question, ...words })),
    )
    return taken.question ? [taken.question] : []
  })
  return { questions, remarks }
}

function rowsOf(grid: Grid): Row[] {
  const [header = [], ...rows] = grid
  const columns = header.map(name => tidyText(name).toLowerCase())
  return rows.flatMap((cells, nth) => {
    const cell = (name: string) => tidyText(cells[columns.indexOf(name)] ?? '')
    const words = (name: string) => {
      const found = columns
        .map((column, at) => ({ column, text: (cells[at] ?? '').trim() }))
        .filter(({ column, text }) => text && column.split('::')[0] === name)
      const zh = found.find(({ column }) => /zh|chinese|中文/.test(column)) ?? found[0]
      const en = found.find(({ column }) => /\(en\)|english/.test(column)) ?? zh
      return zh ? { zh: zh.text, en: en!.text } : null
    }
    return cells.some(text => tidyText(text) !== '') ? [{ row: nth + 2, cell, words }] : []
  })
}

type Lists = ReadonlyMap<string, { key: string; words: Words }[]>

function listsOf(rows: readonly Row[]): Lists {
  const lists = new Map<string, { key: string; words: Words }[]>()
  for (const { cell, words } of rows) {
    const list = cell('list_name') || cell('list name')
    const key = keyOf(cell('name')) || `o-${keyOf(`x${cell('name')}`).slice(1)}`
    const label = words('label') ?? { zh: cell('name'), en: cell('name') }
    lists.set(list, [...(lists.get(list) ?? []), { key, words: label }])
  }
  return lists
}

interface Taken {
  readonly question: QuestionInput | null
  readonly remarks: readonly Words[]
}
const leftOut = (...remarks: Words[]): Taken => ({ question: null, remarks })

/** What a device says of itself and its place is not asked for here. */
const OF_DEVICE =
  /^(start|end|today|deviceid|subscriberid|simserial|phonenumber|username|email|audit|background-audio|background-geopoint)$/
const PLACE = /^geo(point|trace|shape)$/

function questionOf(row: Row, lists: Lists, keys: Map<string, string>): Taken {
  const written = row.cell('type')
  const [type = '', list = ''] = written.split(' ')
  if (/^end[_ ]?(group|repeat)/.test(written)) return leftOut()
  if (/^begin[_ ]?repeat/.test(written)) return leftOut(say.repeat())
  if (OF_DEVICE.test(type)) return leftOut(say.ofDevice(type))
  if (PLACE.test(type)) return leftOut(say.place())
  const name = row.cell('name')
  const key = keyOf(name)
  const words = row.words('label')
  if (/^begin[_ ]?group/.test(written)) return words ? titleOf(key || `group-${row.row}`, words) : leftOut()
  if (!key) return leftOut(say.noName())
  const body = bodyOf(type, list, row, lists)
  if (!body) return leftOut(say.unknownType(written))
  if ('zh' in body) return leftOut(body)
  keys.set(name, key)
  return finished(row, { key, words: words ?? { zh: name, en: name } }, body, keys)
}

/** The title of a group stands before its questions. */
const titleOf = (key: string, words: Words): Taken => ({ question: { key, words, type: 'note' }, remarks: [] })

type Body = QuestionInput extends infer Q ? (Q extends { type: string } ? Omit<Q, 'key' | 'words'> : never) : never

function bodyOf(type: string, list: string, row: Row, lists: Lists): Body | Words | null {
  const options = lists.get(list)
  switch (type) {
    case 'text':
    case 'barcode':
      return { type: 'text', shape: type === 'barcode' ? 'code' : 'plain' }
    case 'integer':
    case 'range':
      return { type: 'number', whole: true }
    case 'decimal':
      return { type: 'number', whole: false }
    case 'select_one':
    case 'select_multiple':
      if (!options || options.length < 2) return say.noList(list)
      return { type: type === 'select_one' ? 'choice' : 'choices', options }
    case 'date':
      return { type: 'day' }
    case 'time':
      return { type: 'time' }
    case 'image':
      return { type: 'photo' }
    case 'acknowledge':
    case 'trigger':
      return { type: 'yes-no' }
    case 'note':
      return { type: 'note' }
    default:
      return row.cell('calculation') || type === 'calculate' ? say.calculated() : null
  }
}

/** Sensitive, as nobody knows what is asked; why it is asked the desk says when it opens the form. */
const UNTOLD = personal('本表所写的工作', 'the work that this form is for', { sensitive: true })

/** What stands in the other columns: needed, when asked, within which bounds. */
function finished(row: Row, head: { key: string; words: Words }, body: Body, keys: ReadonlyMap<string, string>): Taken {
  const remarks: Words[] = []
  const hint = row.words('hint')
  const required = /^(yes|true|true\(\)|1|是)$/i.test(row.cell('required'))
  const when = row.cell('relevant') ? askedWhen(row.cell('relevant'), keys) : null
  if (row.cell('relevant') && !when) remarks.push(say.condition(row.cell('relevant')))
  const limits = row.cell('constraint') ? bounds(row.cell('constraint')) : null
  if (row.cell('constraint') && (!limits || body.type !== 'number'))
    remarks.push(say.constraint(row.cell('constraint')))
  for (const column of ['calculation', 'default', 'choice_filter', 'repeat_count'] as const)
    if (row.cell(column)) remarks.push(say.column(column))
  const question = {
    ...head,
    ...body,
    ...(hint && { hint }),
    ...(required && { required }),
    ...(when && { when }),
    ...(body.type === 'number' && limits),
    ...(body.type !== 'note' && { personal: UNTOLD }),
  } as QuestionInput
  return { question, remarks }
}
