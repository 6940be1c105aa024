import { loadHighs } from '@muster/solver/columns/highs.ts'
import type { InstancePerson, ShiftInstance, ShiftRows } from '@muster/solver/formats/shift-scheduling-instance.ts'

/**
 * The shift scheduling benchmark as one compact mixed integer programme, as a text book would write it, for a solver alone: what
 * the roster engine is compared with. `x` is 1 where a person works a shift on a day, `w` where they work at all, `e` where they
 * work at a weekend, `u` and `o` are people missing and too many.
 */
export function programmeOf(instance: ShiftInstance): string {
  const rows: string[] = []
  const binaries: string[] = []
  instance.people.forEach((person, index) => {
    rows.push(...daysOf(instance, person, index, binaries), ...totalsOf(instance, person, index))
    rows.push(...runsOf(instance.days, person, index), ...weekendsOf(instance.days, person, index, binaries))
  })
  const { terms, covers } = coverOf(instance)
  const wishes = wishesOf(instance)
  return [
    `minimize\n cost: ${sum([...terms, ...wishes.terms])} + ${wishes.constant} one`,
    `subject to\n${[...rows, ...covers].join('\n')}`,
    'bounds\n one = 1',
    `binary\n ${binaries.join('\n ')}`,
    'end\n',
  ].join('\n')
}

const x = (person: number, day: number, shift: number): string => `x_${person}_${day}_${shift}`
const w = (person: number, day: number): string => `w_${person}_${day}`

/** Terms one below the other: the format does not like long lines. */
const sum = (terms: readonly string[]): string => (terms.length === 0 ? '0 one' : terms.join('\n   + '))

/** One shift a day, none on days off, no forbidden succession. */
function daysOf({ days, shifts }: ShiftInstance, person: InstancePerson, p: number, binaries: string[]): string[] {
  const rows: string[] = []
  for (let day = 0; day < days; day++) {
    const all = shifts.map((_, shift) => x(p, day, shift))
    binaries.push(...all, w(p, day))
    rows.push(`${sum(all)} - ${w(p, day)} = 0`)
    if (person.daysOff.includes(day)) rows.push(`${w(p, day)} = 0`)
    if (day === 0) continue
    shifts.forEach((_, then) => {
      const first = shifts.flatMap(({ notBefore }, shift) => (notBefore.includes(then) ? [x(p, day - 1, shift)] : []))
      if (first.length > 0) rows.push(`${sum([...first, x(p, day, then)])} <= 1`)
    })
  }
  return rows
}

function totalsOf({ days, shifts }: ShiftInstance, person: InstancePerson, p: number): string[] {
  const everyDay = Array.from({ length: days }, (_, day) => day)
  const minutes = sum(everyDay.flatMap(day => shifts.map((shift, index) => `${shift.minutes} ${x(p, day, index)}`)))
  const most = shifts.flatMap((_, shift) => {
    const limit = person.maxShifts[shift]!
    return limit < days ? [`${sum(everyDay.map(day => x(p, day, shift)))} <= ${limit}`] : []
  })
  return [`${minutes} <= ${person.maxMinutes}`, `${minutes} >= ${person.minMinutes}`, ...most]
}

/** Days on end: no window too full; and a short run between two others is cut off. */
function runsOf(days: number, { maxRun, minRun, minOff }: InstancePerson, p: number): string[] {
  const rows: string[] = []
  const span = (from: number, length: number) => Array.from({ length }, (_, step) => w(p, from + step))
  for (let day = 0; day + maxRun < days; day++) rows.push(`${sum(span(day, maxRun + 1))} <= ${maxRun}`)
  for (let length = 1; length < Math.max(minRun, minOff); length++)
    for (let day = 1; day + length < days; day++) {
      const edges = `${w(p, day - 1)} + ${w(p, day + length)}`
      const inside = span(day, length).join(' - ')
      if (length < minRun) rows.push(`${edges} - ${inside} >= ${1 - length}`)
      if (length < minOff) rows.push(`${edges} - ${inside} <= 1`)
    }
  return rows
}

function weekendsOf(days: number, { maxWeekends }: InstancePerson, p: number, binaries: string[]): string[] {
  const weekends = Array.from({ length: Math.floor((days + 1) / 7) }, (_, week) => week)
  binaries.push(...weekends.map(week => `e_${p}_${week}`))
  const worked = weekends.flatMap(week =>
    [5, 6]
      .map(day => week * 7 + day)
      .filter(day => day < days)
      .map(day => `e_${p}_${week} - ${w(p, day)} >= 0`),
  )
  return weekends.length === 0 ? [] : [...worked, `${sum(weekends.map(week => `e_${p}_${week}`))} <= ${maxWeekends}`]
}

function coverOf({ cover, people }: ShiftInstance): { terms: string[]; covers: string[] } {
  const covers = cover.map(({ day, shift, wanted }, index) => {
    const there = sum(people.map((_, person) => x(person, day, shift)))
    return `${there} + u_${index} - o_${index} = ${wanted}`
  })
  const terms = cover.flatMap(({ under, over }, index) => [`${under} u_${index}`, `${over} o_${index}`])
  return { terms, covers }
}

/** A wish to work costs when it is not met: its price always, less its price where it is. */
function wishesOf({ wishes }: ShiftInstance): { terms: string[]; constant: number } {
  const terms = wishes.map(
    ({ person, day, shift, wanted, weight }) => `${wanted ? -weight : weight} ${x(person, day, shift)}`,
  )
  const constant = wishes.reduce((total, { wanted, weight }) => total + (wanted ? weight : 0), 0)
  return { terms, constant }
}

export interface MipAnswer {
  /** Undefined when no roster was found in time. */
  readonly rows: ShiftRows | undefined
  /** Proven: no roster costs less. */
  readonly bound: number
}

/** Lets HiGHS alone work for so many seconds. Undefined where it cannot be loaded. */
export async function plainHighs(instance: ShiftInstance, seconds: number): Promise<MipAnswer | undefined> {
  const highs = await loadHighs()
  if (!highs) return undefined
  const model = highs.createModel({ format: 'lp', data: programmeOf(instance) })
  try {
    model.options.set({ time_limit: seconds, mip_rel_gap: 0, output_flag: false })
    model.run()
    const found = Number(model.info.get('primal_solution_status')) === FEASIBLE
    const bound = Number(model.info.get('mip_dual_bound'))
    const values = model.getSolution().colValue
    const rows = found ? rowsOf(instance, column => values[model.getColByName(column)]!) : undefined
    return { rows, bound }
  } finally {
    model.dispose()
  }
}

/** The code of HiGHS for a solution that keeps all rows. */
const FEASIBLE = 2

function rowsOf(instance: ShiftInstance, valueAt: (column: string) => number): ShiftRows {
  const worked = (person: number, day: number, shift: number) => valueAt(x(person, day, shift)) > 0.5
  return instance.people.map((_, person) =>
    Array.from({ length: instance.days }, (_d, day) =>
      instance.shifts.findIndex((_s, shift) => worked(person, day, shift)),
    ),
  )
}
