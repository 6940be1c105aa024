import type { Rule } from '../problem/parameters.ts'
import { type Demand, FORMAT, type Person, type Problem, type Roster } from '../problem/problem.ts'
import type { Random } from '../random.ts'
import type { NurseContract, NurseHistory, NurseScenario, NurseStanding, NurseWeek, Range } from './inrc2-instance.ts'
import { SATURDAY, WEEK } from './inrc2-instance.ts'
import { sharesOf } from './inrc2-shares.ts'

/** Prices a unit, as the rules of the competition give them. */
const PRICE = { optimal: 30, sameShift: 15, working: 30, off: 30, request: 10, complete: 30, total: 20, weekend: 30 }

/** What one below the minimum costs in a week that is only expected: dear, but a guess must not forbid anything. */
const EXPECTED_MISSING = 60

/** A Monday, as every week begins; the day itself means nothing. */
const MONDAY = '2024-01-01'

/** A nurse works a shift in a skill: that pair is the job. */
export const jobId = (shift: string, skill: string): string => `${shift} ${skill}`

/**
 * The problem of one week, or of several that are known, from where the nurses stand before the first; behind them weeks
 * that are not known but expected ({@link expectedAfter}), so that the first ones leave what is good to go on from. With the
 * last of all weeks in it the totals over all weeks cost what the competition says; before that they are shares
 * ({@link sharesOf}).
 */
export function problemOfWeeks(
  scenario: NurseScenario,
  history: NurseHistory,
  known: readonly NurseWeek[],
  expected: readonly NurseWeek[] = [],
): Problem {
  const weeks = [...known, ...expected]
  const { shifts, skills, nurses } = scenario
  return {
    format: FORMAT,
    horizon: { start: MONDAY, days: 7 * weeks.length },
    skills: skills.map(id => ({ id })),
    // The competition's shifts have no time of day: what may follow what is said by successions alone.
    shifts: shifts.map(({ id }) => ({ id, start: 0, minutes: 480 })),
    jobs: shifts.flatMap(shift => skills.map(skill => ({ id: jobId(shift.id, skill), shift: shift.id, skill }))),
    people: nurses.map((_, nurse) => personOf(scenario, history, nurse)),
    demands: weeks.flatMap((week, index) =>
      demandsOf(scenario, week, 7 * index, index < known.length ? 'hard' : EXPECTED_MISSING),
    ),
    rules: [
      { rule: 'skill', price: 'hard' },
      ...shiftRules(scenario),
      ...scenario.contracts.flatMap((contract, index) => contractRules(contract, namesOf(scenario, index))),
      ...weeks.flatMap((week, index) => requestsOf(scenario, week, 7 * index)),
      ...totalsOf(scenario, history, weeks.length),
    ],
  }
}

/**
 * Weeks to come as they are expected: each day asks for what some day of the weeks known so far did, a working day or one of a
 * weekend, and nobody has a wish yet. What is asked for changes from day to day by chance, but hardly in all from week to week:
 * so these weeks show who will be short of what, and how days that differ can be met (anticipation; Römer & Mellouli 2016).
 */
export function expectedAfter(seen: readonly NurseWeek[], weeks: number, chance: Random): NurseWeek[] {
  return Array.from({ length: weeks }, () => {
    const like = WEEK.map((_, day) => ({
      ...seen[chance.int(seen.length)]!,
      day: day < SATURDAY ? chance.int(SATURDAY) : SATURDAY + chance.int(WEEK.length - SATURDAY),
    }))
    return {
      requirements: seen[0]!.requirements.map(each => ({ ...each, days: like.map(askedLike(each)) })),
      offRequests: [],
    }
  })
}

type Requirement = NurseWeek['requirements'][number]

/** What a day asks for in the same shift and skill; weeks say nothing of those they do not need. */
const askedLike =
  ({ shift, skill }: Requirement) =>
  ({ requirements, day }: { requirements: readonly Requirement[]; day: number }): Range =>
    requirements.find(one => one.shift === shift && one.skill === skill)?.days[day] ?? [0, 0]

const namesOf = ({ nurses }: NurseScenario, contract: number): string[] =>
  nurses.filter(nurse => nurse.contract === contract).map(({ name }) => name)

function personOf(scenario: NurseScenario, history: NurseHistory, nurse: number): Person {
  const { name, skills } = scenario.nurses[nurse]!
  const standing = history.nurses[nurse]!
  return {
    id: name,
    skills: skills.map(skill => scenario.skills[skill]!),
    history: {
      past: pastOf(scenario, standing),
      carried: { shifts: standing.assignments, weekends: standing.weekends },
    },
  }
}

/** Days that leave the runs which the history tells of: a different day, then the run itself. */
function pastOf({ shifts, skills }: NurseScenario, standing: NurseStanding): (string | null)[] {
  const { lastShift, sameShift, working, off } = standing
  const job = (shift: number) => jobId(shifts[shift]!.id, skills[0]!)
  const other = shifts.findIndex((_, shift) => shift !== lastShift)
  if (lastShift < 0) return [job(0), ...Array.from<null>({ length: off }).fill(null)]
  const before = other < 0 ? [] : Array.from<string>({ length: working - sameShift }).fill(job(other))
  return [null, ...before, ...Array.from<string>({ length: sameShift }).fill(job(lastShift))]
}

