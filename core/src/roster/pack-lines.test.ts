import { expect, it } from 'vitest'
import { PACKS } from '../incident/packs.ts'
import { keptLine, saidLine } from './pack-lines.ts'

it('keeps what a pack knows under one key, and says it to each reader in their language', () => {
  for (const { posts } of Object.values(PACKS))
    for (const { equipment, checklist, closesWhen } of posts)
      for (const { zh, en } of [...equipment, ...checklist, ...(closesWhen ? [closesWhen] : [])]) {
        expect([zh, en].map(keptLine)).toEqual([zh, zh])
        expect([saidLine(zh, 'zh'), saidLine(zh, 'en')]).toEqual([zh, en])
      }
  expect([keptLine('自带小马扎'), saidLine('自带小马扎', 'en')]).toEqual(['自带小马扎', '自带小马扎'])
})
