// Everything that must hold, and one plain last line that says whether it does.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHECKS, type Check, print, runChecks } from './checks.ts'
import { closingLine, type Tally } from './closing-line.ts'

/** Tells the launcher that the closing line has been printed and names a failure; see `scripts/run.mjs`. */
const FAILED_AND_SAID = 3

const screens: Check = { name: 'the screens build', command: ['node', 'scripts/run.mjs', 'build'] }

const outcomes = [...(await runChecks([screens], print)), ...(await runChecks(CHECKS, print))]
const tests = await runTests(process.argv.slice(2))
const total = {
  passed: tests.passed + outcomes.filter(({ passed }) => passed).length,
  failed: tests.failed + outcomes.filter(({ passed }) => !passed).length,
}
for (const { name, passed } of outcomes) if (!passed) console.log(`✗ ${name} (its report is above)`)
console.log(closingLine(total))
process.exitCode = total.failed > 0 ? FAILED_AND_SAID : 0

/** Runs vitest in a process of its own: if that crashes, the line still comes and counts it. */
async function runTests(args: string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-tally-'))
  const file = join(folder, 'tally.json')
  const command = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=./scripts/closing-line.ts',
  ]
  const code = await new Promise<number | null>((resolve, reject) => {
    const env = { ...process.env, MUSTER_TALLY: file }
    const child = spawn(process.execPath, [...command, ...args], { env, stdio: 'inherit' })
    child.once('error', reject)
    child.once('close', resolve)
  })
  const tally = readTally(file)
  rmSync(folder, { recursive: true, force: true })
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

function readTally(file: string): Tally {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Tally
  } catch {
    return { passed: 0, failed: 1 } // it ended before it could count
  }
}
