import { expect, it } from 'vitest'
import { playSampling, r12 } from './r12.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()
/** A day of 26 sites with 22 people each: two full tubes and one that is not. */
const SMALL = { each: 22 }

it('R12: 26 sites sample with and without a line, each person counts once, and no tube takes an eleventh', async () => {
  const { findings, failed } = await play({ ...r12, play: settings => playSampling(settings, SMALL) })
  expect(failed).toEqual([])
  expect(findings).toHaveLength(16)
})
