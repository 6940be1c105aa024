import type { Random } from '../random.ts'

/** One way to make a roster better: works for a while, and says what that saved. */
export type Way = () => { readonly saved: number; readonly milliseconds: number }

/** One turn in so many goes to a way by chance. */
const CHANCE = 6
/** How much of what was known of a way's worth stays after another turn. */
const MEMORY = 0.8

/** Ways that share one thread: what has saved most in its time lately has the next turn, and none is forgotten. */
export class Turns {
  readonly #ways: readonly Way[]
  readonly #random: Random
  /** By way: saved in a millisecond, lately. */
  readonly #worth: number[]

  constructor(ways: readonly Way[], random: Random) {
    this.#ways = ways
    this.#random = random
    this.#worth = ways.map(() => Infinity)
  }

  /** One turn; whether it saved something. */
  next(): boolean {
    const way = this.#pick()
    const { saved, milliseconds } = this.#ways[way]!()
    const now = saved / (milliseconds + 1)
    const before = this.#worth[way]!
    this.#worth[way] = before === Infinity ? now : MEMORY * before + (1 - MEMORY) * now
    return saved > 0
  }

  #pick(): number {
    if (this.#ways.length > 1 && this.#random.int(CHANCE) === 0) return this.#random.int(this.#ways.length)
    return this.#worth.indexOf(Math.max(...this.#worth))
  }
}
