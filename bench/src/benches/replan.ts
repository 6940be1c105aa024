import { compile } from '@muster/solver/model/compile.ts'
import { type Lines, OFF } from '@muster/solver/model/model.ts'
import { setLine, standingOf } from '@muster/solver/model/score.ts'
import type { Problem } from '@muster/solver/problem/problem.ts'
import { type Random, random } from '@muster/solver/random.ts'
import { type Prepared, prepare } from '@muster/solver/repair/prepare.ts'
import { type Absence, replan } from '@muster/solver/repair/replan.ts'
import { suggest } from '@muster/solver/repair/suggest.ts'
import { type Dials, SMALL } from '@muster/solver/sample/dials.ts'
import { withPast } from '@muster/solver/sample/past.ts'
import { sampleProblem } from '@muster/solver/sample/sample.ts'
import { search } from '@muster/solver/search/lns.ts'
import { Histogram } from '../figures/histogram.ts'
import type { Line } from '../figures/line.ts'
import type { Outcome, Stage } from './bench.ts'
import { stopwatch } from './roster-run.ts'

/** Everybody who could be asked for a dozen posts. */
const CROWD: Dials = { ...SMALL, people: 100_000, posts: 12, days: 7 }
const QUESTIONS = 500
/** The volunteers of a city at its posts, for a week. */
const CITY: Dials = { ...SMALL, people: 6_396, posts: 120, days: 7 }
/** Days before that week of which everybody's work is known. */
const PAST = 14
const NO_SHOWS = 0.1
/** Less than a place that stays empty costs, and more than most of what could be put in better order. */
const DISTURBANCE = 10

/** A problem made ready, and a roster of it. */
interface Published {
  readonly prepared: Prepared
  readonly lines: Lines
}

interface Run {
  readonly asked: Asked
  readonly day: Planned
  readonly week: Planned
}

interface Asked {
  /** Milliseconds. */
  readonly cpu: number
  readonly wall: number
  /** Questions to which there was no answer. */
  readonly nobody: number
}

interface Planned {
  readonly absences: number
  readonly seconds: number
  readonly changes: number
  readonly open: number
}

/** People do not come: who takes over from one of them, and the plan anew when it is one in ten. */
export async function replanBench({ options, say }: Stage): Promise<Outcome> {
  const runs: Run[] = []
  for (let seed = 1; seed <= options.runs; seed++) {
    say(`seed ${seed}: who takes over, among ${CROWD.people.toLocaleString('en')} people`)
    const asked = takeOvers(published(seed, sampleProblem(seed, CROWD)), random(seed))
    say(`seed ${seed}: no-shows among ${CITY.people.toLocaleString('en')} people`)
    const city = published(seed, withPast(sampleProblem(seed, CITY), PAST, seed))
    const [day, week] = [[2], [0, 1, 2, 3, 4, 5, 6]].map(days => planned(city, noShows(city, random(seed), days)))
    runs.push({ asked, day: day!, week: week! })
  }
  return {
    size: `rosters of a week; ${CITY.people.toLocaleString('en')} people at ${CITY.posts} posts, seeds 1 to ${options.runs}`,
    lines: linesOf(runs),
    notes: runs.map(noteOf),
  }
}

function published(seed: number, problem: Problem): Published {
  const model = compile(problem)
  return { prepared: prepare(model), lines: search(model, { seed, rounds: 0 }).lines }
}

/** Somebody at work does not come, and the first who is named takes the place; again and again. */
function takeOvers({ prepared, lines }: Published, chance: Random): Asked {
  const { days } = prepared.model
  const standing = standingOf(prepared.model, lines, prepared.counting)
  const times = { cpu: new Histogram(), wall: new Histogram(), nobody: 0 }
  for (let asked = 0; asked < QUESTIONS; ) {
    const at = chance.int(lines.length)
    const [person, day, job] = [Math.floor(at / days), at % days, standing.lines[at]!]
    if (job === OFF) continue
    asked++
    const give = (whom: number, what: number) =>
      setLine(standing, whom, standing.lines.slice(whom * days, (whom + 1) * days).with(day, what))
    give(person, OFF)
    const clock = stopwatch()
    const [first] = suggest(prepared, standing, day, job, { without: new Set([person]) })
    const { cpuSeconds, wallSeconds } = clock()
    times.cpu.add(1000 * cpuSeconds)
    times.wall.add(1000 * wallSeconds)
    if (first) give(first.person, job)
    else times.nobody++
  }
  return { cpu: times.cpu.quantile(0.99), wall: times.wall.quantile(0.99), nobody: times.nobody }
}

/** One in ten of those who work on these days. */
function noShows({ prepared, lines }: Published, chance: Random, days: readonly number[]): Absence[] {
  return prepared.model.lines.flatMap((_, person) =>
    days
      .filter(day => lines[person * prepared.model.days + day] !== OFF && chance.unit() < NO_SHOWS)
      .map(day => ({ person, day })),
  )
}

function planned({ prepared, lines }: Published, absent: readonly Absence[]): Planned {
  const clock = stopwatch()
  const { changes, open } = replan(prepared, lines, absent, { disturbance: DISTURBANCE, seed: 1 })
  return { absences: absent.length, seconds: clock().cpuSeconds, changes, open: open.length }
}

function linesOf(runs: readonly Run[]): Line[] {
  const line = (what: string, unit: string, figure: (run: Run) => number, atMost: number): Line => ({
    what,
    unit,
    better: 'less',
    samples: runs.map(run => ({ figure: figure(run) })),
    target: { of: 'figure', atMost, words: `≤ ${atMost} ${unit}`.trim() },
  })
  const crowd = CROWD.people.toLocaleString('en')
  return [
    line(`who takes over, among ${crowd} people, p99`, 'CPU ms', ({ asked }) => asked.cpu, 50),
    line('plan anew, 10 % no-shows of one day', 'CPU s', ({ day }) => day.seconds, 2),
    line('changed days for each of them', '', ({ day }) => day.changes / day.absences, 1.5),
    line('plan anew, 10 % no-shows of a whole week', 'CPU s', ({ week }) => week.seconds, 2),
    line('changed days for each of them, of a week', '', ({ week }) => week.changes / week.absences, 1.5),
  ]
}

function noteOf({ asked, day, week }: Run, at: number): string {
  const took = `p99 of ${QUESTIONS} questions ${asked.wall.toFixed(1)} ms by the clock, ${asked.nobody} without an answer`
  const plans = [day, week].map(one => `${one.absences} absences, ${one.open} places left open`)
  return `seed ${at + 1}: ${took}; ${plans.join('; ')}`
}
