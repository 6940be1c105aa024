#!/usr/bin/env node
/** Plays days that really happened: `replay R1 R2 …`, and `day` for the desk that stays open. */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { closeSheets } from '@muster/server/platform/sheets/sheets.ts'
import { printFindings } from './play/findings.ts'
import { teller } from './play/teller.ts'
import { r1 } from './replays/r1.ts'
import { playDay, r2 } from './replays/r2.ts'
import { r3 } from './replays/r3.ts'
import { r4 } from './replays/r4.ts'
import { r5 } from './replays/r5.ts'
import { r6 } from './replays/r6.ts'
import { r7 } from './replays/r7.ts'
import { r8 } from './replays/r8.ts'
import { r10 } from './replays/r10.ts'
import { r12 } from './replays/r12.ts'
import type { Replay } from './replays/replay.ts'
import { ownServer } from './server.ts'
import { sizeOf, WHOLE } from './world/city.ts'

const REPLAYS: readonly Replay[] = [r1, r2, r3, r4, r5, r6, r7, r8, r10, r12]

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    at: { type: 'string' },
    code: { type: 'string' },
    people: { type: 'string', default: '' },
    speed: { type: 'string', default: '0' },
  },
})

const VERBS = ['replay', 'day'] as const
const verb = VERBS.find(one => one === positionals[0]) ?? 'replay'
const ids = verb === positionals[0] ? positionals.slice(1) : positionals
process.exitCode = verb === 'day' ? await playOn() : await replayAll(ids)
await closeSheets()

/** Plays the Xuzhou day into a server that others use afterwards, and goes when the one who asked for it is gone. */
async function playOn(): Promise<number> {
  const goToo = () => process.exit(1)
  process.once('disconnect', goToo)
  const tell = teller('')
  const size = values.people ? sizeOf(Number(values.people)) : WHOLE
  const server = { at: values.at ?? '', code: values.code ?? '', secret: process.env.DEMO_SECRET ?? '' }
  const { findings, sentences } = await playDay({ ...server, speed: 0, speedAfter: 1, say: tell.say }, size)
  tell.clear()
  const wrong = findings.filter(({ holds }) => !holds)
  if (wrong.length > 0) console.error(printFindings('R2', wrong, 0))
  process.send?.(sentences)
  process.off('disconnect', goToo)
  process.disconnect?.()
  return wrong.length > 0 ? 1 : 0
}

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
  const secret = process.env.DEMO_SECRET ?? randomBytes(24).toString('hex')
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
