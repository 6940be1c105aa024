import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { loadHighs } from './columns/highs.ts'
import { polish } from './columns/polish.ts'
import type { Lines, Model, Score } from './model/model.ts'
import { better } from './model/price.ts'
import type { Exchange, Message } from './search/exchange.ts'
import { search } from './search/lns.ts'

/** What a thread is started with; see `thread.ts`. */
export interface Work {
  readonly model: Model
  /** `both`: search first, then columns, for those who have one thread. */
  readonly role: 'search' | 'columns' | 'both'
  readonly seed: number
  /** From the start of the thread. Absent: rounds alone count. */
  readonly milliseconds?: number
  readonly rounds?: number
  /** What milliseconds are of; see `SolveOptions`. Absent: the wall. */
  readonly clock?: 'wall' | 'processor'
  readonly lines?: Lines
  readonly port: MessagePort
}

/** The part of the time that search has before columns, where they share a thread. */
const SEARCH_PART = 0.08

const work = workerData as Work
const now = work.clock === 'processor' ? processorTime : () => performance.now()
const start = now()
const deadline = start + (work.milliseconds ?? Number.POSITIVE_INFINITY)
const { port } = work
let best: { lines: Lines; score: Score } | undefined = undefined as { lines: Lines; score: Score } | undefined

const exchange: Exchange = {
  send: message => {
    if (message.kind === 'incumbent') best = message
    if (message.kind !== 'done') port.postMessage(message)
  },
  take: () => receiveMessageOnPort(port)?.message as Message | undefined,
}

/** Milliseconds that this thread has had of a processor. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Searches until the time is over; whoever found something better has it go on from there. */
function runSearch(until: number): void {
  const control = new AbortController()
  const hear = (): Lines | undefined => {
    let heard: Lines | undefined
    for (let message = exchange.take(); message; message = exchange.take()) {
      if (message.kind === 'done') control.abort()
      if (message.kind !== 'incumbent' || (best && !better(message.score, best.score))) continue
      best = message
      heard = message.lines
    }
    return heard
  }
  search(work.model, {
    seed: work.seed,
    ...(work.lines && { lines: work.lines }),
    ...(work.rounds !== undefined && { rounds: work.rounds }),
    ...(until < Number.POSITIVE_INFINITY && { deadline: until }),
    now,
    signal: control.signal,
    hear,
    onIncumbent: tell,
  })
}

function tell(lines: Lines, score: Score): void {
  if (best && !better(score, best.score)) return
  exchange.send({ kind: 'incumbent', lines, score })
}

async function runColumns(): Promise<void> {
  const highs = await loadHighs()
  if (!highs) return
  const lines = best?.lines ?? work.lines
  polish(work.model, highs, exchange, { seed: work.seed, now, deadline, ...(lines && { lines }) })
}

if (work.role !== 'columns') runSearch(work.role === 'both' ? start + SEARCH_PART * (deadline - start) : deadline)
if (work.role !== 'search') await runColumns()
port.postMessage({ kind: 'done' })
port.close()
