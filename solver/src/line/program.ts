import { divisor } from '../divisor.ts'
import type { Line, Model, Sum } from '../model/model.ts'
import { Names } from './alike.ts'
import { type Automaton, automatonOf } from './automaton.ts'
import { type Classes, classesOf, followersOf } from './classes.ts'

/** A line made ready for dynamic programming. Compiled once, used for every question about that person. */
export interface LineProgram {
  readonly line: Line
  readonly days: number
  readonly jobs: number
  readonly classes: Classes
  readonly automaton: Automaton
  readonly sums: readonly SumProgram[]
  /** By day: when the last group is over that began before it. */
  readonly openUntil: Int32Array
}

/** A sum that can bind, in units of its own. */
export interface SumProgram {
  readonly sum: Sum
  /** By class, in units of {@link unit}. */
  readonly weight: Int32Array
  /** The greatest common divisor of all weights that are allowed: minutes become half hours or shifts. */
  readonly unit: number
  /** By day of a sum with groups: the first and the last day of its group; −1 in none. */
  readonly firstOf: Int32Array
  readonly lastOf: Int32Array
  /** By day of a sum with groups: how many days its group has. */
  readonly sizeOf: Int32Array
  /** By number of days: the most that so many days in a row can add. */
  readonly most: Int32Array
}

/** Compiles the lines of a model when they are first asked for; people of equal rules share everything but prices. */
export function programsOf(model: Model): (person: number) => LineProgram {
  const { days, jobs } = model
  const programs = Array.from<LineProgram | undefined>({ length: model.lines.length })
  const shared = new Map<string, LineProgram>()
  const names = new Names()
  const binding = remembering((sums: readonly Sum[]) => bindingOf(sums, days))
  return person => {
    const found = programs[person]
    if (found) return found
    const line = model.lines[person]!
    const name = names.of(line, followersOf(line, jobs)[line.before]!, binding(line.sums), mayOf(line, days, jobs))
    const alike = shared.get(name)
    const program = alike ? { ...alike, line } : compileLine(line, days, jobs)
    if (!alike) shared.set(name, program)
    programs[person] = program
    return program
  }
}

/** People of equal rules share lists of sums: each list is looked through once. */
function remembering<K, V>(of: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return key => {
    const found = known.get(key) ?? of(key)
    known.set(key, found)
    return found
  }
}

/** Sums that can cost something at all. */
const bindingOf = (sums: readonly Sum[], days: number): Sum[] => sums.filter(sum => canBind(sum, days))

/** Which jobs a line may ever have. What is never allowed makes no states, and no units that are smaller than need be. */
function mayOf({ node }: Line, days: number, jobs: number): Uint8Array {
  const may = new Uint8Array(jobs)
  for (let cell = 0; cell < days * jobs; cell++) if (node[cell]! < Infinity) may[cell % jobs] = 1
  return may
}

/** A line made ready. */
export function compileLine(line: Line, days: number, jobs: number): LineProgram {
  const binding = bindingOf(line.sums, days)
  const may = mayOf(line, days, jobs)
  const classes = classesOf(line, binding, jobs, may)
  const automaton = automatonOf(line, classes, days)
  const sums = binding.map(sum => compileSum(sum, days, classes, automaton))
  return { line, days, jobs, classes, automaton, sums, openUntil: openUntil(binding, days) }
}

function openUntil(sums: readonly Sum[], days: number): Int32Array {
  const until = new Int32Array(days + 1)
  for (const group of sums.flatMap(({ groups }) => groups ?? [])) {
    for (let day = group[0]! + 1; day <= group.at(-1)!; day++) until[day] = Math.max(until[day]!, group.at(-1)! + 1)
  }
  return until
}

function canBind(sum: Sum, days: number): boolean {
  const { price } = sum
  const most = sum.before + (Math.min(sum.to, days) - sum.from) * Math.max(...sum.of)
  const above = most > price.max && price.above > 0
  return (sum.before < price.min && price.below > 0) || above || (price.steps ?? []).some(({ from }) => most > from)
}

function compileSum(sum: Sum, days: number, classes: Classes, automaton: Automaton): SumProgram {
  const added = classes.example.map((job, kind) => (classes.may[kind] ? sum.of[job]! : 0))
  const unit = Math.max(1, added.reduce(divisor, 0))
  const weight = Int32Array.from(added, each => each / unit)
  const firstOf = new Int32Array(days).fill(-1)
  const lastOf = new Int32Array(days).fill(-1)
  const sizeOf = new Int32Array(days)
  for (const group of sum.groups ?? []) {
    for (const day of group) {
      firstOf[day] = group[0]!
      lastOf[day] = group.at(-1)!
      sizeOf[day] = group.length
    }
  }
  return { sum, unit, weight, firstOf, lastOf, sizeOf, most: mostOf(weight, days, automaton) }
}

/** From here on the most is put together from parts: it is a bound, and long horizons would make it dear. */
const EXACT_DAYS = 56

/** The heaviest path through the automaton: a run of work has to end, so that fewer days count than there are. */
function mostOf(weight: Int32Array, days: number, { states, next }: Automaton): Int32Array {
  const classes = weight.length
  const most = new Int32Array(days + 1)
  let ahead = new Int32Array(states)
  for (let count = 1; count <= days; count++) {
    if (count > EXACT_DAYS) {
      most[count] = most[EXACT_DAYS]! + most[count - EXACT_DAYS]!
      continue
    }
    const now = new Int32Array(states).fill(-1)
    for (let at = 0; at < states * classes; at++) {
      const to = next[at]!
      if (to < 0 || ahead[to]! < 0) continue
      const state = Math.floor(at / classes)
      now[state] = Math.max(now[state]!, ahead[to]! + weight[at % classes]!)
    }
    ahead = now
    most[count] = Math.max(0, ...now)
  }
  return most
}
