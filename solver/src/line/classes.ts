import type { Line, Sum } from '../model/model.ts'

/**
 * Jobs that make no difference but in price: equal arcs, runs and weights in sums. On each day only the cheapest job of a
 * class matters, so that hundreds of posts with the same hours are one choice.
 */
export interface Classes {
  readonly count: number
  readonly classOf: Int32Array
  /** A job of each class. */
  readonly example: readonly number[]
  /** By class: 1 where it is allowed on some day at least. */
  readonly may: Uint8Array
  /** By class: which have the same arcs and runs. Coarser than classes: they differ in what they add to sums. */
  readonly alike: Int32Array
  /** By job: which jobs have the same arcs to what follows. Coarser than classes: what the past leaves behind. */
  readonly rowOf: Int32Array
}

/**
 * @param sums those that can bind
 * @param may by job: 1 where it is allowed
 */
export function classesOf(line: Line, sums: readonly Sum[], jobs: number, may: Uint8Array): Classes {
  const all = Array.from({ length: jobs }, (_, job) => job)
  const { rowOf, columnOf } = arcClassesOf(line, jobs)
  const weights = (job: number) => sums.map(({ of }) => of[job]).join()
  const member = (job: number) => line.runs.map(({ of }) => of[job]).join('')
  const alikeOf = number(all.map(job => `${rowOf[job]!} ${columnOf[job]!} ${member(job)} ${may[job]!}`))
  const classOf = number(all.map(job => `${alikeOf[job]!} ${weights(job)}`))
  const count = Math.max(...classOf) + 1
  const example = Array.from({ length: count }, (_, kind) => classOf.indexOf(kind))
  const alike = Int32Array.from(example, job => alikeOf[job]!)
  return { count, classOf, alike, rowOf, example, may: Uint8Array.from(example, job => may[job]!) }
}

/** By job: which have the same arcs to what follows, and which the same from what was before. */
interface ArcClasses {
  readonly rowOf: Int32Array
  readonly columnOf: Int32Array
}

/** By arcs: people of many histories share them, and with hundreds of jobs they are long to compare. */
const seen = new WeakMap<Float64Array, Map<Line['arcOn'], ArcClasses>>()

/** By job: which may be followed by the same, at the same prices. */
export const followersOf = (line: Line, jobs: number): Int32Array => arcClassesOf(line, jobs).rowOf

function arcClassesOf({ arc, arcOn }: Line, jobs: number): ArcClasses {
  const found = seen.get(arc)?.get(arcOn)
  if (found) return found
  const all = Array.from({ length: jobs }, (_, job) => job)
  const arcs = [...new Set([arc, ...(arcOn ?? []).filter(one => one !== undefined)])]
  const made = {
    rowOf: number(all.map(job => arcs.map(one => one.subarray(job * jobs, (job + 1) * jobs).join()).join())),
    columnOf: number(all.map(job => arcs.map(one => all.map(first => one[first * jobs + job]).join()).join())),
  }
  seen.set(arc, (seen.get(arc) ?? new Map<Line['arcOn'], ArcClasses>()).set(arcOn, made))
  return made
}

/** Numbers 0, 1, … for equal keys, in order of first appearance. */
function number(keys: readonly string[]): Int32Array {
  const known = new Map<string, number>()
  return Int32Array.from(keys, key => {
    if (!known.has(key)) known.set(key, known.size)
    return known.get(key)!
  })
}
