import type { Assignment, Between, Contract, History, Nurse, Scenario, Standing, Week } from './inrc2-text.ts'
import { readHistory, readScenario, readSolution, readWeek } from './inrc2-text.ts'
import { type Verdict, type Violation, verdictOf } from './verdict.ts'

/** Prices a unit, as the rules of the competition give them. */
const PRICE = { optimal: 30, sameShift: 15, working: 30, off: 30, request: 10, complete: 30, total: 20, weekend: 30 }

const NOTHING = {
  'Total assignments': 0,
  'Consecutive assignments': 0,
  'Non-working days': 0,
  Preferences: 0,
  'Max working weekends': 0,
  'Complete weekends': 0,
  'Optimal coverage': 0,
}
type Parts = typeof NOTHING

/** The shift of each of seven days; undefined is a day off. */
type Row = readonly (string | undefined)[]

/** The published texts of one run: scenario, history before the first week, and week by week what was asked and given. */
export interface Inrc2Texts {
  readonly scenario: string
  readonly history: string
  readonly weeks: readonly string[]
  readonly solutions: readonly string[]
}

/**
 * Checks a solution of the Second International Nurse Rostering Competition (Ceschia et al. 2015): each week by itself with the
 * history the one before left, then the totals over all weeks. The last week's runs are not too short: they may go on.
 */
export function checkInrc2(texts: Inrc2Texts): Verdict {
  const scenario = readScenario(texts.scenario)
  const violations: Violation[] = []
  const parts = { ...NOTHING }
  let history = readHistory(texts.history)
  texts.solutions.forEach((solution, index) => {
    const found = checkWeek(scenario, history, readWeek(texts.weeks[index]!), readSolution(solution))
    violations.push(...found.violations)
    for (const name of Object.keys(parts) as (keyof Parts)[]) parts[name] += found.parts[name]
    history = found.history
  })
  for (const { name, contract } of scenario.nurses) {
    const { assignments, weekends } = history.of.get(name)!
    const agreed = scenario.contracts.get(contract)!
    parts['Total assignments'] += PRICE.total * outside(assignments, agreed.assignments)
    parts['Max working weekends'] += PRICE.weekend * Math.max(0, weekends - agreed.maxWeekends)
  }
  return verdictOf(violations, parts)
}

const outside = (value: number, { min, max }: Between): number => Math.max(0, min - value, value - max)

interface WeekFound {
  readonly violations: readonly Violation[]
  readonly parts: Parts
  readonly history: History
}

function checkWeek(scenario: Scenario, history: History, week: Week, assignments: readonly Assignment[]): WeekFound {
  const names = new Map(scenario.nurses.map(nurse => [nurse.name, nurse]))
  const violations = [...onAssignments(scenario, names, assignments), ...belowMinimum(week, assignments, names)]
  const parts = { ...NOTHING, 'Optimal coverage': belowOptimum(week, assignments, names) }
  const standings = new Map<string, Standing>()
  for (const { name, contract } of scenario.nurses) {
    const before = history.of.get(name)
    if (!before) throw new Error(`The history says nothing of ${name}.`)
    const row: Row = [0, 1, 2, 3, 4, 5, 6].map(
      day => assignments.find(one => one.who === name && one.day === day)?.shift,
    )
    const agreed = scenario.contracts.get(contract)!
    violations.push(...successions(scenario, name, before, row))
    parts['Consecutive assignments'] += consecutive(scenario, agreed, before, row)
    parts['Non-working days'] += PRICE.off * runs(row, shift => shift === undefined, before.off, agreed.off)
    parts['Complete weekends'] += agreed.completeWeekends && halfWeekend(row) ? PRICE.complete : 0
    parts.Preferences += PRICE.request * unmet(week, name, row)
    standings.set(name, standingAfter(before, row))
  }
  return { violations, parts, history: { week: history.week + 1, of: standings } }
}

const broken = (rule: string, says: string): Violation => ({ rule, says })

