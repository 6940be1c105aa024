/**
 * What people type, in the one shape in which it is kept and compared: half width, without what is invisible, without
 * blanks that say nothing. `张 三` with a wide blank and `张三` are one name; whether they are one person only the number tells.
 */

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
/** Control characters; line breaks and tabs count as blanks. */
const CONTROL = /\p{Cc}/gu
// NOTE: no lookbehind and no `replaceAll`: phones read this, and iOS before 16.4 knows no such pattern.
const BETWEEN_HAN = /(\p{Script=Han}) (?=\p{Script=Han})/gu

/** Half width, visible, blanks single. */
export function tidyText(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').replace(CONTROL, '').trim()
}

/** A name: no blanks between Chinese characters, single ones between others. */
export const tidyName = (text: string): string => tidyText(text).replace(BETWEEN_HAN, '$1')

/** Letters in capitals, no blanks: `xz 001` and `XZ001` are one number. */
export const tidyNumber = (text: string): string => tidyText(text).replace(/ /g, '').toUpperCase()

/** Digits, perhaps with a + before; +86 before a mobile number says nothing. Null when it is no phone number. */
export function tidyPhone(text: string): string | null {
  const digits = tidyText(text).replace(/[\s().·_-]/g, '')
  const plain = digits.replace(/^(\+|00)86(?=1[3-9]\d{9}$)/, '')
  return /^\+?\d{5,15}$/.test(plain) ? plain : null
}

/** What a masked phone number looks like: whoever was shown the outline and sends it back changes nothing. */
export const isOutline = (text: string): boolean => text.includes('*')

/** A volunteer number: letters, digits and what separates them. */
export const isVolunteerNo = (text: string): boolean => /^[0-9A-Z][0-9A-Z._/-]{1,29}$/.test(text)
