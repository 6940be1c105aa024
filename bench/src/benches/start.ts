import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import { client } from '@muster/core/platform/client.ts'
import type { Prepared } from '../city/history.ts'
import type { Line, Sample } from '../figures/line.ts'
import type { Ground } from '../ground/ground.ts'
import type { Outcome, Stage } from './bench.ts'

const COMMAND = fileURLToPath(new URL('../../../server/src/cli.ts', import.meta.url))

/** From `muster start` to the first answer, with PostgreSQL where it is the bundled one. */
export async function start({ ground, options, prepared }: Stage): Promise<Outcome> {
  const past = await prepared(options.facts)
  const answers: Sample[] = []
  const figures: Sample[] = []
  for (let run = 0; run < options.runs; run++) {
    const { answer, figure } = await ground.without(() => startOnce(ground, past))
    answers.push({ figure: answer })
    figures.push({ figure })
  }
  const what = ground.folder ? 'server and PostgreSQL' : 'server'
  const line = { unit: 's', better: 'less' } as const
  const lines: Line[] = [
    {
      ...line,
      what: `${what}, to the first answer`,
      samples: answers,
      target: { of: 'figure', atMost: 3, words: '≤ 3 s' },
    },
    { ...line, what: 'to the first figures of the city', samples: figures },
  ]
  return { size: `${options.runs} starts, ${past.facts.toLocaleString('en')} facts`, lines, notes: [] }
}

async function startOnce({ folder }: Ground, { city }: Prepared): Promise<{ answer: number; figure: number }> {
  const { DATABASE_URL: _, ...env } = process.env
  const where = folder ? { MUSTER_FOLDER: folder } : { DATABASE_URL: city.databaseUrl }
  const began = performance.now()
  const since = () => (performance.now() - began) / 1000
  const child = spawn(process.execPath, [COMMAND, 'start'], {
    env: { ...env, ...where, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = () => void child.kill('SIGTERM')
  process.once('exit', stop)
  try {
    const at = await addressSaid(child)
    await well(at)
    const answer = since()
    const desk = client({ at, fetch, headers: () => ({ authorization: `Bearer ${city.cityDesk}` }) })
    await desk(enrolment.figures, {})
    return { answer, figure: since() }
  } finally {
    const gone = once(child, 'exit')
    stop()
    await gone
    process.off('exit', stop)
  }
}

/** NOTE: a 503 is no answer: a server that listens before its database is there says so until it is. */
async function well(at: string): Promise<void> {
  while (!(await fetch(`${at}/api/health`)).ok) await pause(5)
}

async function addressSaid(child: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of child.stdout!) {
    said += String(chunk)
    const found = /http:\/\/\S+/.exec(said)
    if (found) return found[0]
  }
  throw new Error(`The server ended before it had an address: ${said}`)
}
