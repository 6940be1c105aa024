/** Terms that count the same are one term with the sum of their prices: one thing to keep in mind instead of several. */
import type { Convex, Count, Sum } from './model.ts'
import { endOf, hardOf, softOf } from './price.ts'

/**
 * Sums of the same jobs on the same days as one, whatever each of them brings in. They stay apart where both have a minimum of
 * their own: a price has one.
 */
export function mergedSums(sums: readonly Sum[]): Sum[] {
  const merged: Sum[] = []
  for (const sum of sums) {
    const at = merged.findIndex(other => sameAmount(other, sum) && oneMinimum(other, sum))
    if (at < 0) merged.push(sum)
    else merged[at] = together(merged[at]!, sum)
  }
  return merged
}

const sameAmount = (one: Sum, other: Sum): boolean =>
  one.from === other.from &&
  one.to === other.to &&
  one.of.every((amount, job) => amount === other.of[job]) &&
  (one.groups === other.groups || JSON.stringify(one.groups) === JSON.stringify(other.groups))

const oneMinimum = (one: Sum, other: Sum): boolean =>
  !hasMinimum(one) || !hasMinimum(other) || one.price.min - one.before === other.price.min - other.before

const hasMinimum = ({ before, price }: Sum): boolean => before < price.min && price.below > 0

/** What the one brings in stays; the limits of the other move by the difference. */
function together(one: Sum, other: Sum): Sum {
  const apart = one.before - other.before
  const floors = [
    { min: one.price.min, below: hasMinimum(one) ? one.price.below : 0 },
    { min: other.price.min + apart, below: hasMinimum(other) ? other.price.below : 0 },
  ].filter(({ below }) => below > 0)
  const steps = [...stepsOf(one.price, 0), ...stepsOf(other.price, apart)].sort((a, b) => a.from - b.from)
  const [first, ...more] = steps
  return {
    ...one,
    price: {
      min: floors[0]?.min ?? 0,
      below: floors.reduce((total, { below }) => total + below, 0),
      max: first?.from ?? Infinity,
      above: first?.more ?? 0,
      ...(more.length > 0 && { steps: more }),
    },
  }
}

/** Where a price becomes steeper, the first time at its maximum. */
const stepsOf = ({ max, above, steps = [] }: Convex, apart: number) =>
  [{ from: max, more: above }, ...steps]
    .filter(({ from, more }) => from < Infinity && more > 0)
    .map(({ from, more }) => ({ from: from + apart, more }))

/** Counts of the same people in the same jobs on the same day as one; those whose price never ends to grow stay apart. */
export function mergedCounts(counts: readonly Count[]): Count[] {
  const keyOf = keysOf(counts)
  const first = new Map<number, number>()
  const same = new Map<number, Count[]>()
  const merged: Count[] = []
  for (const [index, count] of counts.entries()) {
    const key = keyOf(index)
    const at = ends(count) ? first.get(key) : undefined
    if (at !== undefined) same.set(at, [...(same.get(at) ?? [merged[at]!]), count])
    else merged.push(count)
    if (at === undefined && ends(count)) first.set(key, merged.length - 1)
  }
  for (const [at, some] of same) merged[at] = asOne(some)
  return merged
}

/** The same number for counts of the same people, jobs and day. */
function keysOf(counts: readonly Count[]): (index: number) => number {
  const who = numbered(counts.map(({ people }) => people))
  const what = numbered(counts.map(({ jobs }) => jobs))
  const days = counts.reduce((most, { day }) => Math.max(most, day), 0) + 1
  const lists = what.reduce((most, list) => Math.max(most, list), 0) + 1
  return index => (who[index]! * days + counts[index]!.day) * lists + what[index]!
}

/** The same number for equal lists. Most counts share the list itself: only one not seen before is read. */
function numbered(lists: readonly (Int32Array | readonly number[] | undefined)[]): Int32Array {
  const known = new Map<unknown, number>([[undefined, 0]])
  const byContent = new Map<string, number>()
  return Int32Array.from(lists, list => {
    const found = known.get(list)
    if (found !== undefined || !list) return found ?? 0
    const content = list.join()
    const number = byContent.get(content) ?? byContent.size + 1
    byContent.set(content, number)
    known.set(list, number)
    return number
  })
}

const ends = (count: Count): boolean => endOf(count, 1).slope === 0

function asOne(counts: readonly Count[]): Count {
  if (counts.length === 1) return counts[0]!
  const from = Math.max(...counts.map(count => lastOf(count)))
  const add = (of: (count: Count, number: number) => number): Float64Array =>
    Float64Array.from({ length: from + 1 }, (_, number) => counts.reduce((sum, count) => sum + of(count, number), 0))
  const [prices, hard] = [add(softOf), add(hardOf)]
  return { ...counts[0]!, price: { kind: 'table', prices, ...(hard.some(units => units > 0) && { hard }) } }
}

/** The number from which the price of a count stays as it is. */
const lastOf = (count: Count): number =>
  Math.max(endOf(count, 1).from, count.price.kind === 'cover' ? count.price.minimum : 0)
