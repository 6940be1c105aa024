import type { LineProgram, SumProgram } from '../line/program.ts'
import type { Convex } from '../model/model.ts'

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
    sums: program.sums.filter(({ sum }) => sum.from < to).map(each => sumUpTo(each, to)),
  }
}

function sumUpTo(program: SumProgram, to: number): SumProgram {
  const { sum, lastOf } = program
  if (sum.to <= to) return program
  const share = (to - sum.from) / (sum.to - sum.from)
  const groups = sum.groups?.filter(group => group.at(-1)! < to)
  const firstOf = program.firstOf.map((first, day) => (lastOf[day]! < to ? first : -1))
  return {
    ...program,
    firstOf,
    sum: { ...sum, to, ...(groups && { groups }), price: scaled(sum.price, sum.before, share) },
  }
}

/** A share of both limits, as far apart as they were: so that whole shifts fit between them. */
function scaled(price: Convex, before: number, share: number): Convex {
  const part = (value: number) => before + (value - before) * share
  const min = price.min > before ? Math.floor(part(price.min)) : price.min
  const apart = price.min > before ? price.max - price.min : 0
  const max = price.max === Infinity ? Infinity : Math.max(Math.ceil(part(price.max)), min + apart)
  const steps = price.steps?.map(({ from, more }) => ({ from: part(from), more }))
  return { ...price, min, max, ...(steps && { steps }) }
}
