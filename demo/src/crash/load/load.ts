import { diceOf } from '../../world/dice.ts'
import { cityDesk, streetDesk } from './desks.ts'
import type { Town } from './town.ts'
import { volunteer } from './volunteer.ts'

/** Everybody acts, each with chance of their own, until told to stop; then each ends what they are at. */
export function beginLoad(town: Town): { stop: () => Promise<void> } {
  let going = true
  const goOn = () => going
  const chance = () => diceOf(town.dice.below(2 ** 31))
  const everybody = [
    ...town.members.map(member => volunteer(town, member, chance(), goOn)),
    ...town.desks.map(desk => streetDesk(town, desk, chance(), goOn)),
    cityDesk(town, chance(), goOn),
  ]
  const ended = Promise.all(everybody)
  ended.catch(() => {}) // heard of when it is waited for
  return {
    stop: async () => {
      going = false
      await ended
    },
  }
}
