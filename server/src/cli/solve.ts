import { readFileSync, writeFileSync } from 'node:fs'
import { compile, type Problem, type Roster, readProblem, rosterOf, viewOf, violations } from '@muster/solver/index.ts'
import { cover } from '@muster/solver/rules/cover.ts'
import { kindOf } from '@muster/solver/rules/kinds.ts'
import { type Solution, solve } from '@muster/solver/solve.ts'

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
  say(`代价 ${score.soft}，下界 ${bound}，缺口 ${score.hard}`, `cost ${score.soft}, bound ${bound}, hard ${score.hard}`)
  for (const line of reasons(problem, roster)) console.error(line)
  write(options.out, `${JSON.stringify(roster, null, 1)}\n`)
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
  for (const { path, zh, en } of reading.faults) say(`${path}：${zh}`, en)
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
    const gap = soft !== undefined && bound !== undefined && hard === 0 && soft > 0 ? (soft - bound) / soft : undefined
    const parts = [
      `${seconds} s`,
      soft === undefined ? '' : `代价 cost ${Math.round(soft)}`,
      hard > 0 ? `缺口 hard ${hard}` : '',
      bound === undefined ? '' : `下界 bound ${Math.ceil(bound - 1e-6)}`,
      gap === undefined ? '' : `差距 gap ${(100 * Math.max(0, gap)).toFixed(2)} %`,
    ]
    console.error(parts.filter(part => part !== '').join(' · '))
  }
}

/** What the roster costs, rule by rule, the dearest first. */
function reasons(problem: Problem, roster: Roster): string[] {
  const byWords = Map.groupBy(violations(problem, roster), ({ rule }) =>
    rule === undefined ? cover : kindOf(problem.rules[rule]!),
  )
  const rows = [...byWords].map(([{ words, unit }, found]) => {
    const units = found.reduce((sum, one) => sum + one.units, 0)
    const cost = found.reduce((sum, one) => sum + (one.price === 'hard' ? Infinity : one.units * one.price), 0)
    return { words, unit, units: Math.round(units * 100) / 100, cost }
  })
  return rows
    .toSorted((a, b) => b.cost - a.cost)
    .map(({ words, unit, units, cost }) => {
      const price = cost === Infinity ? '不允许 · not allowed' : String(Math.round(cost))
      return `  ${words.zh} ${units} ${unit.zh} · ${words.en}: ${units} × ${unit.en} → ${price}`
    })
}

function write(file: string | undefined, text: string): void {
  if (file === undefined) process.stdout.write(text)
  else writeFileSync(file, text)
}
