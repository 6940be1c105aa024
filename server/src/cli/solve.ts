import { readFileSync, writeFileSync } from 'node:fs'
import {
  compile,
  explain,
  type Problem,
  type Roster,
  readProblem,
  rosterOf,
  type Solution,
  solve,
  stuckOf,
  viewOf,
  wordsOf,
} from '@muster/solver/index.ts'

export interface SolveFileOptions {
  /** Where the roster goes; the screen when there is none. */
  readonly out?: string | undefined
  readonly seconds: number
  readonly seed: number
  readonly threads: number
}

/** Words for whoever watches; the roster itself goes to the file or the screen. */
const say = (zh: string, en: string): void => console.error(`${zh}\n  ${en}`)

/** Solves a problem of a file, and says how it goes. Ctrl-C ends with the best so far. @returns whether there is a roster that may be used */
export async function solveFile(file: string, options: SolveFileOptions): Promise<boolean> {
  const problem = problemIn(file)
  if (!problem) return false
  const solution = await watched(problem, options)
  if (!solution) {
    say('在找到任何排班之前就停下了。请让它多算一会儿。', 'Stopped before there was any roster. Let it run longer.')
    return false
  }
  const { score, bound } = solution
  const roster = rosterOf(viewOf(problem), solution.lines)
  // Prices are never negative: a bound below nothing says nothing.
  const cost = rounded(score.soft)
  const least = rounded(bound < 0 ? Infinity : bound)
  say(`代价 ${cost}，下界 ${least}，缺口 ${score.hard}`, `cost ${cost}, bound ${least}, hard ${score.hard}`)
  for (const line of reasons(problem, roster)) console.error(line)
  if (score.soft === Infinity) await sayWhoIsStuck(problem)
  write(options.out, textOf(roster))
  return score.hard === 0 && Number.isFinite(score.soft)
}

/** The problem of a file; what is wrong with it is said, with the way to the fault. */
function problemIn(file: string): Problem | undefined {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why = (error as Error).message
    say(`读不出 ${file}：${why}。请给出一个 JSON 文件。`, `${file} cannot be read: ${why}. Give a file of JSON.`)
    return undefined
  }
  const reading = readProblem(value)
  if (reading.ok) return reading.problem
  for (const { path, zh, en } of reading.faults.slice(0, MOST_FAULTS)) say(`${path}：${zh}`, `${path}: ${en}`)
  const more = reading.faults.length - MOST_FAULTS
  if (more > 0) say(`另有 ${more} 处。`, `and ${more} more.`)
  return undefined
}

async function watched(problem: Problem, options: SolveFileOptions): Promise<Solution | undefined> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal)
  const progress = teller()
  try {
    const solution = await solve(compile(problem), {
      seed: options.seed,
      threads: options.threads,
      milliseconds: 1000 * options.seconds,
      signal: stop.signal,
      onIncumbent: (_, { hard, soft }) => progress({ hard, soft }),
      onBound: bound => progress({ bound }),
    })
    for (const what of solution?.fallen ?? [])
      say(
        `一个线程中断了，其余照常：${what}。请报告此事。`,
        `A thread fell, the rest went on: ${what}. Please report it.`,
      )
    if (solution?.proved) say('已证明没有更好的排班。', 'Proven: no roster is better.')
    return solution
  } finally {
    process.removeListener('SIGINT', onSignal)
  }
}

interface Standing {
  readonly hard?: number
  readonly soft?: number
  readonly bound?: number
}

/** Faults that are said at once. */
const MOST_FAULTS = 20

const TELL_EVERY_MS = 500

/** Says what is best now, what is proven, and how far apart the two are; twice a second at most, and at once the first time. */
function teller(): (news: Standing) => void {
  const began = performance.now()
  let now: Standing = {}
  let told = -TELL_EVERY_MS
  return news => {
    now = { ...now, ...news }
    if (performance.now() - told < TELL_EVERY_MS) return
    told = performance.now()
    const { hard = 0, soft, bound } = now
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const known = soft !== undefined && soft > 0 && hard === 0 && bound !== undefined && bound >= 0
    const gap = known ? (soft - bound) / soft : undefined
    const parts = [
      `${seconds} s`,
      soft === undefined ? '' : `代价 cost ${Math.round(soft)}`,
      hard > 0 ? `缺口 hard ${hard}` : '',
      bound === undefined || bound < 0 ? '' : `下界 bound ${Math.ceil(bound - 1e-6)}`,
      gap === undefined ? '' : `差距 gap ${(100 * Math.max(0, gap)).toFixed(2)} %`,
    ]
    console.error(parts.filter(part => part !== '').join(' · '))
  }
}

/** What the roster costs, rule by rule, the dearest first. */
const reasons = (problem: Problem, roster: Roster): string[] =>
  explain(problem, roster).rules.map(({ words, units, unit, hard, soft }) => {
    const price = hard > 0 ? '不允许 · not allowed' : `${Math.round(soft)}`
    return `  ${words.zh} ${rounded(units)} ${unit.zh} · ${words.en}: ${rounded(units)} × ${unit.en} → ${price}`
  })

/** Whoever has no line that their rules allow, and the rules that cannot hold together. */
async function sayWhoIsStuck(problem: Problem): Promise<void> {
  for (const { person, rules } of await stuckOf(problem)) {
    const named = rules.map(({ at }) => wordsOf(problem, at))
    say(
      `${person} 没有任何可行的安排，这些规则互相矛盾：${named.map(({ zh }) => zh).join('、')}。请放宽其中之一。`,
      `${person} has no line at all; these rules cannot hold together: ${named.map(({ en }) => en).join(', ')}. Soften one.`,
    )
  }
}

/** To hundredths; – where there is none. */
const rounded = (cost: number): string => (Number.isFinite(cost) ? String(Math.round(100 * cost) / 100) : '–')

/** One person a line. */
function textOf(roster: Roster): string {
  const lines = Object.entries(roster).map(([person, days]) => ` ${JSON.stringify(person)}: ${JSON.stringify(days)}`)
  return `{\n${lines.join(',\n')}\n}\n`
}

function write(file: string | undefined, text: string): void {
  if (file === undefined) process.stdout.write(text)
  else writeFileSync(file, text)
}
