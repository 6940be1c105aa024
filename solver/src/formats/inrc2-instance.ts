import { countOf, FormatFault, indexIn } from './fault.ts'

/** The texts of the Second International Nurse Rostering Competition (INRC-II; Ceschia et al. 2015), by position. */
export interface NurseScenario {
  readonly id: string
  readonly weeks: number
  readonly skills: readonly string[]
  readonly shifts: readonly NurseShift[]
  readonly contracts: readonly NurseContract[]
  readonly nurses: readonly { readonly name: string; readonly contract: number; readonly skills: readonly number[] }[]
}

export type Range = readonly [min: number, max: number]

export interface NurseShift {
  readonly id: string
  /** Days of this shift on end. */
  readonly run: Range
  readonly notBefore: readonly number[]
}

export interface NurseContract {
  readonly id: string
  /** In all weeks together. */
  readonly assignments: Range
  readonly working: Range
  readonly off: Range
  readonly maxWeekends: number
  readonly wholeWeekends: boolean
}

/** Where the nurses stand before week `week`. */
export interface NurseHistory {
  readonly week: number
  readonly nurses: readonly NurseStanding[]
}

export interface NurseStanding {
  readonly assignments: number
  readonly weekends: number
  /** −1 after a day off. */
  readonly lastShift: number
  readonly sameShift: number
  readonly working: number
  readonly off: number
}

export interface NurseWeek {
  /** `days`: minimum and optimum of each of seven days. */
  readonly requirements: readonly { readonly shift: number; readonly skill: number; readonly days: readonly Range[] }[]
  /** `shift` −1: any. */
  readonly offRequests: readonly { readonly nurse: number; readonly shift: number; readonly day: number }[]
}

export const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
/** The first day of the weekend. */
export const SATURDAY = 5

interface Row {
  readonly words: readonly string[]
  readonly where: string
}

/** The lines below a heading, up to an empty one. */
function blockOf(text: string, heading: string, mayBeAbsent = false): Row[] {
  const rows = text.split(/\r?\n/).map((line, index) => ({
    words: line.split(/\s+/).filter(word => word !== ''),
    where: `line ${index + 1}`,
  }))
  const at = rows.findIndex(({ words }) => words[0] === heading)
  if (at < 0 && !mayBeAbsent) throw new FormatFault('text', undefined, `a heading ${heading}`)
  if (at < 0) return []
  const end = rows.findIndex(({ words }, index) => index > at && words.length === 0)
  return rows.slice(at + 1, end < 0 ? rows.length : end)
}

/** The value of a line `NAME = value`. */
function valueIn(text: string, name: string): string {
  const value = new RegExp(`^${name}\\s*=\\s*(\\S+)`, 'm').exec(text)?.[1]
  if (value === undefined) throw new FormatFault('text', undefined, `${name} = …`)
  return value
}

/** @throws FormatFault that names the line and what should stand there, as the other readers do */
export function readNurseScenario(text: string): NurseScenario {
  const skills = blockOf(text, 'SKILLS').map(({ words }) => words[0]!)
  const shiftRows = blockOf(text, 'SHIFT_TYPES')
  const shiftIds = shiftRows.map(({ words }) => words[0]!)
  const after = blockOf(text, 'FORBIDDEN_SHIFT_TYPES_SUCCESSIONS', true)
  const contracts = blockOf(text, 'CONTRACTS').map(contractOf)
  const contractIds = contracts.map(({ id }) => id)
  return {
    id: valueIn(text, 'SCENARIO'),
    weeks: countOf(valueIn(text, 'WEEKS'), 'WEEKS'),
    skills,
    contracts,
    shifts: shiftRows.map(({ words: [id, run], where }) => ({
      id: id!,
      run: rangeOf(run, where),
      notBefore: after
        .filter(({ words }) => words[0] === id)
        .flatMap(row => row.words.slice(2).map(then => indexIn(shiftIds, then, row.where, 'a shift'))),
    })),
    nurses: blockOf(text, 'NURSES').map(({ words: [name, contract, , ...able], where }) => ({
      name: name!,
      contract: indexIn(contractIds, contract, where, 'a contract'),
      skills: able.map(skill => indexIn(skills, skill, where, 'a skill')),
    })),
  }
}

function contractOf({ words: [id, assignments, working, off, weekends, whole], where }: Row): NurseContract {
  return {
    id: id!,
    assignments: rangeOf(assignments, where),
    working: rangeOf(working, where),
    off: rangeOf(off, where),
    maxWeekends: countOf(weekends, where),
    wholeWeekends: countOf(whole, where) === 1,
  }
}

export function readNurseHistory(text: string, { nurses, shifts }: NurseScenario): NurseHistory {
  const rows = blockOf(text, 'NURSE_HISTORY')
  const week = blockOf(text, 'HISTORY')[0]
  const shiftIds = shifts.map(({ id }) => id)
  return {
    week: countOf(week?.words[0], week?.where ?? 'HISTORY'),
    nurses: nurses.map(({ name }) => {
      const row = rows.find(({ words }) => words[0] === name)
      if (!row) throw new FormatFault('NURSE_HISTORY', undefined, `a line of ${name}`)
      const [, assignments, weekends, last, ...runs] = row.words
      const [sameShift, working, off] = [0, 1, 2].map(index => countOf(runs[index], row.where))
      return {
        assignments: countOf(assignments, row.where),
        weekends: countOf(weekends, row.where),
        lastShift: last === 'None' ? -1 : indexIn(shiftIds, last, row.where, 'a shift or None'),
        sameShift: sameShift!,
        working: working!,
        off: off!,
      }
    }),
  }
}

/** The history as the competition's programs hand it from week to week. */
export function writeNurseHistory({ id, nurses, shifts }: NurseScenario, history: NurseHistory): string {
  const lines = history.nurses.map(({ assignments, weekends, lastShift, sameShift, working, off }, nurse) => {
    const last = lastShift < 0 ? 'None' : shifts[lastShift]!.id
    return [nurses[nurse]!.name, assignments, weekends, last, sameShift, working, off].join(' ')
  })
  return `HISTORY\n${history.week} ${id}\n\nNURSE_HISTORY\n${lines.join('\n')}\n`
}

export function readNurseWeek(text: string, { nurses, shifts, skills }: NurseScenario): NurseWeek {
  const shiftIds = shifts.map(({ id }) => id)
  const names = nurses.map(({ name }) => name)
  return {
    requirements: blockOf(text, 'REQUIREMENTS').map(({ words: [shift, skill, ...days], where }) => ({
      shift: indexIn(shiftIds, shift, where, 'a shift'),
      skill: indexIn(skills, skill, where, 'a skill'),
      days: WEEK.map((_, day) => rangeOf(days[day], where)),
    })),
    offRequests: blockOf(text, 'SHIFT_OFF_REQUESTS', true).map(({ words: [name, shift, day], where }) => ({
      nurse: indexIn(names, name, where, 'a nurse'),
      shift: shift === 'Any' ? -1 : indexIn(shiftIds, shift, where, 'a shift or Any'),
      day: indexIn(WEEK, day, where, 'a day of the week'),
    })),
  }
}

function rangeOf(word: string | undefined, where: string): Range {
  const [, min, max] = /^\((\d+),(\d+)\)$/.exec(word ?? '') ?? []
  if (min === undefined) throw new FormatFault(where, word, '(least,most)')
  return [Number(min), Number(max)]
}
