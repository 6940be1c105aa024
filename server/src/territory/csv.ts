/** One division of a table that is not in the registry, for instance of another country. */
export interface CsvDivision {
  /** The line of the file it stands in; the header is line 1. */
  line: number
  code: string
  parent: string | null
  name: string
  /** What the country calls this level; null when the table has no such column or leaves it empty. */
  level: string | null
  /** 0 for a place without a parent. */
  depth: number
}

/** One mistake of the table, with a sentence in each language. */
export interface CsvError {
  line: number
  zh: string
  en: string
}

const COLUMNS = { code: ['code', '代码'], parent: ['parent', '上级'], name: ['name', '名称'], level: ['level', '级别'] }
const LIMITS = { rows: 1_000_000, name: 100, errors: 200 }
/** The same as on the wire. */
const CODE = /^[0-9A-Za-z-]{1,32}$/

/** Where each column stands; -1 when the table has none. */
type Columns = { code: number; parent: number; name: number; level: number }
type Row = Omit<CsvDivision, 'depth'>
type Sentence = Readonly<{ zh: string; en: string }>

/**
 * Reads a table of divisions: a header `code,parent,name[,level]` (or 代码,上级,名称[,级别], in any order), then a
 * division a line; no parent means the top. Parents may stand after their children.
 *
 * @returns the divisions, parents before children and otherwise as in the file; or at most 200 mistakes, by line
 */
export function readDivisionsCsv(text: string): { rows: CsvDivision[] } | { errors: CsvError[] } {
  const [header, ...records] = recordsOf(text)
  const columns = header && columnsOf(header.cells)
  if (!columns) return { errors: [{ line: 1, ...SENTENCES.header }] }
  if (records.length === 0) return { errors: [{ line: 1, ...SENTENCES.empty }] }
  if (records.length > LIMITS.rows) return { errors: [{ line: LIMITS.rows + 2, ...SENTENCES.long }] }

  const errors: CsvError[] = []
  const known = new Map<string, Row>()
  for (const record of records) readRow(record, columns, known, errors)
  if (errors.length === 0) checkParents(known, errors)
  if (errors.length > 0) return { errors: errors.sort((a, b) => a.line - b.line).slice(0, LIMITS.errors) }
  return inOrder(known)
}

const SENTENCES = {
  header: {
    zh: '表头必须包含 code、parent、name 三列（或：代码、上级、名称），level（级别）可选。',
    en: 'The header must name the columns code, parent and name; level is optional.',
  },
  empty: { zh: '表头之下没有任何区划。', en: 'There are no divisions below the header.' },
  long: {
    zh: `超过 ${LIMITS.rows} 行，请分批上传。`,
    en: `There are more than ${LIMITS.rows} lines; upload them in parts.`,
  },
  quote: { zh: '引号没有成对，这一行无法读取。', en: 'A quotation mark is not closed; the line cannot be read.' },
  cells: { zh: '这一行的列数与表头不同。', en: 'The line does not have as many cells as the header.' },
  name: { zh: '名称为空。', en: 'The name is empty.' },
  longName: { zh: `名称超过 ${LIMITS.name} 个字。`, en: `The name is longer than ${LIMITS.name} characters.` },
} as const

function columnsOf(cells: readonly string[]): Columns | null {
  const titles = cells.map(cell => cell.trim().toLowerCase())
  const at = (names: readonly string[]) => titles.findIndex(title => names.includes(title))
  const columns = {
    code: at(COLUMNS.code),
    parent: at(COLUMNS.parent),
    name: at(COLUMNS.name),
    level: at(COLUMNS.level),
  }
  const strange = titles.some(title => !Object.values(COLUMNS).some(names => names.includes(title)))
  const twice = new Set(titles).size !== titles.length
  return strange || twice || columns.code < 0 || columns.parent < 0 || columns.name < 0 ? null : columns
}

function readRow(record: CsvRecord, columns: Columns, known: Map<string, Row>, errors: CsvError[]): void {
  const { line } = record
  const row = rowOf(record, columns)
  const fault = faultOf(record, columns, row) ?? repeated(row, known)
  if (fault) errors.push({ line, ...fault })
  else known.set(row.code, row)
}

function rowOf({ line, cells }: CsvRecord, columns: Columns): Row {
  const cell = (at: number) => cells[at]?.trim() ?? ''
  const [code, parent, name] = [cell(columns.code), cell(columns.parent), cell(columns.name)]
  return { line, code, parent: parent || null, name, level: cell(columns.level) || null }
}

