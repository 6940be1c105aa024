import { hidesIdNumber, maskNumbers } from '../platform/private-number.ts'
import { isExample } from '../platform/table-column.ts'
import { canBeName, isSurelyName, takeName } from './chain-name.ts'
import * as say from './chain-sentences.ts'
import { linesOf, nameKey, plainLine, visible } from './chain-text.ts'

export { nameKey } from './chain-text.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export type ChainVerdict =
  | 'person'
  /** Two or more names stand on the line; `names` has them. */
  | 'too-many-on-line'
  /** The same name and the same remark stood there before. A question, not a merge. */
  | 'repeat'
  | 'heading'
  | 'example'
  | 'empty'
  | 'unreadable'

export interface ChainLine {
  /** From 1. */
  readonly line: number
  /** The line as pasted, without invisible characters, with phone and identity numbers masked. */
  readonly shown: string
  readonly verdict: ChainVerdict
  /** The number that stood before the name. Numbers in a chat collide and skip; they say nothing about how many. */
  readonly number: number | null
  readonly name: string | null
  readonly names: readonly string[]
  /** How many people the line speaks for: （2人）is 2, +1 is the writer and one more. */
  readonly count: number
  readonly note: string | null
  /** What a person should look at; also beside the verdict `person`. */
  readonly why: Words | null
}

export interface Chain {
  /** The first heading, without #接龙. */
  readonly topic: string | null
  readonly lines: readonly ChainLine[]
  /** Said when the text was too long and its end was not read. */
  readonly cut: Words | null
}

/** Longer pastes are split by people, not by us: nobody checks ten thousand lines on a screen. */
export const MOST_LINES = 10_000
const LONGEST_LINE = 500
const MOST_COUNT = 99

/** `（3）`, `4)`, `2、`, `1.`, `3 `, `第5位`: what stands before a name. */
const NUMBERED = /^[([【]?(?:第 ?)?(\d{1,5})(?!\d)(?: ?[)\]】位])?(?: ?[.。、:,)_-])? ?/
const BULLET = /^(?:[-–—―*•●○▪■◆▶√✓✔☑✅👉@+] ?)+/u
/** A number that is part of a sentence: a time, a date, an amount. */
const NO_NUMBER =
  /^\d{1,5}(?!\d)(?: ?(?:[人日号点个℃%元]|月(?:\d|份| |$)|年(?:\d|$)|小时|分钟?|时(?:[间长整半]|$)|名(?:[志额人]|$))|[:./-]\d)/
const TOPIC = /^# ?接龙\s*[:：]?\s*/
const COUNT =
  /[([]\s*(?:共|计)?\s*(\d{1,4})\s*[人位名]\s*[)\]]|(?:[x×]\s*|共)(\d{1,4})\s*[人位名]?$|\s(\d{1,4})\s*[人位名]$/i
const PLUS = /\+ ?(\d{1,4})(?: ?[人位名])?(?=$|[\s,;)\]])/
const MASKED = /\d{3}\*{4}\d*/g
const WITHDRAWN = /取消|退出|去不了|来不了|不能来|不参加|请假|cancel|withdraw/i

/** Reads a pasted 接龙. Never throws, and nothing but masked numbers leaves it. */
export function parseChain(text: string): Chain {
  const { lines: raw, more } = linesOf(text, MOST_LINES)
  const lines = raw.map((line, index) => readLine(line, index + 1))
  const topic = lines.find(({ verdict, shown }) => verdict === 'heading' && topicOf(shown) !== '')
  return {
    topic: topic ? topicOf(topic.shown) : null,
    lines: compared(lines),
    cut: more ? say.cut(MOST_LINES) : null,
  }
}

/** A 接龙 for the chat, from what is recorded: title, then numbered names. */
export function writeChain(
  title: string,
  entries: readonly { readonly name: string; readonly count?: number; readonly note?: string }[],
): string {
  const lines = entries.map(({ name, count = 1, note = '' }, index) => {
    const people = count > 1 ? `（${count}人）` : ''
    return maskedLine(`${index + 1}. ${oneLine(name)}${people}${note === '' ? '' : ` ${oneLine(note)}`}`)
  })
  return ['#接龙', maskedLine(oneLine(title)), '', ...lines].join('\n')
}

const oneLine = (text: string) => visible(text).replace(/\s+/g, ' ').trim()
const topicOf = (shown: string) => shown.replace(TOPIC, '').trim()

/** As written, unless a number has to be taken out of it. */
function maskedLine(line: string): string {
  const plain = plainLine(line)
  const masked = maskNumbers(plain)
  return masked === plain ? line : masked
}

