import { expect, it } from 'vitest'
import { random } from '../random.ts'
import { Turns, type Way } from './turns.ts'

/** Takes turns with ways that save so much in a turn; how many turns each had. */
function taken(turns: number, saves: readonly ((turn: number) => number)[]): number[] {
  const had = saves.map(() => 0)
  let turn = 0
  const ways = saves.map(
    (save, at): Way =>
      () => {
        had[at]!++
        return { saved: save(turn), milliseconds: 9 }
      },
  )
  const all = new Turns(ways, random(1))
  for (; turn < turns; turn++) all.next()
  return had
}

it('gives most turns to what saves most, and none is forgotten', () => {
  const [little, much] = taken(300, [() => 1, () => 10])
  expect(much).toBeGreaterThan(200)
  expect(little).toBeGreaterThan(10)
})

it('changes over when what was good is used up', () => {
  const [early] = taken(300, [turn => (turn < 100 ? 10 : 0), () => 1])
  expect(early).toBeGreaterThan(80)
  expect(early).toBeLessThan(170)
})

it('says whether a turn saved something', () => {
  const turns = new Turns([() => ({ saved: 0, milliseconds: 1 })], random(1))
  expect(turns.next()).toBe(false)
})
