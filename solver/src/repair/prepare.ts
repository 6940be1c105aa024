import { kindsOf } from '../model/alike.ts'
import type { Model } from '../model/model.ts'
import { type Counting, countingOf, type Ladder } from '../model/score.ts'
import { Columns } from './columns.ts'
import { Seen } from './seen.ts'

/** A model laid out for questions about one place and everybody. Made once of a model, and good for every roster of it. */
export interface Prepared {
  readonly model: Model
  readonly counting: Counting
  readonly columns: Columns
  readonly relief: Relief
  /** By job: {@link kindsOf}. */
  readonly kindOf: Int32Array
  /** All people. */
  readonly everybody: readonly number[]
  readonly seen: Seen
}

/** The most that one day of one person can save with the counts of teams, pairs and skills. */
interface Relief {
  /** By job, then by circle: by no longer having it. */
  readonly leaving: readonly Float64Array[]
  /** By job, then by circle: by having it. */
  readonly taking: readonly Float64Array[]
}

export function prepare(model: Model): Prepared {
  const counting = countingOf(model)
  const everybody = Array.from(model.lines.keys())
  return {
    model,
    counting,
    columns: new Columns(model),
    relief: reliefOf(model, counting),
    kindOf: kindsOf(model),
    everybody,
    seen: new Seen(model),
  }
}

/** What somebody has is heard by some counts, and what they had by others: at best all of these save what a step can. */
function reliefOf({ days, jobs }: Model, { listeners, ladders }: Counting): Relief {
  const { size, start, counts } = listeners
  const steps = new Map([...new Set(ladders)].map(ladder => [ladder, steepest(ladder)]))
  const [leaving, taking] = [0, 1].map(() => Array.from({ length: jobs }, () => new Float64Array(size))) as [
    Float64Array[],
    Float64Array[],
  ]
  for (let row = days * jobs; row < size * days * jobs; row++) {
    const circle = Math.floor(row / (days * jobs))
    let [more, less] = [0, 0]
    for (let at = start[row]!; at < start[row + 1]!; at++) {
      const step = steps.get(ladders[counts[at]!]!)!
      more += step.more
      less += step.less
    }
    taking[row % jobs]![circle] = Math.max(taking[row % jobs]![circle]!, more)
    leaving[row % jobs]![circle] = Math.max(leaving[row % jobs]![circle]!, less)
  }
  return { leaving, taking }
}

/** The most that one more can save, and one less. */
function steepest({ prices, slope }: Ladder): { more: number; less: number } {
  let [more, less] = [Math.max(0, -slope), Math.max(0, slope)]
  for (let number = 1; number < prices.length; number++) {
    const step = prices[number]! - prices[number - 1]!
    more = Math.max(more, -step)
    less = Math.max(less, step)
  }
  return { more, less }
}
