/**
 * No letter or digit that is taken for another one in handwriting. As many as a prime, so that the last sign tells every
 * wrong letter and every two that changed places.
 */
const LETTERS = 'ACDEFHJKLMNPRTUWXY34679'
const SIGNS = 5

/** A new number for a paper sheet: five signs, of which a sixth checks the others. @param pick a whole number below this one */
export function newSheetNumber(pick: (below: number) => number): string {
  const signs = Array.from({ length: SIGNS }, () => LETTERS[pick(LETTERS.length)]!)
  return signs.join('') + checkSign(signs)
}

/** As it stands in the books, however it was typed. */
export const tidySheetNumber = (typed: string): string => typed.trim().toUpperCase()

/** Whether this can be the number of a sheet at all. */
export function isSheetNumber(number: string): boolean {
  const signs = [...number]
  return (
    signs.length === SIGNS + 1 &&
    signs.every(sign => LETTERS.includes(sign)) &&
    checkSign(signs.slice(0, SIGNS)) === signs.at(-1)
  )
}

const checkSign = (signs: readonly string[]): string =>
  LETTERS[signs.reduce((sum, sign, nth) => sum + (nth + 2) * LETTERS.indexOf(sign), 0) % LETTERS.length]!
