import { expect, it } from 'vitest'
import { playSampling, r12 } from './r12.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()
/** A day of 26 sites with 11 people each: a full tube and one with room. */
const SMALL = { each: 11 }

it('R12: 26 sites sample with and without a line, each person counts once, and no tube takes an eleventh', async () => {
  const { findings, failed } = await play({ ...r12, play: settings => playSampling(settings, SMALL) })
  expect(failed).toEqual([])
  expect(findings).toHaveLength(16)
})
