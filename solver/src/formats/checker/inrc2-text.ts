/** The texts of the Second International Nurse Rostering Competition (Ceschia et al. 2015), read for the checker alone. */

const WEEK: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export interface Scenario {
  readonly id: string
  readonly weeks: number
  readonly shifts: ReadonlyMap<string, Between & { readonly notBefore: ReadonlySet<string> }>
  readonly contracts: ReadonlyMap<string, Contract>
  readonly nurses: readonly Nurse[]
}

export interface Between {
  readonly min: number
  readonly max: number
}

export interface Contract {
  readonly assignments: Between
  readonly working: Between
  readonly off: Between
  readonly maxWeekends: number
  readonly completeWeekends: boolean
}

export interface Nurse {
  readonly name: string
  readonly contract: string
  readonly skills: ReadonlySet<string>
}

/** Where a nurse stands when a week begins. */
export interface Standing {
  readonly assignments: number
  readonly weekends: number
  /** `None` after a day off. */
  readonly lastShift: string
  readonly sameShift: number
  readonly working: number
  readonly off: number
}

export interface History {
  readonly week: number
  readonly of: ReadonlyMap<string, Standing>
}

export interface Week {
  readonly requirements: readonly Requirement[]
  readonly offRequests: readonly { readonly who: string; readonly shift: string; readonly day: number }[]
}

export interface Requirement {
  readonly shift: string
  readonly skill: string
  /** Minimum and optimum of each day. */
  readonly days: readonly Between[]
}

export interface Assignment {
  readonly who: string
  readonly day: number
  readonly shift: string
  readonly skill: string
}

/** Lines of words of a text, and the way to a heading in it. */
function linesOf(text: string): string[][] {
  return text.split('\n').map(line =>
    line
      .trim()
      .split(/\s+/)
      .filter(word => word !== ''),
  )
}

/** What stands below a heading, to the next empty line. */
function below(lines: readonly string[][], heading: string): string[][] {
  const at = lines.findIndex(([first]) => first === heading)
  if (at < 0) return []
  const end = lines.findIndex((line, index) => index > at && line.length === 0)
  return lines.slice(at + 1, end < 0 ? lines.length : end)
}

export function readScenario(text: string): Scenario {
  const lines = linesOf(text)
  const valueAt = (name: string) => lines.find(([first]) => first === name)?.[2] ?? ''
  const after = new Map(below(lines, 'FORBIDDEN_SHIFT_TYPES_SUCCESSIONS').map(([id, , ...not]) => [id!, new Set(not)]))
  return {
    id: valueAt('SCENARIO'),
    weeks: wholeNumber(valueAt('WEEKS')),
    shifts: new Map(
      below(lines, 'SHIFT_TYPES').map(([id, run]) => [
        id!,
        { ...between(run), notBefore: after.get(id!) ?? new Set() },
      ]),
    ),
    contracts: new Map(below(lines, 'CONTRACTS').map(([id, ...cells]) => [id!, contractOf(cells)])),
    nurses: below(lines, 'NURSES').map(([name, contract, , ...skills]) => ({
      name: name!,
      contract: contract!,
      skills: new Set(skills),
    })),
  }
}

function contractOf([assignments, working, off, maxWeekends, complete]: readonly string[]): Contract {
  return {
    assignments: between(assignments),
    working: between(working),
    off: between(off),
    maxWeekends: wholeNumber(maxWeekends),
    completeWeekends: complete === '1',
  }
}

export function readHistory(text: string): History {
  const lines = linesOf(text)
  const of = below(lines, 'NURSE_HISTORY').map(([name, assignments, weekends, lastShift, ...runs]) => {
    const [sameShift, working, off] = runs.map(wholeNumber)
    const standing: Standing = {
      assignments: wholeNumber(assignments),
      weekends: wholeNumber(weekends),
      lastShift: lastShift!,
      sameShift: sameShift!,
      working: working!,
      off: off!,
    }
    return [name!, standing] as const
  })
  return { week: wholeNumber(below(lines, 'HISTORY')[0]?.[0]), of: new Map(of) }
}

export function readWeek(text: string): Week {
  const lines = linesOf(text)
  return {
    requirements: below(lines, 'REQUIREMENTS').map(([shift, skill, ...days]) => ({
      shift: shift!,
      skill: skill!,
      days: days.map(between),
    })),
    offRequests: below(lines, 'SHIFT_OFF_REQUESTS').map(([who, shift, day]) => ({
      who: who!,
      shift: shift!,
      day: dayOf(day),
    })),
  }
}

/** Reads one week's solution; what stands after the empty line at its end is a remark of whoever made it. */
export function readSolution(text: string): Assignment[] {
  return below(linesOf(text), 'ASSIGNMENTS').map(([who, day, shift, skill]) => ({
    who: who!,
    day: dayOf(day),
    shift: shift!,
    skill: skill ?? '',
  }))
}

function between(cell = ''): Between {
  const [, min, max] = /^\((\d+),(\d+)\)$/.exec(cell) ?? []
  if (min === undefined) throw new Error(`“${cell}” stands where two numbers in brackets should.`)
  return { min: Number(min), max: Number(max) }
}

function dayOf(word = ''): number {
  const day = WEEK.indexOf(word)
  if (day < 0) throw new Error(`“${word}” is not a day of the week.`)
  return day
}

function wholeNumber(cell = ''): number {
  if (!/^\d+$/.test(cell)) throw new Error(`“${cell}” stands where a number should.`)
  return Number(cell)
}
