import { expect, it } from 'vitest'
import { r4 } from './r4.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()

it('R4: 5.5 hours of rest are refused; a reason and a second name bring relief with them', async () => {
  const { findings, failed } = await play(r4)
  expect(failed).toEqual([])
  expect(findings).toHaveLength(13)
})
