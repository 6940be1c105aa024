import type { TestProject } from 'vitest/node'
import { migrate } from '../database/migrate.ts'
import { cloneDatabase, dropDatabase, startTestEngine } from '../engine/testing.ts'

/** Test files clone this database; it is migrated once per run. */
export const TEMPLATE = 'muster_template'

declare module 'vitest' {
  interface ProvidedContext {
    engineUrl: string
  }
}

/**
 * One PostgreSQL for all test files of a project, with a migrated template: a bundled one of its own, or the one that
 * `ENGINE_URL` names (one run at a time there), which may be sharded.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { ENGINE_URL } = process.env
  const engine = ENGINE_URL
    ? { url: ENGINE_URL, stop: () => dropDatabase(ENGINE_URL, TEMPLATE) }
    : await startTestEngine()
  if (ENGINE_URL) await dropDatabase(ENGINE_URL, TEMPLATE) // what a run that was killed has left behind
  const template = await cloneDatabase(engine.url, 'template0', TEMPLATE)
  await migrate(template)
  project.provide('engineUrl', engine.url)
  return () => engine.stop()
}
