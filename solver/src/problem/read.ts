/** Reading a problem: its form, the names it refers to, and what its rules contradict. */

import type { Fault } from '../fault.ts'
import { kindOf } from '../rules/kinds.ts'
import { fault } from './fault.ts'
import { formFault } from './form-fault.ts'
import { type Problem, problemForm } from './problem.ts'
import { referenceFaults } from './references.ts'
import { rosterFaults } from './roster.ts'
import { viewOf } from './view.ts'

/** A problem that can be relied on, or all that is wrong with it. */
export type Reading =
  | { readonly ok: true; readonly problem: Problem }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Reads a problem from JSON that was parsed. What is refused says where the fault is, and what to do. */
export function readProblem(value: unknown): Reading {
  const parsed = problemForm.safeParse(value)
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap(issue => formFault(issue)) }
  const problem = parsed.data
  const broken = referenceFaults(problem)
  if (broken.length > 0) return { ok: false, faults: broken }
  const faults = meaningFaults(problem)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, problem }
}

/** What each part says by itself; asked only when all names are known. */
function meaningFaults(problem: Problem): Fault[] {
  const view = viewOf(problem)
  return [
    ...problem.shifts.flatMap(({ suit = 0, minutes }, at) =>
      suit > minutes ? [fault(`shifts[${at}].suit`, 'order', { less: 'suit', more: 'minutes' })] : [],
    ),
    ...problem.demands.flatMap(({ minimum = 0, preferred = minimum, maximum = Infinity }, at) => [
      ...(minimum > preferred ? [fault(`demands[${at}]`, 'order', { less: 'minimum', more: 'preferred' })] : []),
      ...(preferred > maximum ? [fault(`demands[${at}]`, 'order', { less: 'preferred', more: 'maximum' })] : []),
    ]),
    ...rosterFaults(view, problem.published ?? {}, 'published'),
    ...problem.rules.flatMap((rule, at) => kindOf(rule).faults?.(view, rule, `rules[${at}]`) ?? []),
  ]
}
