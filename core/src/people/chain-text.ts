/**
 * What a chat does to a list before it is pasted: emoji numerals, circled numbers, invisible characters, look-alikes.
 * All of it is taken back here, so that the parser sees plain lines.
 */

/** Nothing to take back: the characters most lines consist of, without a blank before another. */
const PLAIN = /^(?:[!-~\u4e00-\u9fff。、]| (?! ))*$/

/** Zero-width, direction and variation marks and tags: invisible, and able to hide or turn around what stands there. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const CONTROL = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/g
/** Circled, bracketed and dotted numbers; the last three blocks have no compatibility form in Unicode. */
const CIRCLED = /[\u2460-\u249b\u24ea\u3251-\u325f\u32b1-\u32bf\u24eb-\u24ff\u2776-\u2793]/gu
/** The same, the frame of a keycap, and 🔟. */
const SIGNS = new RegExp(`${CIRCLED.source}|\u20e3|🔟`, 'u')
const FIRST_NUMBER = new RegExp(`^(?:(?:[0-9]\u20e3|🔟)+|${CIRCLED.source})`, 'u')
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/

/** The lines of a text without what is invisible, at most so many; `more` tells whether something was left out. */
export function linesOf(text: string, most: number): { lines: string[]; more: boolean } {
  const lines = visible(text).split(LINE_BREAK, most + 1)
  return { lines: lines.slice(0, most), more: lines.length > most }
}

export function visible(text: string): string {
  return text.replace(INVISIBLE, '').replace(CONTROL, '')
}

/** NFKC with every numeral written in digits and no blank twice. */
export function plainLine(line: string): string {
  if (PLAIN.test(line)) return line
  const digits = SIGNS.test(line) ? inDigits(line.trim()) : line
  return digits.normalize('NFKC').replace(/\s+/g, ' ').trim()
}

/**
 * A sign at the start of the line is followed by a blank, so that `③138…` is number 3 and a phone number; anywhere else
 * a circled digit is a digit, so that no phone number hides in circles.
 */
function inDigits(line: string): string {
  return line
    .replace(FIRST_NUMBER, number => `${number.replace(CIRCLED, circledNumber)} `)
    .replace(CIRCLED, circledNumber)
    .replaceAll('🔟', '10')
    .replaceAll('\u20e3', '')
}

function circledNumber(sign: string): string {
  const code = sign.codePointAt(0)!
  if (code >= 0x24eb && code <= 0x24f4) return String(code - 0x24eb + 11)
  if (code >= 0x24f5 && code <= 0x24fe) return String(code - 0x24f5 + 1)
  if (code === 0x24ff) return '0'
  if (code >= 0x2776) return String(((code - 0x2776) % 10) + 1)
  return sign.normalize('NFKC').replace(/\D/g, '')
}

/** Cyrillic and Greek letters that look like Latin ones, and the middle dots that names are written with. */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtвbнnαaοoνvιiκkρpτtυuχx'].flatMap((sign, at, all) =>
    at % 2 === 0 ? [[sign, all[at + 1]!]] : [],
  ),
)

const HAN_ONLY = /^[\u4e00-\u9fff]*$/

/**
 * The shape in which two names are compared. Equal shapes are a question to a person, never an answer: two people may
 * have one name.
 */
export function nameKey(name: string): string {
  if (HAN_ONLY.test(name)) return name
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•・‧∙⋅.'’-]/gu, '')
    .replace(/[\u0370-\u052f]/gu, sign => LOOKALIKES[sign] ?? sign)
}
