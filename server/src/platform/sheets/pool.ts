import { Problem } from '@muster/core/platform/problem.ts'
import { Piscina } from 'piscina'
import { limits } from './limits.ts'
import { type SheetSlug, sheets } from './problems.ts'
import type { SheetAnswer, SheetTask } from './worker.ts'

const RUNNING = 2
/** Beyond these the caller is asked to come back: each waiting file holds up to 20 MiB. */
const WAITING = 20
/** Fault catalogue F29. Buffers lie outside the heap; what a zip may inflate to bounds those. */
const HEAP_MIB = 256

let pool: Piscina<SheetTask, SheetAnswer> | undefined
let running = 0
const waiting: (() => void)[] = []

/** Does one task in a worker without secrets, killed when it takes too long or too much memory. */
export async function inWorker(task: SheetTask, buffers: readonly ArrayBuffer[], milliseconds: number) {
  await takeTurn()
  try {
    pool ??= makePool()
    const signal = AbortSignal.timeout(milliseconds)
    const answer = await pool.run(task, { signal, transferList: [...buffers] })
    if ('done' in answer) return answer.done
    const { slug, details } = answer.refused
    throw new Problem(slug, sheets.catalogue[slug as SheetSlug], details)
  } catch (error) {
    throw translated(error, milliseconds)
  } finally {
    passTurn()
  }
}

/** Ends the workers; the next task starts new ones. */
export async function closeSheets(): Promise<void> {
  const closing = pool
  pool = undefined
  await closing?.destroy()
}

function makePool() {
  return new Piscina<SheetTask, SheetAnswer>({
    filename: new URL('./worker.ts', import.meta.url).href,
    name: 'work',
    minThreads: 0,
    maxThreads: RUNNING,
    idleTimeout: 60_000,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  })
}

/** The clock of a task starts when it runs, not when it queues: so the queue is here and not in the pool. */
async function takeTurn(): Promise<void> {
  if (waiting.length >= WAITING) throw sheets('sheets/busy')
  if (running < RUNNING) running++
  else await new Promise<void>(resolve => waiting.push(resolve))
}

/** The turn goes to the one who waits longest, so nobody slips in between. */
function passTurn() {
  const next = waiting.shift()
  if (next) next()
  else running--
}

function translated(error: unknown, milliseconds: number): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return sheets('sheets/too-slow', { seconds: Math.ceil(milliseconds / 1000) })
  }
  const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
  return outOfMemory ? sheets('sheets/too-much-text', { rows: limits.rows / 4 }) : error
}
