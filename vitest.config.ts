import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** One PostgreSQL for a whole project; the file comes with the server's platform. */
const engine = './server/src/platform/testing/global.ts'
const database = existsSync(engine) ? { globalSetup: [engine] } : {}
const pages = '**/*.browser.test.{ts,tsx}'
/** What takes minutes each: `npm test -- --project long` runs it, a plain `npm test` does not. */
const long = ['demo/src/replays/screens.browser.test.ts', 'demo/src/crash/day.test.ts']
const away = ['**/node_modules/**', '**/dist/**', '**/.muster/**']

/** What a process does with its memory, its loop, its children and its end: each of these files has a process of its own. */
const machinery = ['server/src/platform/**/*.test.ts', 'server/src/cli/**/*.test.ts', 'demo/src/crash/**/*.test.ts']
/**
 * All other files share two processes: each has its own city in a database of its own, and reading the whole house anew for
 * each took a quarter of the time.
 */
const together = { isolate: false }

/** What takes longest begins first, so that at the end neither of the two processes waits for the other. */
const LONG = ['demo/src/replays/', 'console/src/pages.browser', 'demo/src/crash/', 'server/src/cli/']
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => LONG.some(part => moduleId.includes(part))
    return [...sorted.filter(isLong), ...sorted.filter(one => !isLong(one))]
  }
}

/**
 * A test that hangs is a failure, not a wait: two minutes for a test, a hook and the closing of a worker, which is four
 * times what the longest of them needs on a slow machine. Properties end by themselves before that.
 */
const patience = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  teardownTimeout: 60_000,
  setupFiles: ['./scripts/properties.ts'],
}

export default defineConfig({
  test: {
    // NOTE: two, because the machines this must pass on have two cores and PostgreSQL wants one of them.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    retry: 0,
    allowOnly: !process.env.CI,
    passWithNoTests: false,
    dangerouslyIgnoreUnhandledErrors: false,
    projects: [
      {
        test: {
          name: 'core',
          include: ['core/src/**/*.test.ts', 'console/src/**/*.test.{ts,tsx}', 'field/src/**/*.test.{ts,tsx}'],
          exclude: [...away, pages],
          ...together,
          ...patience,
        },
      },
      // Threads and a big library's memory: each of its files begins with nothing of another's.
      { test: { name: 'solver', include: ['solver/src/**/*.test.ts'], exclude: away, ...patience } },
      {
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts', 'demo/src/**/*.test.ts', 'bench/src/**/*.test.ts'],
          exclude: [...away, ...machinery, pages],
          ...together,
          ...database,
          ...patience,
        },
      },
      { test: { name: 'machinery', include: machinery, exclude: [...away, ...long], ...database, ...patience } },
      { test: { name: 'house', include: ['*.test.ts', 'scripts/**/*.test.ts'], exclude: away, ...patience } },
      {
        test: { name: 'browser', include: [pages], exclude: [...away, ...long], ...together, ...database, ...patience },
      },
      { test: { name: 'long', include: long, exclude: away, ...database, ...patience } },
    ],
  },
})
