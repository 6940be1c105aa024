import type { TestProject } from 'vitest/node'
import { migrate } from '../database/migrate.ts'
import { cloneDatabase, startTestEngine } from '../engine/testing.ts'

/** Test files clone this database; it is migrated once per run. */
export const TEMPLATE = 'muster_template'

declare module 'vitest' {
  interface ProvidedContext {
    engineUrl: string
  }
}

/** One PostgreSQL for all test files of a project, with a migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = await startTestEngine()
  const template = await cloneDatabase(engine.url, 'template0', TEMPLATE)
  await migrate(template)
  project.provide('engineUrl', engine.url)
  return () => engine.stop()
}
