/**
 * Numbers that identify a person. The system takes no identity number at all and shows no phone number outside its own
 * field, so both are found and taken out before a text goes anywhere.
 */

/** GB 11643-1999: weights of the first 17 digits; the remainder by 11 chooses the check character. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = '10X98765432'
/** First two digits: provinces 11–65, Taiwan 71, Hong Kong and Macao 81–83, residence permits of foreigners 91. */
const REGION = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Whether 18 characters are an identity number: region, date of birth and check character all right. */
function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text) || !REGION.test(text)) return false
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number) as [
    number,
    number,
    number,
  ]
  if (year < 1800 || year > 2199 || day < 1 || day > (DAYS[month - 1] ?? 0)) return false
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return CHECKS[sum % 11] === text[17]!.toUpperCase()
}

/** Whether an identity number stands anywhere in a text, also in full width or broken up by blanks and dashes. */
export function holdsIdNumber(text: string): boolean {
  if (text.length < 18) return false
  const plain = text.normalize('NFKC').replace(/(\d)[\s\-–—_.·]+(?=[\dXx])/g, '$1')
  for (const [run] of plain.matchAll(/\d{17,}[Xx]?/g)) {
    for (let at = 0; at + 18 <= run.length; at++) if (isIdNumber(run.slice(at, at + 18))) return true
  }
  return false
}

const HIDDEN_ID = '（身份证号已隐去）'
/** 7 digits are the shortest telephone number; a chain's own numbers and a date stay below. */
const LONG_RUN = /\p{Nd}{7,}[Xx]?/gu
/** 138 0000 0000 and 138-0000-0000; 320100-19900101-0000; every digit for itself. */
const BROKEN =
  /1[3-9]\d[ -]\d{4}[ -]\d{4}|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|0\d{2,3}[ -]\d{7,8}|(?:\p{Nd}[ ._-]){6,}\p{Nd}/gu

/**
 * Takes out every identity number, and the middle of every other number of 7 digits and more: 138****0000.
 *
 * @param text in Unicode's NFKC form, so that a full-width digit is a digit
 */
export function maskNumbers(text: string): string {
  if (!mayHoldNumber(text)) return text
  return text.replace(BROKEN, maskRun).replace(LONG_RUN, maskRun)
}

/** Cheap first look, for ten thousand lines: seven digits anywhere, or a script whose digits are not the ASCII ones. */
function mayHoldNumber(text: string): boolean {
  let digits = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x30 && code <= 0x39 && ++digits === 7) return true
    if ((code >= 0x660 && code < 0x2000) || code >= 0xa620) return true
  }
  return false
}

function maskRun(run: string): string {
  const digits = run.replace(/[ ._-]/g, '')
  // Any 18 characters are taken for an identity number here, also one with a typing error in it.
  if (digits.length >= 17) return HIDDEN_ID
  return `${digits.slice(0, 3)}****${digits.length >= 11 ? digits.slice(-4) : ''}`
}

/** Whether {@link maskNumbers} took out what could be an identity number. */
export const hidesIdNumber = (masked: string): boolean => masked.includes(HIDDEN_ID)