/** H1 and H4, and assignments of what does not exist. */
function onAssignments(
  { shifts }: Scenario,
  names: ReadonlyMap<string, Nurse>,
  assignments: readonly Assignment[],
): Violation[] {
  const seen = new Set<string>()
  return assignments.flatMap(({ who, day, shift, skill }) => {
    const key = `${who}, day ${day}`
    const twice = seen.has(key)
    seen.add(key)
    const exists = names.has(who) && shifts.has(shift)
    return [
      ...(exists ? [] : [broken('Unknown', `${key}, ${shift}`)]),
      ...(twice ? [broken('Single assignment per day', key)] : []),
      ...(exists && !names.get(who)!.skills.has(skill) ? [broken('Required skill', `${key}: ${skill}`)] : []),
    ]
  })
}

/** How many nurses work a shift with a skill they have, on a day. */
function there(
  assignments: readonly Assignment[],
  names: ReadonlyMap<string, Nurse>,
  asked: Pick<Assignment, 'day' | 'shift' | 'skill'>,
): number {
  return assignments.filter(
    ({ who, day, shift, skill }) =>
      day === asked.day && shift === asked.shift && skill === asked.skill && names.get(who)?.skills.has(skill),
  ).length
}

/** H2. */
function belowMinimum(
  { requirements }: Week,
  assignments: readonly Assignment[],
  names: ReadonlyMap<string, Nurse>,
): Violation[] {
  return requirements.flatMap(({ shift, skill, days }) =>
    days.flatMap(({ min }, day) => {
      const has = there(assignments, names, { day, shift, skill })
      return has < min ? [broken('Minimal coverage', `day ${day}, ${shift}, ${skill}: ${has} < ${min}`)] : []
    }),
  )
}

/** S1. */
function belowOptimum(
  { requirements }: Week,
  assignments: readonly Assignment[],
  names: ReadonlyMap<string, Nurse>,
): number {
  const missing = requirements.flatMap(({ shift, skill, days }) =>
    days.map(({ max }, day) => Math.max(0, max - there(assignments, names, { day, shift, skill }))),
  )
  return PRICE.optimal * missing.reduce((sum, one) => sum + one, 0)
}

/** H3, from the last day before the week on. */
function successions({ shifts }: Scenario, name: string, { lastShift }: Standing, row: Row): Violation[] {
  return row.flatMap((shift, day) => {
    const before = day === 0 ? lastShift : row[day - 1]
    const illegal = shift !== undefined && before !== undefined && shifts.get(before)?.notBefore.has(shift)
    return illegal ? [broken('Illegal succession', `${name}, day ${day}: ${before} then ${shift}`)] : []
  })
}

/** S2: days worked on end, and days of one shift on end. */
function consecutive({ shifts }: Scenario, { working }: Contract, before: Standing, row: Row): number {
  let cost = PRICE.working * runs(row, shift => shift !== undefined, before.working, working)
  for (const [id, run] of shifts) {
    const carried = before.lastShift === id ? before.sameShift : 0
    cost += PRICE.sameShift * runs(row, shift => shift === id, carried, run)
  }
  return cost
}

/** Days too many in runs that go on in this week, and days missing in runs that end in it. */
function runs(
  row: Row,
  belongs: (shift: string | undefined) => boolean,
  carried: number,
  { min, max }: Between,
): number {
  let length = carried
  let off = 0
  for (const shift of row) {
    if (belongs(shift)) {
      length++
      if (length > max) off++
    } else {
      if (length > 0 && length < min) off += min - length
      length = 0
    }
  }
  return off
}

/** S5. */
const halfWeekend = (row: Row): boolean => (row[5] === undefined) !== (row[6] === undefined)

/** S4. */
const unmet = ({ offRequests }: Week, name: string, row: Row): number =>
  offRequests.filter(
    ({ who, shift, day }) => who === name && row[day] !== undefined && (shift === 'Any' || row[day] === shift),
  ).length

function standingAfter(before: Standing, row: Row): Standing {
  const last = row[6]
  const since = (belongs: (shift: string | undefined) => boolean, carried: number) => {
    const days = [...row].reverse().findIndex(shift => !belongs(shift))
    return days < 0 ? carried + 7 : days
  }
  const carriedSame = before.lastShift === last ? before.sameShift : 0
  return {
    assignments: before.assignments + row.filter(shift => shift !== undefined).length,
    weekends: before.weekends + (row[5] !== undefined || row[6] !== undefined ? 1 : 0),
    lastShift: last ?? 'None',
    sameShift: last === undefined ? 0 : since(shift => shift === last, carriedSame),
    working: since(shift => shift !== undefined, before.working),
    off: since(shift => shift === undefined, before.off),
  }
}
