import type { Line, Run, Sum } from '../model/model.ts'

/**
 * Names for what lines ask for apart from prices of choices: lines of one name are made ready once. Of a history only what
 * can still be felt is in it: which job was the last only by what may follow it, days of a run only up to its limits.
 */
export class Names {
  readonly #numbers = new Map<unknown, number>()
  /** Rules that people share are named once. */
  readonly #runs = new Map<readonly Run[], string>()
  readonly #sums = new Map<readonly Sum[], string>()

  /** @param eve by what may follow it: the last job before the first day; `sums` those that can bind; `may` by job */
  of({ arc, arcOn, runs }: Line, eve: number, sums: readonly Sum[], may: Uint8Array): string {
    const parts = [this.#number(arc), this.#number(arcOn), eve, this.#ofRuns(runs), this.#ofSums(sums), bitsOf(may)]
    return parts.join('|')
  }

  #ofRuns(runs: readonly Run[]): string {
    const found = this.#runs.get(runs) ?? runs.map(run => this.#ofRun(run)).join()
    this.#runs.set(runs, found)
    return found
  }

  #ofRun({ of, before, ...run }: Run): string {
    const felt = Math.min(before, daysFelt(run))
    return [this.#number(of), felt, run.min, run.max, run.shortPrice, run.longPrice, run.openStart, run.openEnd].join(
      ' ',
    )
  }

  #ofSums(sums: readonly Sum[]): string {
    const found = this.#sums.get(sums) ?? sums.map(sum => this.#ofSum(sum)).join()
    this.#sums.set(sums, found)
    return found
  }

  #ofSum({ of, groups, from, to, before, price }: Sum): string {
    const { min, below, max, above, steps = [] } = price
    const limits = [min, below, max, above, ...steps.map(step => `${step.from}+${step.more}`)]
    return [this.#number(of), this.#number(groups), from, to, before, ...limits].join(' ')
  }

  /** The same number for the same array. */
  #number(thing: unknown): number {
    const found = this.#numbers.get(thing) ?? this.#numbers.size
    this.#numbers.set(thing, found)
    return found
  }
}

/** Days of a run beyond which nothing it asks for makes a difference. */
export const daysFelt = ({ min, max }: Pick<Run, 'min' | 'max'>): number => Math.max(min, max === Infinity ? 1 : max, 1)

/** Zeros and ones in few letters. */
function bitsOf(may: Uint8Array): string {
  const words = new Uint16Array(Math.ceil(may.length / 16))
  for (let at = 0; at < may.length; at++) words[at >> 4]! |= may[at]! << (at & 15)
  return String.fromCharCode(...words)
}
