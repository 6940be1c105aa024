import type { Model } from '../model/model.ts'
import type { Standing } from '../model/score.ts'
import { type Random, shuffled } from '../random.ts'
import { dearestCount, mayCome } from '../search/neighbourhood.ts'

/** People who may move, and the days `[from, to)` on which they may. */
export interface Part {
  readonly people: Int32Array
  readonly from: number
  readonly to: number
}

/** Days of a part, and how many people it has for now. */
interface Shape {
  readonly days: number
  people: number
  /** What it has saved lately in a second. */
  worth: number
}

/** Person-days of a first part, and how long one should take, in milliseconds. */
const FIRST_SIZE = 250
const QUICK = 200
const SLOW = 600
/** One part in so many is of a shape by chance. */
const CHANCE = 5

/**
 * Which part of a roster to solve next: all people for a week, some for two or four, few for longer. Each shape grows
 * while it is quick and in vain, and shrinks when it is slow; what has saved most in its time is chosen most.
 */
export class Parts {
  readonly #model: Model
  readonly #random: Random
  readonly #shapes: Shape[]

  constructor(model: Model, random: Random) {
    this.#model = model
    this.#random = random
    const lengths = [7, 14, 28, 42].filter((days, at) => at === 0 || days <= model.days)
    this.#shapes = lengths.map(length => {
      const days = Math.min(length, model.days)
      return { days, people: this.#atMost(Math.max(4, Math.round(FIRST_SIZE / days))), worth: Infinity }
    })
  }

  /** Calls `solve` with a part around what is dear in a roster. */
  next(standing: Standing, solve: (part: Part) => { readonly saved: number; readonly milliseconds: number }): void {
    const shape = this.#pick()
    const { saved, milliseconds } = solve(this.#partOf(shape, standing))
    const worth = saved / (milliseconds + 1)
    shape.worth = shape.worth === Infinity ? worth : 0.9 * shape.worth + 0.1 * worth
    if (milliseconds > SLOW) shape.people = Math.max(3, Math.floor(shape.people * 0.8))
    else if (milliseconds < QUICK && saved === 0) shape.people = this.#atMost(Math.ceil(shape.people * 1.1))
  }

  #pick(): Shape {
    if (this.#random.int(CHANCE) === 0) return this.#shapes[this.#random.int(this.#shapes.length)]!
    return this.#shapes.reduce((best, shape) => (shape.worth > best.worth ? shape : best))
  }

  #atMost(people: number): number {
    return Math.min(people, this.#model.lines.length)
  }

  /** Days around the dearest of a few counts; half of the people are some who could come there. */
  #partOf({ days, people }: Shape, standing: Standing): Part {
    const { counts, lines, days: all } = this.#model
    const count = counts[counts.length > 0 ? dearestCount(standing, this.#random) : -1]
    const day = count?.day ?? this.#random.int(all)
    const from = Math.max(0, Math.min(all - days, day - this.#random.int(days)))
    const order = shuffled(lines.length, this.#random)
    const near = count ? order.filter(person => mayCome(this.#model, person, count)) : order
    const chosen = new Set(near.subarray(0, people >> 1))
    for (const person of order) if (chosen.size < people) chosen.add(person)
    return { people: Int32Array.from(chosen).sort(), from, to: from + days }
  }
}
