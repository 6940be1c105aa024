import { expect, it } from 'vitest'
import { shortPlace } from './short.ts'

it.each([
  ['潘塘社区居民委员会', '潘塘社区'],
  ['张集村村民委员会', '张集村'],
  ['潘塘街道办事处', '潘塘街道'],
  ['铜沛居民委员会', '铜沛居民委员会'],
  ['汉王镇', '汉王镇'],
])('%s is said %s', (official, said) => {
  expect(shortPlace(official)).toBe(said)
})
