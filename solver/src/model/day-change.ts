/** What changes along a line when one day does: only what that day has a part in is looked at. */
import type { Line, Lines, Model, Run, Sum } from './model.ts'
import { amountOf, priceOfStretch, priceOfValue } from './price.ts'

/**
 * What another job on one day adds to what arcs, runs and sums cost on a line that is allowed as it stands; `Infinity`
 * where it is not allowed then. The prices of the choices themselves are not in it. The line's days start at `offset` of
 * `lines`; nothing is written.
 */
export function changeAlong(model: Model, line: Line, lines: Lines, offset: number, day: number, job: number): number {
  const instead = lines[offset + day]!
  let change = changeOfArcs(model, line, lines, offset, day, job)
  // Too little rest is most of what forbids, and quickly seen.
  if (change === Infinity) return change
  for (const run of line.runs) {
    const joins = run.of[job]! - run.of[instead]!
    if (joins !== 0) change += joins * priceOfJoining(run, lines, offset, day, model.days)
  }
  for (const sum of line.sums) {
    if (day < sum.from || day >= sum.to || sum.of[job] === sum.of[instead]) continue
    change += changeOfSum(sum, lines, offset, day, job)
  }
  return change
}

/** The arcs into the day and out of it. */
function changeOfArcs(model: Model, line: Line, lines: Lines, offset: number, day: number, job: number): number {
  const { days, jobs } = model
  const instead = lines[offset + day]!
  const before = (day === 0 ? line.before : lines[offset + day - 1]!) * jobs
  const into = line.arcOn?.[day] ?? line.arc
  const change = into[before + job]! - into[before + instead]!
  if (day === days - 1) return change
  const after = lines[offset + day + 1]!
  const out = line.arcOn?.[day + 1] ?? line.arc
  return change + out[job * jobs + after]! - out[instead * jobs + after]!
}

/** What it costs that a day belongs to a run, against two runs with the day between them. */
function priceOfJoining(run: Run, lines: Lines, offset: number, day: number, days: number): number {
  let from = day
  let to = day + 1
  while (from > 0 && run.of[lines[offset + from - 1]!] === 1) from--
  while (to < days && run.of[lines[offset + to]!] === 1) to++
  const apart = priceOfStretch(run, from, day, days) + priceOfStretch(run, day + 1, to, days)
  return priceOfStretch(run, from, to, days) - apart
}

function changeOfSum(sum: Sum, lines: Lines, offset: number, day: number, job: number): number {
  const { of, groups, price } = sum
  let least = 0
  if (groups) {
    const group = groups.find(each => each.includes(day))
    if (!group) return 0
    // The day adds only what it has beyond the others of its group.
    for (const other of group) if (other !== day) least = Math.max(least, of[lines[offset + other]!]!)
  }
  const before = amountOf(sum, lines, offset)
  const after = before + Math.max(least, of[job]!) - Math.max(least, of[lines[offset + day]!]!)
  return priceOfValue(price, after) - priceOfValue(price, before)
}
