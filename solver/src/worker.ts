import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { Column } from './columns/column.ts'
import { foreseen } from './columns/foreseen.ts'
import { loadHighs } from './columns/highs.ts'
import { polish } from './columns/polish.ts'
import type { Lines, Model, Score } from './model/model.ts'
import { better } from './model/price.ts'
import { paceOf } from './pace.ts'
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
  /** Days that are decided now; see `SolveOptions`. */
  readonly firm?: number
  readonly port: MessagePort
}

/** The part of the time that search has before columns, where they share a thread and its rounds are numbered. */
const SEARCH_PART = 0.08
/** The part of the time that looking ahead may take. */
const AHEAD_PART = 0.5

const work = workerData as Work
const now = work.clock === 'processor' ? processorTime : () => performance.now()
const start = now()
const deadline = start + (work.milliseconds ?? Number.POSITIVE_INFINITY)
const { port } = work
const numbered = work.rounds !== undefined
const highs = work.role === 'search' ? undefined : await loadHighs()
const { model, columns } = ahead()
let best: { lines: Lines; score: Score } | undefined = undefined as { lines: Lines; score: Score } | undefined

const exchange: Exchange = {
  send: message => {
    if (message.kind === 'incumbent') best = message
    if (message.kind !== 'done') port.postMessage(message)
  },
  take: () => receiveMessageOnPort(port)?.message as Message | undefined,
}

/** The model to work on: the one given, or where some days are firm the one that looks ahead at the others. */
function ahead(): { readonly model: Model; readonly columns?: readonly Column[] } {
  const { firm, seed } = work
  if (firm === undefined || !highs) return work
  return foreseen(work.model, highs, { firm, seed, now, deadline: start + AHEAD_PART * (deadline - start) })
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
  search(model, {
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

function runColumns(): void {
  if (!highs) return
  const lines = best?.lines ?? work.lines
  polish(model, highs, exchange, {
    seed: work.seed,
    now,
    deadline,
    pace: paceOf(now, () => performance.now()),
    alone: work.role === 'both' && !numbered,
    ...(lines && { lines }),
    ...(columns && { columns }),
  })
}

if (work.role === 'search' || (work.role === 'both' && !highs)) runSearch(deadline)
else if (work.role === 'both' && numbered) runSearch(now() + SEARCH_PART * (deadline - now()))
runColumns()
port.postMessage({ kind: 'done' })
port.close()
