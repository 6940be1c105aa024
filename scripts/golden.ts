// Renews the golden files: runs the tests that compare with one, with GOLDEN=1, which lets them write instead.
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'

const asked = process.argv.slice(2)
const files =
  asked.length > 0 ? asked : globSync('{core,server,console,field,demo}/src/**/*.test.{ts,tsx}').filter(golden)

if (files.length === 0) console.log('There is no golden file yet: no test mentions GOLDEN.')
else {
  const env = { ...process.env, GOLDEN: '1' }
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...files], {
    env,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}

function golden(file: string): boolean {
  return /golden/i.test(file) || /\bgolden\b/i.test(readFileSync(file, 'utf8'))
}
