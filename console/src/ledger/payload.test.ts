import { expect, it } from 'vitest'
import { payloadOf } from './payload.ts'

const zh = (payload: Record<string, unknown>) => payloadOf(payload).map(words => words.zh)

it('says a fact in words, and leaves out what goes without saying', () => {
  expect(zh({ via: 'chain', fit: true })).toEqual(['来自接龙'])
  expect(zh({ at: 'muster', present: false })).toEqual(['集合点名', '不在场'])
  expect(zh({ place: 7, weighed: { fit: true } })).toEqual(['名额号 7'])
})

it('shows what is stored where it has no words', () => {
  expect(zh({ colour: 'green' })).toEqual(['colour green'])
})
