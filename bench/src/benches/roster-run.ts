import type { Problem, Roster } from '@muster/solver/problem/problem.ts'

export type Clock = 'wall' | 'processor'

/** How long and with what the engine is to work on a problem. */
export interface Effort {
  readonly seconds: number
  /** What seconds are counted of (absent: the wall); see `SolveOptions`. */
  readonly clock?: Clock
  readonly threads: number
  readonly seed: number
  /** Days that are decided, where later ones are only looked ahead at (absent: all). */
  readonly firm?: number
}

/** What one run of an engine gave. */
export interface Found {
  readonly roster: Roster
  /** By the engine's own count; the checker has the last word. */
  readonly cost: number
  /** Proven: no roster costs less. */
  readonly bound: number | undefined
  /** Threads that fell on the way, and of what. */
  readonly fallen: readonly string[]
  /** Cost of each new best roster, and the CPU seconds until then. */
  readonly curve: readonly Point[]
}

export type Point = readonly [cpuSeconds: number, cost: number]

/** Solves a problem within an effort; says each new best roster. */
export type Engine = (problem: Problem, effort: Effort, told: (cost: number) => void) => Promise<Omit<Found, 'curve'>>

/** One run on one instance, scored by the checker. */
export interface RosterRun {
  readonly seed: number
  readonly cost: number
  readonly bound?: number | undefined
  readonly fallen?: readonly string[]
  readonly cpuSeconds: number
  readonly wallSeconds: number
  readonly curve: readonly Point[]
}

/** All runs on one instance, and what others reached on it. */
export interface RosterResult {
  readonly instance: string
  readonly best: number | undefined
  readonly runs: readonly RosterRun[]
  /** HiGHS alone, on this machine: no cost when it found no roster in time. */
  readonly highs?:
    | { readonly cost?: number | undefined; readonly bound: number; readonly cpuSeconds: number }
    | undefined
  readonly published: Readonly<Record<string, number>>
}

/** Runs the engine, and measures the processor rather than the wall: other work on the machine does not count. */
export async function measured(engine: Engine, problem: Problem, effort: Effort) {
  const curve: Point[] = []
  const clock = stopwatch()
  const found = await engine(problem, effort, cost => curve.push([clock().cpuSeconds, cost]))
  return { ...found, curve: thinned(curve), ...clock() }
}

/** A picture shows no two points nearer than a twentieth of the time until then; the last always stays. */
function thinned(curve: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of curve.toReversed()) if (kept.length === 0 || point[0] < kept.at(-1)![0] / 1.05) kept.push(point)
  return kept.reverse()
}

/**
 * CPU and wall seconds since it was made. CPU time is that of the whole process, compiler and collector included; others on
 * the machine change it little.
 */
export function stopwatch(): () => { cpuSeconds: number; wallSeconds: number } {
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return { cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - began) / 1000 }
  }
}

/**
 * What the checker says must be what the engine says; otherwise one of them has misread a rule and no figure is worth printing.
 *
 * @throws Error that names both
 */
export function agreed(
  instance: string,
  said: number,
  checked: { cost: number; violations: readonly { rule: string; says: string }[] },
) {
  const [first] = checked.violations
  if (first)
    throw new Error(
      `${instance}: the checker found ${checked.violations.length} broken hard rules, first ${first.rule}: ${first.says}`,
    )
  if (Math.abs(said - checked.cost) > 1e-6)
    throw new Error(`${instance}: the engine says ${said}, the checker ${checked.cost}. No figure is reported.`)
  return checked.cost
}
