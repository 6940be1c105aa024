import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkInrc2 } from '@muster/solver/formats/checker/inrc2.ts'
import { expectedAfter, historyAfter, problemOfWeeks, writeNurseSolution } from '@muster/solver/formats/inrc2.ts'
import {
  type NurseWeek,
  readNurseHistory,
  readNurseScenario,
  readNurseWeek,
} from '@muster/solver/formats/inrc2-instance.ts'
import { random } from '@muster/solver/random.ts'
import { readCsv } from './roster-files.ts'
import { type Engine, measured, type Point, type RosterResult, type RosterRun } from './roster-run.ts'
import { keepSolution, type RosterOptions } from './roster-shifts.ts'

/** The late instances of the competition that this folder holds the data of: `n030w4_1_6-2-9-1`. */
export function nurseInstances(folder: string): string[] {
  return readCsv(folder, 'best-known.csv')
    .flatMap(row => (row.late_instances ?? '').split(' '))
    .filter(name => name !== '' && existsSync(join(folder, name.split('_')[0]!)))
}

/** The data of an instance: scenario, history and weeks by the numbers in its name. */
function textsOf(folder: string, name: string) {
  const [set = '', history = '', weeks = ''] = name.split('_')
  const read = (file: string) => readFileSync(join(folder, set, file), 'utf8')
  return {
    scenario: read(`Sc-${set}.txt`),
    history: read(`H0-${set}-${history}.txt`),
    weeks: weeks.split('-').map(week => read(`WD-${set}-${week}.txt`)),
  }
}

/** Weeks that are looked at together: the known one, and as many as expected behind it. */
const WEEKS = 4

/** All runs on one instance of INRC-II, week by week: a week is not known before the one before is fixed. */
export async function benchNurses(engine: Engine, name: string, options: RosterOptions): Promise<RosterResult> {
  const runs: RosterRun[] = []
  for (let seed = 1; seed <= options.runs; seed++) {
    const run = await oneRun(engine, name, seed, options)
    options.say(`${name}, seed ${seed}: ${run.cost} in ${run.cpuSeconds.toFixed(1)} CPU s`)
    runs.push(run)
  }
  return { instance: name, best: undefined, runs, published: {} }
}

/**
 * The late instances of a set together, where all of them were run. Of the competition's finalists the best on each is known,
 * but not which of the two is whose: so sums are compared.
 */
export function lateSets(folder: string, results: readonly RosterResult[]): RosterResult[] {
  return readCsv(folder, 'best-known.csv').flatMap(({ dataset, late_instances = '', range_as_noted = '' }) => {
    const names = late_instances.split(' ')
    const found = names.flatMap(name => results.find(({ instance }) => instance === name) ?? [])
    const bests = range_as_noted.split('-').map(Number)
    if (found.length !== 2 || bests.length !== 2) return []
    const runs = found[0]!.runs.map((run, at) => added(run, found[1]!.runs[at]!))
    return [{ instance: `${dataset!}, both`, best: bests[0]! + bests[1]!, runs, published: {} }]
  })
}

function added(one: RosterRun, other: RosterRun): RosterRun {
  const cost = one.cost + other.cost
  const cpuSeconds = one.cpuSeconds + other.cpuSeconds
  const wallSeconds = one.wallSeconds + other.wallSeconds
  return { seed: one.seed, cost, curve: [[cpuSeconds, cost]], cpuSeconds, wallSeconds }
}

async function oneRun(engine: Engine, name: string, seed: number, options: RosterOptions): Promise<RosterRun> {
  const texts = textsOf(options.folder, name)
  const scenario = readNurseScenario(texts.scenario)
  let history = readNurseHistory(texts.history, scenario)
  const solutions: string[] = []
  const fallen: string[] = []
  const spent = { cpuSeconds: 0, wallSeconds: 0 }
  // The competition's budget a week, in seconds of the organisers' machine; `--seconds` scales it: 60 is the whole of it.
  const seconds = ((10 + 3 * Math.max(0, scenario.nurses.length - 20)) * options.seconds) / 60
  const seen: NurseWeek[] = []
  for (const [week, text] of texts.weeks.entries()) {
    const known = readNurseWeek(text, scenario)
    seen.push(known)
    const ahead = Math.min(WEEKS, texts.weeks.length - week) - 1
    const problem = problemOfWeeks(scenario, history, [known], expectedAfter(seen, ahead, random(seed + week)))
    const found = await measured(engine, problem, {
      seconds,
      clock: options.clock ?? 'wall',
      threads: options.threads,
      seed,
      firm: 7,
    })
    spent.cpuSeconds += found.cpuSeconds
    spent.wallSeconds += found.wallSeconds
    fallen.push(...found.fallen)
    solutions.push(writeNurseSolution(scenario, week, found.roster))
    history = historyAfter(scenario, history, found.roster)
    keepSolution(options.solutions, `${name}-seed${seed}-week${week}.txt`, solutions.at(-1)!)
  }
  const { cost, violations } = checkInrc2({ ...texts, solutions })
  const [first] = violations
  if (first) throw new Error(`${name}: ${violations.length} broken hard rules, first ${first.rule}: ${first.says}`)
  const curve: Point[] = [[spent.cpuSeconds, cost]]
  return { seed, cost, ...(fallen.length > 0 && { fallen }), curve, ...spent }
}
