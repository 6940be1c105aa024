import type { Line, Run } from '../model/model.ts'
import { daysFelt } from './alike.ts'
import type { Classes } from './classes.ts'

/**
 * All that arcs and runs remember of the past, as a finite automaton: a state is the kind of the last job (by what may
 * follow it) and the length of every run, capped where longer makes no difference.
 */
export interface Automaton {
  readonly states: number
  /** `state * classes + class`: the state after that choice; −1 where it is forbidden. */
  readonly next: Int32Array
  /** By day, the same index: arcs, runs that end too short, days of runs that are too long. Days of equal arcs share it. */
  readonly costOn: readonly Float64Array[]
  /** By state: what runs cost that are too short on the last day. */
  readonly end: Float64Array
}

/** What a state knows of a run: its days so far, and whether it is excused from being too short. */
interface Reached {
  readonly days: number
  readonly excused: boolean
}

interface State {
  readonly job: number
  readonly runs: readonly Reached[]
}

/** The automaton of a line; state 0 is the evening before the first day. */
export function automatonOf(line: Line, classes: Classes, days: number): Automaton {
  const states: State[] = [{ job: line.before, runs: line.runs.map(run => reach(run, run.before, false)) }]
  const known = new Map<string, number>()
  const next: number[] = []
  const runCost: number[] = []
  for (let at = 0; at < states.length; at++) {
    for (const [kind, job] of classes.example.entries()) {
      const from = states[at]!
      if (classes.may[kind] === 0) {
        next.push(-1)
        runCost.push(Infinity)
        continue
      }
      const price = sum(line.runs, (run, r) => step(run, from.runs[r]!, job))
      const runs = line.runs.map((run, r) => after(run, from.runs[r]!, job, at === 0))
      next.push(price === Infinity ? -1 : idOf({ job, runs }))
      runCost.push(price)
    }
  }
  function idOf(state: State): number {
    const runs = state.runs.map(({ days, excused }) => `${days}${excused ? 'e' : ''}`).join()
    const key = `${classes.rowOf[state.job]!}|${runs}`
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, states.length)
    return states.push(state) - 1
  }
  return {
    states: states.length,
    next: Int32Array.from(next),
    costOn: costs(line, classes, days, states, runCost),
    end: Float64Array.from(states, ({ runs }) => sum(line.runs, (run, r) => (run.openEnd ? 0 : short(run, runs[r]!)))),
  }
}

function costs(line: Line, classes: Classes, days: number, states: readonly State[], runCost: readonly number[]) {
  const jobs = classes.classOf.length
  const ofArcs = (arc: Float64Array) =>
    Float64Array.from(runCost, (price, edge) => {
      const { job } = states[Math.floor(edge / classes.count)]!
      return price + arc[job * jobs + classes.example[edge % classes.count]!]!
    })
  const made = new Map<Float64Array, Float64Array>()
  return Array.from({ length: days }, (_, day) => {
    const arc = line.arcOn?.[day] ?? line.arc
    if (!made.has(arc)) made.set(arc, ofArcs(arc))
    return made.get(arc)!
  })
}

const sum = (runs: readonly Run[], price: (run: Run, at: number) => number) =>
  runs.reduce((total, run, at) => total + price(run, at), 0)

/** Days beyond what any limit asks for are forgotten. */
function reach(run: Run, days: number, excused: boolean): Reached {
  return { days: Math.min(days, daysFelt(run)), excused: excused && days < run.min }
}

function after(run: Run, before: Reached, job: number, firstDay: boolean): Reached {
  if (run.of[job] !== 1) return reach(run, 0, false)
  return reach(run, before.days + 1, before.days === 0 ? firstDay && run.openStart : before.excused)
}

function step(run: Run, before: Reached, job: number): number {
  if (run.of[job] !== 1) return short(run, before)
  return before.days + 1 > run.max ? run.longPrice : 0
}

function short(run: Run, { days, excused }: Reached): number {
  return days > 0 && days < run.min && !excused ? run.shortPrice * (run.min - days) : 0
}
