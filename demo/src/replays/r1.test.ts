import { expect, it } from 'vitest'
import { r1 } from './r1.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()

it('R1: 107 answers, 30 confirmed, all told, gone after 231 minutes', { timeout: 120_000 }, async () => {
  const { findings, failed } = await play(r1)
  expect(failed).toEqual([])
  expect(findings).toHaveLength(17)
})
