import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** How many passed and failed; skipped tests count as neither. */
export interface Tally {
  passed: number
  failed: number
}

/** Where `scripts/test.ts` wants the tally instead of the line, since it has checks to add to it. */
const TALLY_FILE = 'MUSTER_TALLY'

/** The line that ends every run; whatever reads it need not know the runner. */
export const closingLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`

/**
 * Counts what passed and failed and closes the run with one plain line.
 *
 * Counted as failures beside failed tests: a file that could not be loaded, a failing hook of a whole file or suite, an
 * error nobody awaited, a run that was cut short, and a test name used twice (a failure report must name one test).
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: string): void {
    const tally = { passed: 0, failed: unhandled.length }
    for (const module of modules) count(module, tally)
    if (reason !== 'passed' && tally.failed === 0) tally.failed = 1
    if (tally.failed > 0) process.exitCode = 1

    const file = process.env[TALLY_FILE]
    if (file) writeFileSync(file, JSON.stringify(tally))
    else console.log(closingLine(tally))
  }
}

function count(module: TestModule, tally: Tally): void {
  tally.failed += module.errors().length
  for (const suite of module.children.allSuites()) tally.failed += suite.errors().length
  const seen = new Set<string>()
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed') tally.passed += 1
    if (state === 'failed' || state === 'pending') tally.failed += 1
    if (seen.has(test.fullName)) tally.failed += complain(module, test)
    seen.add(test.fullName)
  }
}

function complain(module: TestModule, test: TestCase): 1 {
  console.error(`✗ ${module.relativeModuleId}: two tests are called “${test.fullName}”`)
  return 1
}
