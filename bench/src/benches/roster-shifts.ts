import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkShiftScheduling } from '@muster/solver/formats/checker/shift-scheduling.ts'
import { problemOfShifts, rowsOfRoster } from '@muster/solver/formats/shift-scheduling.ts'
import { readShiftInstance, writeRos } from '@muster/solver/formats/shift-scheduling-instance.ts'
import { publishedOn, readCsv } from './roster-files.ts'
import { plainHighs } from './roster-mip.ts'
import {
  agreed,
  type Clock,
  type Engine,
  measured,
  type RosterResult,
  type RosterRun,
  stopwatch,
} from './roster-run.ts'

export interface RosterOptions {
  readonly folder: string
  /** Instances by their number or name; all of the folder when there are none. */
  readonly only: readonly string[]
  readonly seconds: number
  readonly clock?: Clock
  readonly threads: number
  readonly runs: number
  /** Seconds for HiGHS alone; 0 leaves it out. */
  readonly highs: number
  /** Solution files go here, when a folder is named. */
  readonly solutions: string | undefined
  readonly say: (line: string) => void
}

/** The numbers of the instances in a folder of the shift scheduling benchmark, in order. */
export function shiftInstances(folder: string): string[] {
  const names = readdirSync(folder).flatMap(file => /^Instance(\d+)\.txt$/.exec(file)?.[1] ?? [])
  return names.sort((a, b) => Number(a) - Number(b))
}

/** All runs on one instance of the shift scheduling benchmark. */
export async function benchShifts(engine: Engine, name: string, options: RosterOptions): Promise<RosterResult> {
  const { folder, say } = options
  const text = readFileSync(join(folder, `Instance${name}.txt`), 'utf8')
  const best = readCsv(folder, 'best-known.csv').find(row => row.instance === name)?.best_known
  const runs: RosterRun[] = []
  for (let seed = 1; seed <= options.runs; seed++) {
    const run = await oneRun(engine, name, text, seed, options)
    say(`${name}, seed ${seed}: ${run.cost} in ${run.cpuSeconds.toFixed(1)} CPU s`)
    runs.push(run)
  }
  const highs = options.highs > 0 ? await alone(name, text, options.highs) : undefined
  if (highs) say(`${name}, HiGHS alone: ${highs.cost ?? 'nothing'} in ${highs.cpuSeconds.toFixed(1)} CPU s`)
  return { instance: name, best: best ? Number(best) : undefined, runs, highs, published: publishedOn(folder, name) }
}

async function oneRun(engine: Engine, name: string, text: string, seed: number, options: RosterOptions) {
  const instance = readShiftInstance(text)
  const { seconds, clock = 'wall', threads } = options
  const { roster, cost, ...rest } = await measured(engine, problemOfShifts(instance), { seconds, clock, threads, seed })
  const file = writeRos(instance, rowsOfRoster(instance, roster), `Instance${name}.ros`)
  keepSolution(options.solutions, `Instance${name}-seed${seed}.ros`, file)
  const { bound, fallen, curve, cpuSeconds, wallSeconds } = rest
  const checked = agreed(`Instance ${name}`, cost, checkShiftScheduling(text, file))
  return { seed, cost: checked, bound, ...(fallen.length > 0 && { fallen }), cpuSeconds, wallSeconds, curve }
}

/** Writes a solution file, when a folder is named. */
export function keepSolution(folder: string | undefined, file: string, text: string): void {
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, file), text)
}

async function alone(name: string, text: string, seconds: number) {
  const instance = readShiftInstance(text)
  const clock = stopwatch()
  const answer = await plainHighs(instance, seconds)
  if (!answer) return undefined
  const { cpuSeconds } = clock()
  const { rows, bound } = answer
  if (!rows) return { bound, cpuSeconds }
  const checked = checkShiftScheduling(text, writeRos(instance, rows, `Instance${name}.ros`))
  return { cost: agreed(`Instance ${name}, HiGHS alone`, checked.cost, checked), bound, cpuSeconds }
}
