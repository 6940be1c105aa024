import { expect, it } from 'vitest'
import { r5 } from './r5.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()

it('R5: relieved at 13:10, asked with her hours before her eyes, sent on by her own word, two stretches on her record', async () => {
  const { findings, failed } = await play(r5)
  expect(failed).toEqual([])
  expect(findings).toHaveLength(14)
})
