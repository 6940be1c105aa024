import { type Chain, parseChain } from '@muster/core/people/chain.ts'
import { Piscina } from 'piscina'
import { sheets } from '../../platform/sheets/problems.ts'

/** A group's list is read at once, in a few milliseconds; only what is longer goes to a worker. In characters. */
const SHORT = 20_000
/** Ten thousand hostile lines take a tenth of a second. */
const PATIENCE_MS = 5000

let pool: Piscina<string, Chain> | undefined

/** Reads a pasted 接龙 without holding up other requests, however long it is. */
export async function parseGently(text: string): Promise<Chain> {
  if (text.length <= SHORT) return parseChain(text)
  pool ??= new Piscina<string, Chain>({
    filename: new URL('./worker.ts', import.meta.url).href,
    name: 'work',
    minThreads: 0,
    maxThreads: 1,
    maxQueue: 20,
    idleTimeout: 60_000,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  })
  try {
    return await pool.run(text, { signal: AbortSignal.timeout(PATIENCE_MS) })
  } catch (error) {
    if (error instanceof Error && /queue/i.test(error.message)) throw sheets('sheets/busy')
    throw error
  }
}
