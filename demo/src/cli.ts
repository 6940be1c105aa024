#!/usr/bin/env node
/** Plays days that really happened: `replay R1 R2 …`, and `day` for the desk that stays open. */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { closeSheets } from '@muster/server/platform/sheets/sheets.ts'
import { printFindings } from './play/findings.ts'
import { teller } from './play/teller.ts'
import { r1 } from './replays/r1.ts'
import { r2 } from './replays/r2.ts'
import type { Replay } from './replays/replay.ts'
import { ownServer } from './server.ts'

const REPLAYS: readonly Replay[] = [r1, r2]

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    at: { type: 'string' },
    code: { type: 'string' },
    secret: { type: 'string' },
    speed: { type: 'string', default: '0' },
  },
})

const [verb = 'replay', ...ids] = positionals[0] === 'replay' ? positionals : ['replay', ...positionals]
process.exitCode = verb === 'replay' ? await replayAll(ids) : 2
await closeSheets()

async function replayAll(ids: readonly string[]): Promise<number> {
  const unknown = ids.find(id => !REPLAYS.some(replay => replay.id === id.toUpperCase()))
  if (unknown) {
    console.error(`没有 ${unknown} 这个场景 · there is no replay ${unknown}: ${REPLAYS.map(({ id }) => id).join(' ')}`)
    return 2
  }
  let failed = 0
  for (const replay of REPLAYS.filter(({ id }) => ids.length === 0 || ids.some(one => one.toUpperCase() === id)))
    if (!(await replayOne(replay))) failed++
  return failed > 0 ? 1 : 0
}

/** One replay on a server of its own, or on the one that `--at` names. */
async function replayOne(replay: Replay): Promise<boolean> {
  console.log(`${replay.id} ${replay.words.join(' · ')}`)
  const server = values.at ? { at: values.at, code: values.code ?? '', stop: async () => {} } : await ownServer()
  const secret = values.secret ?? randomBytes(16).toString('hex')
  const tell = teller(replay.id)
  try {
    const began = performance.now()
    const settings = { at: server.at, code: server.code, secret, speed: Number(values.speed), speedAfter: 0 }
    const { findings, sentences } = await replay.play({ ...settings, say: tell.say })
    tell.clear()
    console.log(printFindings(replay.id, findings, (performance.now() - began) / 1000))
    for (const sentence of sentences) console.log(`    ${sentence}`)
    return findings.every(({ holds }) => holds)
  } finally {
    await server.stop()
  }
}
