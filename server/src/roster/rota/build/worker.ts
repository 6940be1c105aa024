import { availableParallelism } from 'node:os'
import { type MessagePort, workerData } from 'node:worker_threads'
import {
  compile,
  type Lines,
  type Problem,
  type Roster,
  readProblem,
  rosterOf,
  type Score,
  solve,
  viewOf,
} from '@muster/solver/index.ts'

/** What the thread of a build is started with. */
export interface BuildTask {
  readonly problem: Problem
  readonly seed: number
  readonly seconds: number
  readonly port: MessagePort
}

/** What the engine has so far: costs as the rota counts them, and people missing. */
export interface Incumbent {
  readonly cost: number
  /** No roster costs less; nothing has a price below nothing, so that much is known from the start. */
  readonly bound: number
  readonly gaps: number
  readonly proved: boolean
}

export type BuildWord =
  | { readonly kind: 'progress'; readonly incumbent: Incumbent }
  | { readonly kind: 'done'; readonly roster: Roster | null; readonly incumbent: Incumbent | null }

/** How often it says what it has. */
const EVERY_MS = 250

const { problem, seed, seconds, port } = workerData as BuildTask
const stop = new AbortController()
/** Somebody wants what there is; before there is anything, the first that there is. */
let enough = false
port.on('message', () => {
  enough = true
  if (best) stop.abort()
})

let best: { lines: Lines; score: Score } | undefined
let bound = 0
/** What was told last: who stands where, and the bound; a better bound is news, too. */
let told: { readonly best: unknown; readonly bound: number } | undefined

function incumbent(proved = false): Incumbent | null {
  if (!best) return null
  const cost = best.score.soft
  return { cost, bound: proved ? cost : Math.min(bound, cost), gaps: gapsOf(best.lines), proved }
}

/** People missing, standby aside, as a screen counts them. */
function gapsOf(lines: Lines): number {
  const days = problem.horizon.days
  const numbers = new Map(problem.jobs.map(({ id }, at) => [id, at + 1]))
  const there = new Map<string, number>()
  for (const [at, job] of lines.entries()) {
    const key = `${at % days} ${job}`
    if (job > 0) there.set(key, (there.get(key) ?? 0) + 1)
  }
  return problem.demands.reduce((sum, { day, jobs, minimum = 0, missing }) => {
    if (missing === 'hard' || (missing ?? 0) < 1000) return sum
    return sum + Math.max(0, minimum - (there.get(`${day} ${numbers.get(jobs[0]!) ?? 0}`) ?? 0))
  }, 0)
}

const say = (word: BuildWord): void => port.postMessage(word)

async function run(): Promise<void> {
  const reading = readProblem(problem)
  if (!reading.ok)
    throw new Error(`The problem of a rota is not one: ${reading.faults.map(({ path }) => path).join(', ')}`)
  const model = compile(reading.problem)
  const ticking = setInterval(() => {
    const now = best && incumbent()
    if (!now || (best === told?.best && bound === told?.bound)) return
    told = { best, bound }
    say({ kind: 'progress', incumbent: now })
  }, EVERY_MS)
  const solution = await solve(model, {
    seed,
    milliseconds: seconds * 1000,
    // One processor stays with those who wait for the server.
    threads: availableParallelism() > 2 ? 2 : 1,
    signal: stop.signal,
    onIncumbent: (lines, score) => {
      best = { lines, score }
      if (enough) stop.abort()
    },
    onBound: found => {
      bound = Math.max(0, found)
    },
  })
  clearInterval(ticking)
  if (solution) best = solution
  const roster = solution ? rosterOf(viewOf(reading.problem), solution.lines) : null
  say({ kind: 'done', roster, incumbent: solution ? incumbent(solution.proved) : null })
  port.close()
}

await run()
