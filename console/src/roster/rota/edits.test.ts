import { describe, expect, it } from 'vitest'
import { type Draft, drop, remove, turned, withChanges } from './edits.ts'

const draft: Draft = new Map([
  ['day', ['li', 'wang']],
  ['night', ['zhao']],
])
const after = (changes: ReturnType<typeof drop>) => Object.fromEntries(withChanges(draft, changes))

describe('a person let go', () => {
  it('leaves the old shift and stands on the new one', () => {
    expect(after(drop(draft, [{ personId: 'li', from: 'day' }], { half: 'night' }))).toEqual({
      day: ['wang'],
      night: ['zhao', 'li'],
    })
  })
  it('changes places with whoever is there', () => {
    expect(after(drop(draft, [{ personId: 'li', from: 'day' }], { half: 'night', personId: 'zhao' }))).toEqual({
      day: ['wang', 'zhao'],
      night: ['li'],
    })
  })
  it('replaces somebody when coming from the pool', () => {
    expect(after(drop(draft, [{ personId: 'chen' }], { half: 'night', personId: 'zhao' }))).toEqual({
      day: ['li', 'wang'],
      night: ['chen'],
    })
  })
  it('stands there once, however often', () => {
    expect(drop(draft, [{ personId: 'zhao' }], { half: 'night' })).toEqual([])
    expect(drop(draft, [{ personId: 'li', from: 'day' }], { half: 'day', personId: 'wang' })).toEqual([])
  })
  it('goes together with the others in the hand', () => {
    const both = ['li', 'wang'].map(personId => ({ personId, from: 'day' }))
    expect(after(drop(draft, both, { half: 'night', personId: 'zhao' }))).toEqual({
      day: [],
      night: ['zhao', 'li', 'wang'],
    })
  })
})

it('takes people off, and undo puts them back', () => {
  const changes = remove(draft, [
    { half: 'day', personId: 'li' },
    { half: 'day', personId: 'wang' },
  ])
  expect(after(changes).day).toEqual([])
  expect(Object.fromEntries(withChanges(withChanges(draft, changes), turned(changes)))).toEqual(
    Object.fromEntries(draft),
  )
})
