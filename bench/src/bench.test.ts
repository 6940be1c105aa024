import { expect, inject, it } from 'vitest'
import { openGround } from './ground/ground.ts'
import { ask } from './ground/sql.ts'
import { runBenches } from './run.ts'

const SMALL = { runs: 1, seconds: 0.2, facts: 200, people: 400, applicants: 100, screens: 5 }

it('measures ingest from the first to the last line, loses nothing, and leaves nothing behind', async () => {
  const said: string[] = []
  const ground = await openGround(inject('engineUrl'))
  const say = (line: string) => void said.push(line)
  const [result] = await runBenches(['ingest'], ground, SMALL, { say })
  await ground.close()
  const figures = Object.fromEntries(result!.lines.map(({ what, samples }) => [what, samples[0]!.figure]))
  expect(figures['acknowledged and not in the ledger']).toBe(0)
  expect(Object.values(figures).filter(figure => !(figure >= 0))).toEqual([])
  expect(result!.lines.map(({ samples }) => (samples[0]!.limit ?? 1) > 0)).not.toContain(false)
  expect(said.join('\n')).toContain('one row per transaction, 16 connections')
  const left = await ask(inject('engineUrl'), `select from pg_database where datname like 'bench\\_${process.pid}\\_%'`)
  expect(left).toEqual([])
})
