import { expect, it } from 'vitest'
import { restAfter } from './rest.ts'

it('rests three times as long as it worked while facts come fast, so that it takes a quarter of a core', () => {
  expect(restAfter({ tookMs: 400, came: 5000, tail: 900 })).toBe(1200)
})

it('takes half a core when readers would feel how far it is behind', () => {
  expect(restAfter({ tookMs: 400, came: 5000, tail: 20_001 })).toBe(400)
})

it('does not rest at all while readers must do without it', () => {
  expect(restAfter({ tookMs: 400, came: 5000, tail: 100_001 })).toBe(0)
})

it('catches up without rest when the storm is over, and never rests for long', () => {
  expect(restAfter({ tookMs: 400, came: 499, tail: 20_001 })).toBe(0)
  expect(restAfter({ tookMs: 60_000, came: 5000, tail: 900 })).toBe(30_000)
})
