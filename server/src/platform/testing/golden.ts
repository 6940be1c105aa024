import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect } from 'vitest'

const ROOT = join(import.meta.dirname, '../../../..')

/** Compares a text with its golden file; `npm run golden` sets GOLDEN=1, which writes it instead. */
export function expectGolden(file: string, text: string): void {
  const path = join(ROOT, file)
  if (process.env.GOLDEN === '1') writeFileSync(path, text)
  const golden = readFileSync(path, 'utf8')
  const advice = `${relative(ROOT, path)} is not what the code makes any more. If the change is meant, run \`npm run golden\` and commit the file.`
  expect(text, advice).toBe(golden)
}
