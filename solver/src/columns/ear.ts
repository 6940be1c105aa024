import type { Lines, Score } from '../model/model.ts'
import { better } from '../model/price.ts'
import type { Exchange } from '../search/exchange.ts'

/** A roster that others found. */
export interface Heard {
  readonly lines: Lines
  readonly score: Score
}

/** What others say while columns are at work: the best of their rosters is kept until it is asked for. */
export class Ear {
  /** Whether somebody said that all is over. */
  stopped = false
  /** The best bound that was said. */
  bound = -Infinity
  readonly #exchange: Exchange
  #best: Heard | undefined

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  /** Takes in all that was said meanwhile. */
  listen(): void {
    for (let message = this.#exchange.take(); message; message = this.#exchange.take()) {
      if (message.kind === 'incumbent' && (!this.#best || better(message.score, this.#best.score))) this.#best = message
      if (message.kind === 'bound') this.bound = Math.max(this.bound, message.bound)
      if (message.kind === 'done') this.stopped = true
    }
  }

  /** The best roster that was heard since this was asked last. */
  take(): Heard | undefined {
    const best = this.#best
    this.#best = undefined
    return best
  }
}
