/** Who has no line at all that their own rules allow, and which of these rules are in conflict. */
import { BestLine } from '../line/best-line.ts'
import { programsOf } from '../line/program.ts'
import { compile } from '../model/compile.ts'
import type { Model } from '../model/model.ts'
import type { Problem } from '../problem/problem.ts'
import { conflict, type Must } from './conflict.ts'

export interface Stuck {
  readonly person: string
  /** The smallest set of rules in conflict: without any one of them there is a line. */
  readonly rules: readonly Must[]
}

/** Asks for a line of everybody: whoever has none is left out by every search, so that no roster keeps all rules. */
export async function stuckOf(problem: Problem): Promise<Stuck[]> {
  const has = linesIn(compile(problem))
  const stuck = problem.people.filter((_, person) => !has(person))
  return Promise.all(
    stuck.map(async person => {
      const alone = { ...problem, people: [person], demands: [] }
      return { person: person.id, rules: await conflict(alone, async part => linesIn(compile(part))(0)) }
    }),
  )
}

/** Says of somebody whether they have a line that is allowed. */
function linesIn(model: Model): (person: number) => boolean {
  const { days, jobs } = model
  const programOf = programsOf(model)
  const best = new BestLine()
  const extra = new Float64Array(days * jobs)
  const lines = new Uint16Array(days)
  return person => best.ask({ program: programOf(person), extra, lines, at: 0, from: 0, to: days }) < Infinity
}