function faultOf({ cells, broken }: CsvRecord, columns: Columns, { code, name }: Row): Sentence | null {
  if (broken) return SENTENCES.quote
  if (cells.length !== Object.values(columns).filter(at => at >= 0).length) return SENTENCES.cells
  if (!CODE.test(code)) {
    const shown = code.slice(0, 40)
    return {
      zh: `代码“${shown}”无效：请用 1 至 32 个字母、数字或横线。`,
      en: `The code “${shown}” is not valid: use 1 to 32 letters, digits or dashes.`,
    }
  }
  if (name === '') return SENTENCES.name
  return name.length > LIMITS.name ? SENTENCES.longName : null
}

function repeated({ code }: Row, known: ReadonlyMap<string, Row>): Sentence | null {
  const first = known.get(code)
  if (!first) return null
  return {
    zh: `代码 ${code} 与第 ${first.line} 行重复。`,
    en: `The code ${code} is already used in line ${first.line}.`,
  }
}

function checkParents(known: ReadonlyMap<string, Row>, errors: CsvError[]): void {
  for (const { line, code, parent } of known.values()) {
    if (parent === null || known.has(parent)) continue
    const shown = parent.slice(0, 40)
    errors.push({
      line,
      zh: `${code} 的上级“${shown}”不在表中。`,
      en: `“${shown}”, the parent of ${code}, is not in the table.`,
    })
  }
}

/** Level by level from the top; who is never reached lies in a cycle, or below one. */
function inOrder(known: ReadonlyMap<string, Row>): { rows: CsvDivision[] } | { errors: CsvError[] } {
  const children = Map.groupBy(known.values(), row => row.parent)
  const rows: CsvDivision[] = []
  let level = children.get(null) ?? []
  for (let depth = 0; level.length > 0; depth += 1) {
    for (const row of level) rows.push({ ...row, depth })
    level = level.flatMap(row => children.get(row.code) ?? [])
  }
  if (rows.length === known.size) return { rows }
  const reached = new Set(rows.map(row => row.code))
  const lost = [...known.values()].filter(row => !reached.has(row.code))
  const errors = lost.slice(0, LIMITS.errors).map(({ line, code }) => ({
    line,
    zh: `${code} 的上级绕回了自己，形成循环，找不到最上一级。`,
    en: `The parents of ${code} lead in a circle and never reach the top.`,
  }))
  return { errors }
}

interface CsvRecord {
  line: number
  cells: string[]
  /** A quotation mark was still open at the end of the file, or stood where none may. */
  broken: boolean
}

/** Cuts the text into records (RFC 4180): quoted cells may hold commas, line ends and doubled quotes. Blank lines are skipped. */
function recordsOf(text: string): CsvRecord[] {
  const reader = { text: text.startsWith('\uFEFF') ? text.slice(1) : text, at: 0, line: 1 }
  const records: CsvRecord[] = []
  while (reader.at < reader.text.length) {
    const record = readRecord(reader)
    if (record.broken || record.cells.length > 1 || record.cells[0]!.trim() !== '') records.push(record)
  }
  return records
}

interface Reader {
  readonly text: string
  at: number
  line: number
}

function readRecord(reader: Reader): CsvRecord {
  const record: CsvRecord = { line: reader.line, cells: [], broken: false }
  for (;;) {
    const cell = reader.text[reader.at] === '"' ? readQuoted(reader) : readBare(reader)
    if (cell === null) record.broken = true
    record.cells.push(cell ?? '')
    const end = reader.text[reader.at]
    reader.at += 1
    if (end === ',') continue
    if (end === '\r' && reader.text[reader.at] === '\n') reader.at += 1
    reader.line += 1
    return record
  }
}

function readBare(reader: Reader): string {
  const from = reader.at
  while (reader.at < reader.text.length && !',\r\n'.includes(reader.text[reader.at]!)) reader.at += 1
  return reader.text.slice(from, reader.at)
}

/** Null when something follows the closing mark, or it is missing: then the rest of the file is inside the quotes. */
function readQuoted(reader: Reader): string | null {
  let cell = ''
  for (;;) {
    const close = reader.text.indexOf('"', reader.at + 1)
    if (close === -1) {
      reader.at = reader.text.length
      return null
    }
    const part = reader.text.slice(reader.at + 1, close)
    reader.line += part.split('\n').length - 1
    cell += part
    reader.at = close + 1
    if (reader.text[reader.at] !== '"') break
    cell += '"'
  }
  return readBare(reader) === '' ? cell : null
}
