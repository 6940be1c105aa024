import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isSheetNumber, newSheetNumber, tidySheetNumber } from './sheet-number.ts'

const LETTERS = 'ACDEFHJKLMNPRTUWXY34679'
const numbers = () =>
  fc.array(fc.nat(LETTERS.length - 1), { minLength: 5, maxLength: 5 }).map(picks => {
    const left = [...picks]
    return newSheetNumber(() => left.shift()!)
  })
const at = fc.nat(5)

it('is known again however it was typed', () => {
  fc.assert(fc.property(numbers(), number => isSheetNumber(tidySheetNumber(` ${number.toLowerCase()} `))))
})

it('is known to be wrong when one sign was misread', () => {
  fc.assert(
    fc.property(numbers(), at, fc.constantFrom(...LETTERS), (number, nth, sign) => {
      const wrong = number.slice(0, nth) + sign + number.slice(nth + 1)
      expect(isSheetNumber(wrong)).toBe(wrong === number)
    }),
  )
})

it('is known to be wrong when two signs changed places', () => {
  fc.assert(
    fc.property(numbers(), fc.nat(4), (number, nth) => {
      const wrong = number.slice(0, nth) + number[nth + 1]! + number[nth]! + number.slice(nth + 2)
      expect(isSheetNumber(wrong)).toBe(wrong === number)
    }),
  )
})
