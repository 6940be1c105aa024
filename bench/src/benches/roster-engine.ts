import { compile, rosterOf, viewOf } from '@muster/solver/index.ts'
import { solve } from '@muster/solver/solve.ts'
import type { Engine } from './roster-run.ts'

/** The roster engine as anybody would use it. */
export const engine: Engine = async (problem, { seconds, clock = 'wall', threads, seed, firm }, told) => {
  const solution = await solve(compile(problem), {
    seed,
    threads,
    clock,
    ...(firm !== undefined && { firm }),
    milliseconds: 1000 * seconds,
    onIncumbent: (_, { hard, soft }) => {
      if (hard === 0) told(soft)
    },
  })
  if (!solution) throw new Error('The engine was stopped before it had a roster.')
  const { lines, score, bound, fallen } = solution
  return {
    roster: rosterOf(viewOf(problem), lines),
    cost: score.hard === 0 ? score.soft : Number.POSITIVE_INFINITY,
    bound: Number.isFinite(bound) ? bound : undefined,
    fallen,
  }
}
