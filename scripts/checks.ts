import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** One tool run over the house: what it is called, and the command line. */
export interface Check {
  name: string
  command: [program: string, ...args: string[]]
}

/** How a check ended; `details` is what the tool said, shown only when it failed. */
export interface Outcome {
  name: string
  passed: boolean
  seconds: number
  details: string
}

/** Slowest first, so that two at a time finish together. */
export const CHECKS: Check[] = [
  {
    name: 'oxlint, type-aware',
    command: ['oxlint', '--type-aware', '--deny-warnings', '--report-unused-disable-directives'],
  },
  { name: 'tsc · core, server, demo, scripts', command: ['tsc', '-p', '.'] },
  // NOTE: a room without sources is an error to tsc; both rooms have some soon, then this filter can go.
  ...['console', 'field']
    .filter(room => globSync(`${room}/src/**/*.{ts,tsx}`).length > 0)
    .map((room): Check => ({ name: `tsc · ${room}`, command: ['tsc', '-p', room] })),
  { name: 'knip', command: ['knip', '--no-progress', '--no-config-hints'] },
  { name: 'biome', command: ['biome', 'ci', '--colors=off', '--reporter=summary'] },
]

/** More than this nobody reads; run the tool itself to see it all. */
const DETAIL_LINES = 60

/** A tool that takes longer than this hangs. */
const PATIENCE_MS = 300_000

/** Runs the checks, two at a time on a small machine; tells of each one as it ends. */
export async function runChecks(checks: Check[], tell: (outcome: Outcome) => void): Promise<Outcome[]> {
  const waiting = [...checks]
  const outcomes: Outcome[] = []
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await runCheck(check)
      outcomes.push(outcome)
      tell(outcome)
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane))
  return outcomes
}

/** Prints one line for a check, and what the tool said where it failed. */
export function print({ name, passed, seconds, details }: Outcome): void {
  console.log(`${passed ? '✓' : '✗'} ${name} · ${seconds.toFixed(1)} s`)
  if (passed) return
  const lines = details.trim().split('\n')
  for (const line of lines.slice(0, DETAIL_LINES)) console.log(`    ${line}`.trimEnd())
  if (lines.length > DETAIL_LINES) console.log(`    … and ${lines.length - DETAIL_LINES} lines more`)
}

function runCheck({ name, command: [program, ...args] }: Check): Promise<Outcome> {
  const from = performance.now()
  return new Promise(resolve => {
    const child = spawn(program, args, {
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE_MS,
      shell: process.platform === 'win32',
    })
    let details = ''
    const end = (passed: boolean) => resolve({ name, passed, seconds: (performance.now() - from) / 1000, details })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        details += chunk.toString()
      })
    child.once('error', error => {
      details += error.message
      end(false)
    })
    child.once('close', (code, signal) => {
      if (signal) details += `\nstopped by ${signal}`
      end(code === 0)
    })
  })
}