function demandsOf(
  { shifts, skills }: NurseScenario,
  { requirements }: NurseWeek,
  first: number,
  missing: 'hard' | number,
): Demand[] {
  return requirements.flatMap(({ shift, skill, days }) =>
    days.flatMap(([minimum, preferred], day): Demand[] =>
      preferred === 0
        ? []
        : [
            {
              day: first + day,
              jobs: [jobId(shifts[shift]!.id, skills[skill]!)],
              minimum,
              missing,
              preferred,
              under: PRICE.optimal,
            },
          ],
    ),
  )
}

function shiftRules({ shifts }: NurseScenario): Rule[] {
  return shifts.flatMap(({ id, run: [min, max], notBefore }): Rule[] => [
    { rule: 'run', price: PRICE.sameShift, of: 'shift', shifts: [id], min, max, openEnd: true },
    ...(notBefore.length === 0
      ? []
      : [
          {
            rule: 'succession' as const,
            price: 'hard' as const,
            shifts: [id],
            next: { shifts: notBefore.map(shift => shifts[shift]!.id) },
          },
        ]),
  ])
}

function contractRules({ working, off, wholeWeekends }: NurseContract, people: string[]): Rule[] {
  if (people.length === 0) return []
  return [
    { rule: 'run', price: PRICE.working, people, of: 'work', min: working[0], max: working[1], openEnd: true },
    { rule: 'run', price: PRICE.off, people, of: 'off', min: off[0], max: off[1], openEnd: true },
    ...(wholeWeekends ? [{ rule: 'whole-weekends' as const, price: PRICE.complete, people }] : []),
  ]
}

const requestsOf = ({ nurses, shifts }: NurseScenario, { offRequests }: NurseWeek, first: number): Rule[] =>
  offRequests.map(({ nurse, shift, day }) => ({
    rule: 'request',
    price: PRICE.request,
    people: [nurses[nurse]!.name],
    days: [first + day],
    ...(shift < 0 ? {} : { shifts: [shifts[shift]!.id] }),
    want: 'off',
  }))

/** Assignments and weekends over all weeks: as they are when these weeks are the last, as shares while more will come. */
function totalsOf(scenario: NurseScenario, history: NurseHistory, weeks: number): Rule[] {
  const left = scenario.weeks - history.week
  return scenario.nurses.flatMap(({ name, contract }, nurse) => {
    const { assignments, maxWeekends } = scenario.contracts[contract]!
    if (weeks >= left) return exactTotals(name, assignments, maxWeekends)
    return sharesOf({
      name,
      assignments,
      maxWeekends,
      standing: history.nurses[nurse]!,
      share: weeks / left,
      price: PRICE,
    })
  })
}

function exactTotals(name: string, [min, max]: readonly [number, number], maxWeekends: number): Rule[] {
  const people = [name]
  return [
    { rule: 'total', price: PRICE.total, people, of: 'shifts', min, max, carried: true },
    { rule: 'weekends', price: PRICE.weekend, people, max: maxWeekends, carried: true },
  ]
}

/** Where the nurses stand after the first week of a roster. */
export function historyAfter(scenario: NurseScenario, history: NurseHistory, roster: Roster): NurseHistory {
  const shiftAt = new Map(
    scenario.shifts.flatMap(({ id }, shift) => scenario.skills.map(skill => [jobId(id, skill), shift] as const)),
  )
  return {
    week: history.week + 1,
    nurses: history.nurses.map((standing, nurse) => {
      const days = roster[scenario.nurses[nurse]!.name] ?? []
      return WEEK.reduce((now, _, day) => {
        const job = days[day]
        return afterDay(now, job === null || job === undefined ? -1 : shiftAt.get(job)!, day)
      }, standing)
    }),
  }
}

/** One day on. A weekend is counted on its first worked day. */
function afterDay(now: NurseStanding, shift: number, day: number): NurseStanding {
  if (shift < 0) return { ...now, lastShift: -1, sameShift: 0, working: 0, off: now.off + 1 }
  const newWeekend = day === 5 || (day === 6 && now.lastShift < 0)
  return {
    assignments: now.assignments + 1,
    weekends: now.weekends + (newWeekend ? 1 : 0),
    lastShift: shift,
    sameShift: shift === now.lastShift ? now.sameShift + 1 : 1,
    working: now.working + 1,
    off: 0,
  }
}

/** The solution file of the first week of a roster. */
export function writeNurseSolution(scenario: NurseScenario, week: number, roster: Roster): string {
  const lines = scenario.nurses.flatMap(({ name }) =>
    WEEK.flatMap((day, index) => {
      const job = roster[name]?.[index]
      return job === null || job === undefined ? [] : [`${name} ${day} ${job}`]
    }),
  )
  return `SOLUTION\n${week} ${scenario.id}\n\nASSIGNMENTS = ${lines.length}\n${lines.join('\n')}\n`
}
