import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cleanup } from './machine/cleanup.ts'
import { bundled, type Postgres } from './machine/postgres.ts'
import { playRound } from './round.ts'

/** Hundreds of them by hand: `npm run crash -- --kills 200`. */
const KILLS = 2

const undo = cleanup()
let postgres: Postgres
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-crash-'))
  undo.later(() => rmSync(folder, { recursive: true, force: true }))
  postgres = await bundled(folder)
  undo.later(postgres.stop)
})
afterAll(() => undo.now())

it('with two servers, killed under load: what was acknowledged stands once, in order, and nothing else', {
  timeout: 180_000,
}, async () => {
  const settings = { seed: 2, kills: KILLS, servers: 2, between: 0.1, people: 16, say: () => {} }
  const { killed, breaches, facts } = await playRound(postgres, settings, undo)
  expect({ breaches, killed: killed.length }).toEqual({ breaches: [], killed: KILLS })
  expect(facts).toBeGreaterThan(0)
})
