import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** How many passed and failed so far, skipped tests counting as neither, and the tests that run right now. */
export interface Tally {
  passed: number
  failed: number
  running: string[]
}

/** Names the file in which `scripts/test.ts` wants the tally instead of the line, since it has checks to add to it. */
export const TALLY_FILE = 'MUSTER_TALLY'

/** The line that ends every run; whatever reads it need not know the runner. */
export const closingLine = ({ passed, failed }: { passed: number; failed: number }): string =>
  `${passed} passed, ${failed} failed`

/**
 * Counts what passed and failed and closes the run with one plain line.
 *
 * Counted as failures beside failed tests: a file that could not be loaded, a failing hook of a whole file or suite, an
 * error nobody awaited, a run that was cut short, and a test name used twice (a failure report must name one test).
 */
export default class ClosingLine implements Reporter {
  readonly #running = new Set<string>()
  readonly #soFar = { passed: 0, failed: 0 }

  onTestRunStart(): void {
    this.#save()
  }

  onTestModuleStart(module: TestModule): void {
    this.#running.add(module.relativeModuleId)
    this.#save()
  }

  onTestModuleEnd(module: TestModule): void {
    this.#running.delete(module.relativeModuleId)
    this.#save()
  }

  onTestCaseReady(test: TestCase): void {
    this.#running.add(nameOf(test))
    this.#save()
  }

  onTestCaseResult(test: TestCase): void {
    this.#running.delete(nameOf(test))
    const { state } = test.result()
    if (state === 'passed' || state === 'failed') this.#soFar[state] += 1
    this.#save()
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: string): void {
    const tally = { passed: 0, failed: unhandled.length }
    for (const module of modules) count(module, tally)
    if (reason !== 'passed' && tally.failed === 0) tally.failed = 1
    if (tally.failed > 0) process.exitCode = 1

    if (process.env[TALLY_FILE]) this.#save(tally)
    else console.log(closingLine(tally))
  }

  /** Also says “still alive” to whoever waits: the file's age is the time since something happened. */
  #save(tally = this.#soFar): void {
    const file = process.env[TALLY_FILE]
    if (file) writeFileSync(file, JSON.stringify({ ...tally, running: [...this.#running] } satisfies Tally))
  }
}

function count(module: TestModule, tally: { passed: number; failed: number }): void {
  tally.failed += module.errors().length
  for (const suite of module.children.allSuites()) tally.failed += suite.errors().length
  const seen = new Set<string>()
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed') tally.passed += 1
    if (state === 'failed' || state === 'pending') tally.failed += 1
    if (seen.has(test.fullName)) tally.failed += complain(test)
    seen.add(test.fullName)
  }
}

const nameOf = (test: TestCase) => `${test.module.relativeModuleId} > ${test.fullName}`

function complain(test: TestCase): 1 {
  console.error(`✗ two tests have this name: ${nameOf(test)}`)
  return 1
}