function readLine(pasted: string, line: number): ChainLine {
  const written = pasted.slice(0, LONGEST_LINE).trim()
  const unmasked = plainLine(written)
  const plain = maskNumbers(unmasked)
  const shown = plain === unmasked ? written : plain
  const none: ChainLine = {
    line,
    shown,
    verdict: 'heading',
    number: null,
    name: null,
    names: [],
    count: 0,
    note: null,
    why: null,
  }
  if (pasted.length > LONGEST_LINE) return { ...none, verdict: 'unreadable', why: say.tooLong(LONGEST_LINE) }
  if (plain === '') return { ...none, verdict: 'empty' }
  if (hidesIdNumber(plain)) return { ...none, verdict: 'unreadable', why: say.idNumber() }
  if (TOPIC.test(plain) || plain.startsWith('#')) return none
  if (isExample(plain)) return { ...none, verdict: 'example' }
  const found = NO_NUMBER.test(plain) ? null : NUMBERED.exec(plain)
  const bullet = found ? null : BULLET.exec(plain)
  const rest = plain.slice(found?.[0].length ?? bullet?.[0].length ?? 0).replace(BULLET, '')
  const number = found ? Number(found[1]) : null
  if (isExample(rest)) return { ...none, number, verdict: 'example' }
  if (rest === '') return { ...none, number, verdict: 'empty', why: found ? say.noName() : null }
  return readEntry({ ...none, number }, rest, found !== null || bullet !== null)
}

/** @param listed whether a number or a bullet says that somebody signed up here */
function readEntry(line: ChainLine, text: string, listed: boolean): ChainLine {
  const { count, rest } = takeCount(text.replace(MASKED, ' ').replace(/ +/g, ' ').trim())
  const names = namesOn(rest)
  if (names.length > 1 && names.every(isSurelyName)) {
    return { ...line, verdict: 'too-many-on-line', names, why: say.several(names.length) }
  }
  const [head = '', tail = ''] = splitOnce(rest)
  const { name, rest: after } = takeName(head)
  const isName = listed ? canBeName(name) : isSurelyName(name) && rest.length < 30
  if (!isName) return listed ? { ...line, verdict: 'unreadable', why: say.noName() } : line
  const note = [after, tail]
    .map(part => part.replace(/^[\s()]+|[\s()]+$/g, ''))
    .filter(part => part !== '')
    .join(' ')
    .slice(0, 200)
  const entry = { ...line, name, names: [name], note: note === '' ? null : note, count }
  if (WITHDRAWN.test(rest)) return { ...entry, verdict: 'unreadable', count: 0, why: say.withdrawn() }
  if (count < 1 || count > MOST_COUNT)
    return { ...entry, verdict: 'unreadable', count: 0, why: say.badCount(MOST_COUNT) }
  return { ...entry, verdict: 'person' }
}

function takeCount(text: string): { count: number; rest: string } {
  const plus = PLUS.exec(text)
  const found = plus ?? COUNT.exec(text)
  if (!found) return { count: 1, rest: text }
  const stated = Number(found[1] ?? found[2] ?? found[3])
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.replace(/ +/g, ' ').trim()
  return { count: plus ? stated + 1 : stated, rest }
}

/** What stands between separators, names first: as long as parts are surely names. */
function namesOn(text: string): string[] {
  if (!/[、,;/&| 和]/.test(text)) return [text]
  const parts = text.split(/ ?[、,;/&|] ?| and | 和 /i).flatMap(splitAnd)
  const words = parts.length === 1 ? text.split(' ') : parts
  const sure = words.findIndex(part => !isSurelyName(part))
  return sure < 0 ? words : words.slice(0, sure)
}

/** 张三和李四 are two, 李和平 is one. */
function splitAnd(part: string): string[] {
  for (let at = part.indexOf('和', 2); at > 0; at = part.indexOf('和', at + 1)) {
    const pair = [part.slice(0, at), part.slice(at + 1)]
    if (pair.every(isSurelyName)) return pair
  }
  return [part]
}

/** At the first separator; a hyphen between letters belongs to the name (Anna-Marie). */
function splitOnce(text: string): string[] {
  const at = text.search(/[、,;/&|:()[\]]|(?<![A-Za-z])[-–—]|[-–—](?![A-Za-z])/)
  if (at < 0) return [text]
  const rest = text.slice(at).replace(/^[、,;/&|:\s–—-]+/, '')
  return [text.slice(0, at).trim(), rest.trim()]
}

/** Looks across the lines: numbers given twice, names that stood there before. Nothing is merged. */
function compared(lines: readonly ChainLine[]): ChainLine[] {
  const byName = new Map<string, ChainLine>()
  const byNumber = new Map<number, number>()
  return lines.map(line => {
    const { name, number, verdict } = line
    if (verdict !== 'person' || name === null) return line
    const numberBefore = number === null ? undefined : byNumber.get(number)
    if (number !== null && numberBefore === undefined) byNumber.set(number, line.line)
    const key = nameKey(name)
    const before = byName.get(key)
    if (!before) byName.set(key, line)
    if (before && sameNote(before, line)) return { ...line, verdict: 'repeat', why: say.repeat(before.line) }
    if (before) return { ...line, why: say.sameName(before.line) }
    return numberBefore === undefined ? line : { ...line, why: say.sameNumber(number!, numberBefore) }
  })
}

const sameNote = (one: ChainLine, other: ChainLine) =>
  one.note === null || other.note === null || nameKey(one.note) === nameKey(other.note)
