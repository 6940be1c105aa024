import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** One PostgreSQL for the whole server project; the file comes with the server's platform. */
const engine = './server/src/platform/testing/global.ts'
const database = existsSync(engine) ? { globalSetup: [engine] } : {}
const pages = '**/*.browser.test.{ts,tsx}'
const away = ['**/node_modules/**', '**/dist/**', '**/.muster/**']

/** A test that hangs is a failure, not a wait: 60 seconds for a test, a hook and the closing of a worker. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000, teardownTimeout: 60_000 }

export default defineConfig({
  test: {
    // NOTE: two, because the machines this must pass on have two cores and PostgreSQL wants one of them.
    maxWorkers: 2,
    pool: 'forks',
    retry: 0,
    allowOnly: !process.env.CI,
    passWithNoTests: false,
    dangerouslyIgnoreUnhandledErrors: false,
    projects: [
      {
        test: {
          name: 'core',
          include: [
            'core/src/**/*.test.ts',
            'solver/src/**/*.test.ts',
            'console/src/**/*.test.{ts,tsx}',
            'field/src/**/*.test.{ts,tsx}',
          ],
          exclude: [...away, pages],
          ...patience,
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts', 'demo/src/**/*.test.ts', 'bench/src/**/*.test.ts'],
          exclude: [...away, pages],
          ...database,
          ...patience,
        },
      },
      { test: { name: 'house', include: ['*.test.ts', 'scripts/**/*.test.ts'], exclude: away, ...patience } },
      // One browser at a time: two of them on two cores only teach each other to time out.
      { test: { name: 'browser', include: [pages], exclude: away, fileParallelism: false, ...database, ...patience } },
    ],
  },
})
