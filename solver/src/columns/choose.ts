import type { Highs } from 'highs'
import type { Column } from './column.ts'
import { segmentsInto } from './master.ts'
import type { Scope } from './scope.ts'

/** How long to look, and for what. */
export interface Choice {
  /** Only a roster that costs less is of interest. */
  readonly cutoff: number
  readonly seconds: number
  /** Costs of rosters lie so far apart at least; 0: nobody knows. */
  readonly step: number
}

/**
 * The best roster that can be put together from these columns, one for each person: the restricted master as an integer
 * programme. Nothing when there is none below the cutoff, or none was found in time.
 */
export function choose(highs: Highs, scope: Scope, columns: readonly Column[], choice: Choice): Column[] | undefined {
  if (columns.length < scope.people.length) return undefined
  return highs.withModel<Column[] | undefined>(programme => {
    programme.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: choice.step / 2,
      time_limit: choice.seconds,
    })
    if (Number.isFinite(choice.cutoff)) programme.options.set('objective_bound', choice.cutoff - scope.fixed)
    const segments = segmentsInto(programme, scope, highs.infinity)
    for (const { of, price, rows } of columns) {
      const indices = Int32Array.of(of, ...rows.map(row => scope.people.length + row))
      programme.addCol(price, 0, 1, { indices, values: new Float64Array(indices.length).fill(1) })
    }
    const range = { kind: 'range', from: segments, to: segments + columns.length - 1 } as const
    programme.changeColsIntegrality(range, new Int32Array(columns.length).fill(1))
    programme.run()
    if (programme.info.get('primal_solution_status') !== 2) return undefined
    const { colValue } = programme.getSolution()
    const chosen = columns.filter((_, i) => colValue[segments + i]! > 0.5)
    return chosen.length === scope.people.length ? chosen : undefined
  })
}
