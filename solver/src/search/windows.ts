import type { LineProgram, SumProgram } from '../line/program.ts'
import type { Convex, Sum } from '../model/model.ts'

/** Days that one search for a line takes at most: beyond, lines are made in windows that roll. */
export const SPAN = 42

/** Windows that follow each other, of whole weeks where the horizon is long. */
export function windowsOf(days: number): readonly (readonly [from: number, to: number])[] {
  if (days <= SPAN) return [[0, days]]
  const length = 28
  return Array.from({ length: Math.ceil(days / length) }, (_, at) => [at * length, Math.min(days, (at + 1) * length)])
}

/**
 * A line up to the end of a window: sums that go further may use their share of the days, so that what is left can still be kept.
 */
export function shareOf(program: LineProgram, to: number): LineProgram {
  if (to >= program.days) return program
  const { automaton } = program
  return {
    ...program,
    days: to,
    automaton: { ...automaton, end: new Float64Array(automaton.states) },
    sums: program.sums.filter(({ sum }) => sum.from < to).map(each => sumUpTo(program, each, to)),
  }
}

function sumUpTo(line: LineProgram, program: SumProgram, to: number): SumProgram {
  const { sum, lastOf } = program
  if (sum.to <= to) return program
  const share = workable(line, sum, sum.from, to) / Math.max(1, workable(line, sum, sum.from, sum.to))
  const groups = sum.groups?.filter(group => group.at(-1)! < to)
  const firstOf = program.firstOf.map((first, day) => (lastOf[day]! < to ? first : -1))
  return {
    ...program,
    firstOf,
    sum: { ...sum, to, ...(groups && { groups }), price: scaled(sum, share) },
  }
}

/** Days on which somebody can add to a sum: weeks of leave are nobody's share. */
function workable({ line, jobs }: LineProgram, { of }: Sum, from: number, to: number): number {
  let total = 0
  for (let day = from; day < to; day++)
    if (of.some((added, job) => added > 0 && line.node[day * jobs + job]! < Infinity)) total++
  return total
}

/** What the heaviest choice of all costs beyond its share. */
const SOFT = 1000

/**
 * A share of both limits, as far apart as they were, so that whole shifts fit between them. It may be missed, at a price: a later window
 * makes up for it. Not so the limit itself, of what there can be no less later.
 */
function scaled({ price, before, of }: Sum, share: number): Convex {
  const part = (value: number) => before + (value - before) * share
  const soft = SOFT / Math.max(1, ...of)
  const min = price.min > before ? Math.floor(part(price.min)) : price.min
  const apart = price.min > before ? price.max - price.min : 0
  const max = price.max === Infinity ? Infinity : Math.max(Math.ceil(part(price.max)), min + apart)
  const steps = price.steps?.map(({ from, more }) => ({ from: part(from), more }))
  return { ...price, min, below: Math.min(price.below, soft), max, ...(steps && { steps }) }
}
