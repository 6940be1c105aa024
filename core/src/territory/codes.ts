import { territory } from './problems.ts'

/** The five levels of the statistical division code, from the widest to the narrowest. */
export const LEVELS = ['province', 'city', 'county', 'street', 'community'] as const
export type Level = (typeof LEVELS)[number]

/** How many digits of the code name a place of each level: 2 + 2 + 2 + 3 + 3. */
const DIGITS: Readonly<Record<Level, number>> = { province: 2, city: 4, county: 6, street: 9, community: 12 }
const CODE_LENGTH = 12
const FULL_WIDTH_ZERO = 0xff10

/**
 * Reads a division code as people write it: 2, 4, 6, 9 or 12 digits, half or full width, blanks around it allowed.
 *
 * A community needs its street and everything needs its city, so `320300000001` is refused; a missing county is
 * allowed, because the towns of Dongguan (4419), Zhongshan (4420) and Danzhou (4604) hang directly on the city.
 *
 * @returns the code padded with zeros to 12 digits, or null when the text is no code
 */
export function parseCode(text: string): string | null {
  const digits = halfWidth(text.trim())
  if (!isDigits(digits) || !Object.values(DIGITS).includes(digits.length)) return null
  const code = digits.padEnd(CODE_LENGTH, '0')
  if (code.startsWith('00')) return null
  if (code.slice(2, 4) === '00' && code.slice(4) !== '00000000') return null
  if (code.slice(6, 9) === '000' && code.slice(9) !== '000') return null
  return code
}

/**
 * The same, for callers who cannot go on without a code.
 *
 * @throws Problem `territory/bad-code`
 */
export function codeOf(text: string): string {
  const code = parseCode(text)
  if (code === null) throw territory('territory/bad-code', { code: text.slice(0, 40) })
  return code
}

/** Is this a well-formed code in its stored shape, exactly 12 ASCII digits? */
export function isCode(text: string): boolean {
  return text.length === CODE_LENGTH && parseCode(text) === text
}

/** The level of a 12-digit code: the last of its blocks that is not all zeros. */
export function levelOf(code: string): Level {
  if (code.slice(9) !== '000') return 'community'
  if (code.slice(6, 9) !== '000') return 'street'
  if (code.slice(4, 6) !== '00') return 'county'
  return code.slice(2, 4) === '00' ? 'province' : 'city'
}

/** The digits that name the place, without the padding: `320311003000` → `320311003`. */
export function significant(code: string): string {
  return code.slice(0, DIGITS[levelOf(code)])
}

/** The places a code lies in, widest first, without itself. Levels that a place does not have are left out. */
export function ancestorsOf(code: string): string[] {
  const own = DIGITS[levelOf(code)]
  const wider = LEVELS.filter(level => DIGITS[level] < own).map(level =>
    code.slice(0, DIGITS[level]).padEnd(CODE_LENGTH, '0'),
  )
  return [...new Set(wider)]
}

/** The place directly above, or null for a province. */
export function parentOf(code: string): string | null {
  return ancestorsOf(code).at(-1) ?? null
}

/** Does the place lie in the other one? A place lies within itself. Both codes have 12 digits. */
export function isWithin(code: string, ancestor: string): boolean {
  return code.startsWith(significant(ancestor))
}

function isDigits(text: string): boolean {
  for (const char of text) if (char < '0' || char > '9') return false
  return text.length > 0
}

function halfWidth(text: string): string {
  let out = ''
  for (const char of text) {
    const value = char.charCodeAt(0) - FULL_WIDTH_ZERO
    out += value >= 0 && value <= 9 ? String(value) : char
  }
  return out
}
