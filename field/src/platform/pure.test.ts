import { expect, it } from 'vitest'
import { fill, languageFor } from './language.ts'
import { troubleOf } from './trouble.ts'
import { uuidv7 } from './uuid.ts'

it('makes UUIDv7 that sort by time and hold version and variant', () => {
  const chance = new Uint8Array(16).fill(0xff)
  const early = uuidv7(0x0190_0000_0001, chance)
  expect(early).toBe('01900000-0001-7fff-bfff-ffffffffffff')
  expect(uuidv7(0x0190_0000_0002, chance.fill(0)) > early).toBe(true)
})

it('speaks Chinese unless the person chose English or the phone speaks something else', () => {
  expect([languageFor(null, 'zh-TW'), languageFor(null, ''), languageFor('zh', 'en-US')]).toEqual(['zh', 'zh', 'zh'])
  expect([languageFor(null, 'en-US'), languageFor('en', 'zh-CN')]).toEqual(['en', 'en'])
})

it('fills holes, and leaves a hole that nothing fills', () => {
  expect(fill('第 {place} 位，{other}', { place: 3 })).toBe('第 3 位，{other}')
})

it('tells a lost connection from a bug of the page', () => {
  expect(troubleOf(new TypeError('Failed to fetch')).kind).toBe('offline')
  expect(troubleOf(new RangeError('x')).kind).toBe('broken')
})
