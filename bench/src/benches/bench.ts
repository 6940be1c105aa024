import type { Historian } from '../city/history.ts'
import type { Line } from '../figures/line.ts'
import type { Ground } from '../ground/ground.ts'

/** How large a bench is to be; what is left out is chosen by the bench. */
export interface Options {
  readonly runs: number
  /** Facts prepared for `asof`, `start` and `growth`. */
  readonly facts: number
  /** Of each measurement. */
  readonly seconds?: number
  /** On the roster. */
  readonly people: number
  readonly applicants: number
  readonly screens: number
}

/** What a bench is given. */
export interface Stage {
  readonly ground: Ground
  readonly options: Options
  readonly say: (line: string) => void
  /** The city with its past, made once for all benches that look back. */
  readonly prepared: Historian
}

export interface Outcome {
  readonly size: string
  readonly lines: readonly Line[]
  /** What no figure says: who was wrong, what was seen beside. */
  readonly notes: readonly string[]
}

export type Bench = (stage: Stage) => Promise<Outcome>
