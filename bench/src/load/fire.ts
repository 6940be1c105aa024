import { setTimeout as pause } from 'node:timers/promises'
import { Histogram } from '../figures/histogram.ts'
import type { Progress } from '../ground/progress.ts'
import { type Address, Connection } from './connection.ts'
import { type Plan, planned, requestsIn } from './plan.ts'
import { type Requests, requestAt } from './requests.ts'

export interface Order {
  readonly address: Address
  readonly requests: Requests
  readonly connections: number
  readonly plan: Plan
  /** A good answer is 200 and holds one of these words so many times. */
  readonly good: { readonly words: readonly string[]; readonly times: number }
  /** Answers are handed back, with the moments at which they were asked for and came. */
  readonly keep?: boolean
}

export interface Fired {
  readonly good: number
  /** Answers that were not good, by status and beginning. */
  readonly wrong: Readonly<Record<string, number>>
  /** Asked again because the line broke; facts have ids, so that this is harmless. */
  readonly again: number
  /** From the first question to the last answer. */
  readonly seconds: number
  /** Counts of a {@link Histogram} by phase; `all` where there are no phases. */
  readonly times: Readonly<Record<string, Float64Array>>
  readonly kept: readonly Kept[]
}

export interface Kept {
  readonly nth: number
  readonly asked: number
  readonly answered: number
  readonly body: string
}

/** Sends what is ordered, as it is planned, and measures. */
export async function fire(order: Order, progress: Progress): Promise<Fired> {
  const lines = Array.from({ length: order.connections }, () => new Connection(order.address))
  for (const line of lines) await line.open()
  const tally = new Tally(order, progress)
  try {
    await (order.plan.loop === 'open' ? onTime(order, lines, tally) : oneAfterAnother(order, lines, tally))
  } finally {
    for (const line of lines) line.close()
  }
  return tally.result()
}

/** Every line asks the next question as soon as it is free. */
async function oneAfterAnother({ requests, plan }: Order, lines: Connection[], tally: Tally): Promise<void> {
  const until = plan.loop === 'closed' ? tally.began + plan.seconds * 1000 : Infinity
  let next = 0
  const keepAsking = async (line: Connection) => {
    while (next < requests.ends.length && performance.now() < until) {
      const nth = next++
      await tally.ask(line, nth, plan.loop === 'burst' ? tally.began : performance.now(), 'all')
    }
  }
  await Promise.all(lines.map(keepAsking))
}

/** Questions are asked when they are due; those that find every line busy wait their turn. */
async function onTime({ plan }: Order, lines: Connection[], tally: Tally): Promise<void> {
  const phases = plan.loop === 'open' ? plan.phases : []
  const free = [...lines]
  const due: (() => void)[] = []
  const serve = async (nth: number, at: number, phase: string) => {
    const line = free.pop() ?? (await new Promise<Connection>(done => due.push(() => done(free.pop()!))))
    await tally.ask(line, nth, at, phase)
    free.push(line)
    due.shift()?.()
  }
  const asked: Promise<void>[] = []
  for (const [nth, { at, phase }] of [...planned(phases)].entries()) {
    const moment = tally.began + at
    for (let early = moment - performance.now(); early > 0; early = moment - performance.now()) await pause(early)
    asked.push(serve(nth, moment, phase))
  }
  await Promise.all(asked)
}

/** How often a question is asked again when the line breaks. */
const PATIENCE = 5

class Tally {
  readonly began = performance.now()
  readonly #order: Order
  readonly #progress: Progress
  readonly #times: Record<string, Histogram> = {}
  readonly #wrong: Record<string, number> = {}
  readonly #kept: Kept[] = []
  #good = 0
  #again = 0
  #last = this.began

  constructor(order: Order, progress: Progress) {
    this.#order = order
    this.#progress = progress
  }

  ask(line: Connection, nth: number, from: number, phase: string, tries = 0): Promise<void> {
    const asked = performance.now()
    return new Promise(done => {
      line.ask(requestAt(this.#order.requests, nth), (status, body) => {
        if (status === 0 && tries < PATIENCE) {
          this.#again++
          return done(this.ask(line, nth, from, phase, tries + 1))
        }
        this.#last = performance.now()
        const times = this.#times[phase] ?? new Histogram()
        this.#times[phase] = times
        times.add(this.#last - from)
        this.#judge(status, body)
        if (this.#order.keep) this.#kept.push({ nth, asked, answered: this.#last, body: body.toString() })
        done()
      })
    })
  }

  #judge(status: number, body: Buffer): void {
    const { words, times } = this.#order.good
    if (status === 200 && words.reduce((sum, word) => sum + occurrences(body, word), 0) === times) this.#good++
    else {
      const what = `${status} ${body.toString().slice(0, 160)}`
      this.#wrong[what] = (this.#wrong[what] ?? 0) + 1
    }
    if (this.#good % 100 === 0) this.#progress(this.#good, totalOf(this.#order))
  }

  result(): Fired {
    const seconds = (this.#last - this.began) / 1000
    const times = Object.fromEntries(Object.entries(this.#times).map(([phase, { counts }]) => [phase, counts]))
    return { good: this.#good, wrong: this.#wrong, again: this.#again, seconds, times, kept: this.#kept }
  }
}

const totalOf = ({ plan, requests }: Order): number =>
  plan.loop === 'open' ? requestsIn(plan.phases) : plan.loop === 'burst' ? requests.ends.length : 0

function occurrences(body: Buffer, word: string): number {
  let times = 0
  for (let at = body.indexOf(word); at >= 0; at = body.indexOf(word, at + word.length)) times++
  return times
}
