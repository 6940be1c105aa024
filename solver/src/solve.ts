import type { Lines, Model, Score } from './model/model.ts'
import { better, costOfScore } from './model/price.ts'
import type { Message } from './search/exchange.ts'
import { startThread, type Thread } from './thread.ts'

export interface SolveOptions {
  /** Any 32-bit whole number. With one thread and `rounds` alone the same seed gives the same roster everywhere. */
  readonly seed: number
  /** How long it may take, once there is a roster at all. Needed unless `rounds` are given. */
  readonly milliseconds?: number
  /**
   * What milliseconds are counted of (absent: the wall). `processor`: of the time each thread has had of a processor, so that
   * figures do not depend on what else the machine does; a programme's own limit (HiGHS) is of the wall, as much of it as
   * that time takes lately.
   */
  readonly clock?: 'wall' | 'processor'
  /** Rounds of the search at most. Without `milliseconds` there are no columns and no bound. */
  readonly rounds?: number
  /** 1 or 2 (absent: 2). With two, columns run beside the search; with one, after it and in turns with it. */
  readonly threads?: number
  /** A roster to begin with; every line must be allowed. */
  readonly lines?: Lines
  /**
   * Days from the first on that are decided now, where those after them will be planned again: they are looked ahead at as prices
   * (`columns/foreseen.ts`). One thread does it all; scores and bounds are of these prices, and what a line has on later days
   * means nothing. Needs `milliseconds`; without HiGHS all days are planned alike.
   */
  readonly firm?: number
  readonly onIncumbent?: (lines: Lines, score: Score) => void
  /** No roster costs less, hard units at the hard price included. */
  readonly onBound?: (bound: number) => void
  readonly signal?: AbortSignal
}

export interface Solution {
  readonly lines: Lines
  /** `soft` is Infinity where somebody has no line that their rules allow. */
  readonly score: Score
  /** −∞ when nothing is known. */
  readonly bound: number
  /** True: no better roster exists. */
  readonly proved: boolean
  /** Threads that fell, and of what: a fault of the engine or of the machine. The others went on without them. */
  readonly fallen: readonly string[]
}

/** Milliseconds after its time in which a thread may end by itself; one programme can take longer than was left for it. */
const GRACE = 500

/**
 * The best roster found in the time given. The search, and column generation where HiGHS is there, run in threads of their
 * own, so that the caller's thread is free; they tell each other what they find. Ends early when a roster is proved best,
 * and not before there is a roster, be it late.
 *
 * @returns nothing when it was cancelled before there was any roster
 * @throws Error when every thread fell before
 */
export function solve(model: Model, options: SolveOptions): Promise<Solution | undefined> {
  return new Solving(model, options).run()
}

class Solving {
  readonly #model: Model
  readonly #options: SolveOptions
  #threads: Thread[] = []
  #best: { lines: Lines; score: Score } | undefined
  #bound = Number.NEGATIVE_INFINITY
  readonly #fallen: string[] = []
  #late = false
  #enough: () => void = () => {}

  constructor(model: Model, options: SolveOptions) {
    this.#model = model
    this.#options = options
  }

  async run(): Promise<Solution | undefined> {
    const { signal, milliseconds, clock } = this.#options
    const enough = new Promise<void>(resolve => {
      this.#enough = resolve
    })
    signal?.addEventListener('abort', this.#enough)
    if (milliseconds !== undefined && clock !== 'processor')
      AbortSignal.timeout(milliseconds + GRACE).addEventListener('abort', () => this.#timeIsOver())
    try {
      if (!signal?.aborted) {
        this.#threads = this.#start()
        await Promise.race([enough, Promise.all(this.#threads.map(thread => this.#seeOff(thread)))])
      }
    } finally {
      signal?.removeEventListener('abort', this.#enough)
      await Promise.all(this.#threads.map(thread => thread.end()))
    }
    return this.#outcome()
  }

  async #seeOff({ over }: Thread): Promise<void> {
    const why = await over
    if (why !== undefined) this.#fallen.push(why)
  }

  #timeIsOver(): void {
    this.#late = true
    if (this.#best) this.#enough()
  }

  #outcome(): Solution | undefined {
    if (this.#best) return { ...this.#best, bound: this.#bound, proved: this.#isProved(), fallen: this.#fallen }
    if (this.#options.signal?.aborted) return undefined
    throw new Error(`No roster was found: ${this.#fallen.join('; ')}`)
  }

  #start(): Thread[] {
    const { seed, milliseconds, rounds, clock, lines, firm = Infinity, threads = 2 } = this.#options
    const ahead = firm < this.#model.days
    const budget = {
      ...(milliseconds !== undefined && { milliseconds }),
      ...(rounds !== undefined && { rounds }),
      ...(clock && { clock }),
      ...(lines && { lines }),
      ...(ahead && { firm }),
    }
    const begin = (role: 'search' | 'columns' | 'both'): Thread => {
      const thread: Thread = startThread({ model: this.#model, role, seed, ...budget }, said =>
        this.#hear(said, thread),
      )
      return thread
    }
    if (milliseconds === undefined) return [begin('search')]
    return threads > 1 && !ahead ? [begin('search'), begin('columns')] : [begin('both')]
  }

  #hear(message: Message, from: Thread): void {
    if (message.kind === 'incumbent') {
      if (this.#best && !better(message.score, this.#best.score)) return
      this.#best = message
      for (const thread of this.#threads) if (thread !== from) thread.send(message)
      this.#options.onIncumbent?.(message.lines, message.score)
    }
    if (message.kind === 'bound' && message.bound > this.#bound) {
      this.#bound = message.bound
      this.#options.onBound?.(message.bound)
    }
    if (this.#isProved() || (this.#late && this.#best)) this.#enough()
  }

  #isProved(): boolean {
    if (!this.#best) return false
    return this.#bound >= costOfScore(this.#best.score, this.#model.hardPrice) - 1e-6
  }
}
