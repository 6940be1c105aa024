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
  readonly lines?: Lines
  readonly port: MessagePort
}

/** The part of the time that search has before columns, where they share a thread. */
const SEARCH_PART = 0.4

const work = workerData as Work
const now = () => performance.now()
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

/**
 * Searches until the time is over. The clock is asked once a round, which is when the search hears of others: whoever
 * found something better has it begin anew from there.
 */
function runSearch(until: number): void {
  let rounds = work.rounds ?? Number.POSITIVE_INFINITY
  for (let over = false; !over; ) {
    const control = new AbortController()
    over = true
    const hear = (): number => {
      for (let message = exchange.take(); message; message = exchange.take()) {
        if (message.kind === 'done') control.abort()
        if (message.kind !== 'incumbent' || (best && !better(message.score, best.score))) continue
        best = message
        over = false
        control.abort()
      }
      return now()
    }
    const lines = best?.lines ?? work.lines
    const found = search(work.model, {
      seed: work.seed,
      ...(lines && { lines }),
      ...(rounds < Number.POSITIVE_INFINITY && { rounds }),
      ...(until < Number.POSITIVE_INFINITY && { deadline: until }),
      now: hear,
      signal: control.signal,
      onIncumbent: tell,
    })
    rounds -= found.rounds
    if (rounds <= 0 || now() >= until) over = true
  }
}

function tell(lines: Lines, score: Score): void {
  if (best && !better(score, best.score)) return
  exchange.send({ kind: 'incumbent', lines, score })
}

async function runColumns(): Promise<void> {
  const highs = await loadHighs()
  if (!highs) return
  let held: Message | undefined = best && { kind: 'incumbent', ...best }
  const take = (): Message | undefined => {
    const message = held ?? exchange.take()
    held = undefined
    return message
  }
  polish(work.model, highs, { send: exchange.send, take }, { seed: work.seed, now, deadline })
}

if (work.role !== 'columns') runSearch(work.role === 'both' ? start + SEARCH_PART * (deadline - start) : deadline)
if (work.role !== 'search') await runColumns()
port.postMessage({ kind: 'done' })
port.close()
