/** The texts of the shift scheduling benchmark (Curtois & Qu 2014), read for the checker alone. */

export interface Instance {
  readonly days: number
  readonly shifts: ReadonlyMap<string, Shift>
  readonly staff: readonly Employee[]
  readonly on: readonly Request[]
  readonly off: readonly Request[]
  readonly cover: readonly Cover[]
}

export interface Shift {
  readonly minutes: number
  /** Shifts that may not come on the day after. */
  readonly notBefore: ReadonlySet<string>
}

export interface Employee {
  readonly id: string
  readonly maxOfShift: ReadonlyMap<string, number>
  readonly maxMinutes: number
  readonly minMinutes: number
  readonly maxRun: number
  readonly minRun: number
  readonly minOff: number
  readonly maxWeekends: number
  readonly daysOff: ReadonlySet<number>
}

export interface Request {
  readonly who: string
  readonly day: number
  readonly shift: string
  readonly weight: number
}

export interface Cover {
  readonly day: number
  readonly shift: string
  readonly wanted: number
  readonly under: number
  readonly over: number
}

/** @throws Error that names the line, when the text is not of the format */
export function readInstance(text: string): Instance {
  const sections = sectionsOf(text)
  const rows = (name: string) => sections.get(name) ?? []
  const daysOff = new Map(rows('DAYS_OFF').map(([id, ...days]) => [id!, new Set(days.map(wholeNumber))]))
  return {
    days: wholeNumber(rows('HORIZON')[0]?.[0]),
    shifts: new Map(rows('SHIFTS').map(([id, minutes, after]) => [id!, shiftOf(minutes, after)])),
    staff: rows('STAFF').map(cells => employeeOf(cells, daysOff.get(cells[0]!) ?? new Set())),
    on: rows('SHIFT_ON_REQUESTS').map(requestOf),
    off: rows('SHIFT_OFF_REQUESTS').map(requestOf),
    cover: rows('COVER').map(([day, shift, ...numbers]) => {
      const [wanted, under, over] = numbers.map(wholeNumber)
      return { day: wholeNumber(day), shift: shift!, wanted: wanted!, under: under!, over: over! }
    }),
  }
}

/** Rows of cells by the name of their section. */
function sectionsOf(text: string): Map<string, string[][]> {
  const sections = new Map<string, string[][]>()
  let rows: string[][] = []
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('SECTION_')) {
      rows = []
      sections.set(line.slice('SECTION_'.length), rows)
    } else rows.push(line.split(',').map(cell => cell.trim()))
  }
  return sections
}

const shiftOf = (minutes: string | undefined, after = ''): Shift => ({
  minutes: wholeNumber(minutes),
  notBefore: new Set(after.split('|').filter(id => id !== '')),
})

function employeeOf([id, maxima, ...numbers]: readonly string[], daysOff: ReadonlySet<number>): Employee {
  const [maxMinutes, minMinutes, maxRun, minRun, minOff, maxWeekends] = numbers.map(wholeNumber)
  const maxOfShift = new Map(
    (maxima ?? '').split('|').map(entry => {
      const [shift, most] = entry.split('=')
      return [shift!, wholeNumber(most)]
    }),
  )
  return {
    id: id!,
    maxOfShift,
    maxMinutes: maxMinutes!,
    minMinutes: minMinutes!,
    maxRun: maxRun!,
    minRun: minRun!,
    minOff: minOff!,
    maxWeekends: maxWeekends!,
    daysOff,
  }
}

function requestOf([who, day, shift, weight]: readonly string[]): Request {
  return { who: who!, day: wholeNumber(day), shift: shift!, weight: wholeNumber(weight) }
}

function wholeNumber(cell = ''): number {
  if (!/^-?\d+$/.test(cell)) throw new Error(`The instance has “${cell}” where a number should stand.`)
  return Number(cell)
}

/** One assignment as the solution file has it; the file may hold several for one day. */
export interface Assignment {
  readonly who: string
  readonly day: number
  readonly shift: string
}

/** Reads `<Employee ID="A"> … <Assign><Day>0</Day><Shift>D</Shift></Assign>` of a .ros file. */
export function readRoster(text: string): Assignment[] {
  const employees = text.matchAll(/<Employee\s+ID="([^"]*)"\s*>([\s\S]*?)<\/Employee>/g)
  return [...employees].flatMap(([, who, inside]) =>
    [...inside!.matchAll(/<Assign>([\s\S]*?)<\/Assign>/g)].map(([, assign]) => ({
      who: who!,
      day: wholeNumber(/<Day>\s*(\S*?)\s*<\/Day>/.exec(assign!)?.[1]),
      shift: /<Shift>\s*(\S*?)\s*<\/Shift>/.exec(assign!)?.[1] ?? '',
    })),
  )
}
