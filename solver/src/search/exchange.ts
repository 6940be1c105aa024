import type { Lines, Score } from '../model/model.ts'

/**
 * What searches over one model tell each other, in one thread or across threads: only values that a structured clone
 * carries. `bound` is of `hard * hardPrice + soft`: no roster costs less; it only ever rises.
 */
export type Message =
  | { readonly kind: 'incumbent'; readonly lines: Lines; readonly score: Score }
  | { readonly kind: 'bound'; readonly bound: number }
  | { readonly kind: 'done' }

/** A search's end of the line to the others. Neither call waits. */
export interface Exchange {
  /** Tells the others. What is sent is theirs from then on: send copies. */
  send(message: Message): void
  /** The oldest of what the others said and was not taken yet. */
  take(): Message | undefined
}
