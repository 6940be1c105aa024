import { compile, rosterOf, viewOf } from '@muster/solver/index.ts'
import { search } from '@muster/solver/search/lns.ts'
import type { Engine } from './roster-run.ts'

/** The roster engine, on the clock of the processor: other work on the machine takes nothing from it. */
export const engine: Engine = async (problem, { seconds, seed }, told) => {
  const now = () => process.cpuUsage().user / 1000
  const found = search(compile(problem), {
    seed,
    now,
    deadline: now() + 1000 * seconds,
    onIncumbent: (_, { hard, soft }) => {
      if (hard === 0) told(soft)
    },
  })
  return { roster: rosterOf(viewOf(problem), found.lines), cost: found.score.soft, bound: undefined }
}
