import { type Assignment, type Employee, type Instance, readInstance, readRoster } from './shift-scheduling-text.ts'
import { type Verdict, type Violation, verdictOf } from './verdict.ts'

/** The shift of each day; undefined is a day off. */
type Row = readonly (string | undefined)[]

/**
 * Checks a solution of the shift scheduling benchmark (Curtois & Qu 2014) by the published rules: runs that touch an edge of the
 * horizon are never too short, a weekend is days 5 and 6 of a week, and an on-request costs when it is not met.
 *
 * @param instanceText the instance as published, with its `SECTION_…` headings
 * @param solutionText a .ros file
 */
export function checkShiftScheduling(instanceText: string, solutionText: string): Verdict {
  const instance = readInstance(instanceText)
  const assignments = readRoster(solutionText)
  const strange = assignments.filter(assignment => !known(instance, assignment))
  const rows = rowsOf(instance, assignments)
  const violations = [
    ...strange.map(({ who, day, shift }) => broken('Unknown', `${who}, day ${day}, shift ${shift}`)),
    ...twice(assignments),
    ...instance.staff.flatMap(employee => hardRules(instance, employee, rows.get(employee.id)!)),
  ]
  return verdictOf(violations, softRules(instance, rows))
}

const broken = (rule: string, says: string): Violation => ({ rule, says })

const known = ({ staff, shifts, days }: Instance, { who, day, shift }: Assignment): boolean =>
  staff.some(({ id }) => id === who) && shifts.has(shift) && day >= 0 && day < days

function rowsOf({ staff, days }: Instance, assignments: readonly Assignment[]): Map<string, (string | undefined)[]> {
  const rows = new Map(staff.map(({ id }) => [id, Array.from<string | undefined>({ length: days }).fill(undefined)]))
  for (const { who, day, shift } of assignments) {
    const row = rows.get(who)
    if (row && day >= 0 && day < days) row[day] = shift
  }
  return rows
}

function twice(assignments: readonly Assignment[]): Violation[] {
  const seen = new Set<string>()
  return assignments.flatMap(({ who, day }) => {
    const key = `${who} ${day}`
    if (seen.has(key)) return [broken('One shift a day', `${who}, day ${day}`)]
    seen.add(key)
    return []
  })
}

function hardRules(instance: Instance, employee: Employee, row: Row): Violation[] {
  return [...onDays(instance, employee, row), ...onTotals(instance, employee, row), ...onRuns(employee, row)]
}

function onDays({ shifts }: Instance, { id, daysOff }: Employee, row: Row): Violation[] {
  return row.flatMap((shift, day) => {
    if (shift === undefined) return []
    const next = row[day + 1]
    const follows = next !== undefined && shifts.get(shift)?.notBefore.has(next)
    return [
      ...(daysOff.has(day) ? [broken('Days off', `${id}, day ${day}`)] : []),
      ...(follows ? [broken('Forbidden succession', `${id}, day ${day}: ${shift} then ${next}`)] : []),
    ]
  })
}

function onTotals({ shifts }: Instance, employee: Employee, row: Row): Violation[] {
  const { id, maxOfShift, maxMinutes, minMinutes, maxWeekends } = employee
  const minutes = row.reduce((sum, shift) => sum + (shift === undefined ? 0 : (shifts.get(shift)?.minutes ?? 0)), 0)
  const weekends = row.filter((_, day) => day % 7 === 5 && (row[day] ?? row[day + 1]) !== undefined).length
  const tooMany = [...shifts.keys()].flatMap(shift => {
    const had = row.filter(one => one === shift).length
    const most = maxOfShift.get(shift) ?? Infinity
    return had > most ? [broken('Max shifts', `${id}: ${had} × ${shift}, at most ${most}`)] : []
  })
  return [
    ...tooMany,
    ...(minutes > maxMinutes ? [broken('Max total minutes', `${id}: ${minutes} > ${maxMinutes}`)] : []),
    ...(minutes < minMinutes ? [broken('Min total minutes', `${id}: ${minutes} < ${minMinutes}`)] : []),
    ...(weekends > maxWeekends ? [broken('Max weekends', `${id}: ${weekends} > ${maxWeekends}`)] : []),
  ]
}

function onRuns({ id, maxRun, minRun, minOff }: Employee, row: Row): Violation[] {
  const violations: Violation[] = []
  let first = 0
  for (let day = 1; day <= row.length; day++) {
    const works = row[first] !== undefined
    if (day < row.length && (row[day] !== undefined) === works) continue
    const length = day - first
    const inside = first > 0 && day < row.length
    const says = `${id}, days ${first} to ${day - 1}: ${length}`
    if (works && length > maxRun) violations.push(broken('Max consecutive shifts', `${says} > ${maxRun}`))
    if (works && inside && length < minRun) violations.push(broken('Min consecutive shifts', `${says} < ${minRun}`))
    if (!works && inside && length < minOff) violations.push(broken('Min consecutive days off', `${says} < ${minOff}`))
    first = day
  }
  return violations
}

function softRules({ on, off, cover }: Instance, rows: ReadonlyMap<string, Row>): Record<string, number> {
  const parts = { 'On requests': 0, 'Off requests': 0, 'Under cover': 0, 'Over cover': 0 }
  for (const { who, day, shift, weight } of on) if (rows.get(who)?.[day] !== shift) parts['On requests'] += weight
  for (const { who, day, shift, weight } of off) if (rows.get(who)?.[day] === shift) parts['Off requests'] += weight
  for (const { day, shift, wanted, under, over } of cover) {
    const there = [...rows.values()].filter(row => row[day] === shift).length
    parts['Under cover'] += under * Math.max(0, wanted - there)
    parts['Over cover'] += over * Math.max(0, there - wanted)
  }
  return parts
}
