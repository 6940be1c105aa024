import { countOf, FormatFault, indexIn } from './fault.ts'

/** An instance of the shift scheduling benchmark (Curtois & Qu 2014); shifts, people and days by their position. */
export interface ShiftInstance {
  readonly days: number
  readonly shifts: readonly InstanceShift[]
  readonly people: readonly InstancePerson[]
  readonly wishes: readonly Wish[]
  readonly cover: readonly InstanceCover[]
}

export interface InstanceShift {
  readonly id: string
  readonly minutes: number
  /** Positions of shifts that may not follow on the next day. */
  readonly notBefore: readonly number[]
}

export interface InstancePerson {
  readonly id: string
  /** By shift. */
  readonly maxShifts: readonly number[]
  readonly maxMinutes: number
  readonly minMinutes: number
  readonly maxRun: number
  readonly minRun: number
  readonly minOff: number
  readonly maxWeekends: number
  readonly daysOff: readonly number[]
}

/** Costs `weight` when a person works a shift that they want off, or does not work one that they want. */
export interface Wish {
  readonly person: number
  readonly day: number
  readonly shift: number
  readonly wanted: boolean
  readonly weight: number
}

export interface InstanceCover {
  readonly day: number
  readonly shift: number
  readonly wanted: number
  readonly under: number
  readonly over: number
}

/**
 * Reads the text form of the benchmark.
 *
 * @throws FormatFault that names the line and what should stand there
 */
export function readShiftInstance(text: string): ShiftInstance {
  const rows = rowsOf(text)
  const section = (name: string) => rows.filter(row => row.section === name)
  const horizon = section('HORIZON')[0]
  const days = countOf(horizon?.cells[0], horizon?.where ?? 'SECTION_HORIZON')
  const shifts = shiftsOf(section('SHIFTS'))
  const shiftIds = shifts.map(({ id }) => id)
  const staff = section('STAFF')
  const ids = staff.map(({ cells }) => cells[0]!)
  const daysOff = section('DAYS_OFF').map(row => daysOffOf(row, ids, days))
  const at = { ids, shiftIds, days }
  return {
    days,
    shifts,
    people: staff.map((row, person) =>
      personOf(
        row,
        shiftIds,
        daysOff.filter(one => one.person === person).flatMap(one => one.days),
      ),
    ),
    wishes: [
      ...section('SHIFT_ON_REQUESTS').map(row => wishOf(row, at, true)),
      ...section('SHIFT_OFF_REQUESTS').map(row => wishOf(row, at, false)),
    ],
    cover: section('COVER').map(row => coverOf(row, at)),
  }
}

interface Row {
  readonly section: string
  readonly cells: readonly string[]
  readonly where: string
}

interface Names {
  readonly ids: readonly string[]
  readonly shiftIds: readonly string[]
  readonly days: number
}

const HEADING = 'SECTION_'

function rowsOf(text: string): Row[] {
  let section = ''
  return text.split(/\r?\n/).flatMap((line, index) => {
    const trimmed = line.trim()
    if (trimmed.startsWith(HEADING)) section = trimmed.slice(HEADING.length)
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(HEADING)) return []
    const where = `line ${index + 1}`
    if (section === '') throw new FormatFault(where, trimmed, 'a heading SECTION_…')
    return [{ section, cells: trimmed.split(',').map(cell => cell.trim()), where }]
  })
}

function shiftsOf(rows: readonly Row[]): InstanceShift[] {
  const ids = rows.map(({ cells }) => cells[0]!)
  return rows.map(({ cells: [id, minutes, after = ''], where }) => ({
    id: id!,
    minutes: countOf(minutes, where),
    notBefore: after === '' ? [] : after.split('|').map(shift => indexIn(ids, shift, where, 'a shift')),
  }))
}

function personOf({ cells, where }: Row, shiftIds: readonly string[], daysOff: readonly number[]): InstancePerson {
  const [id, maxima = '', ...numbers] = cells
  const [maxMinutes, minMinutes, maxRun, minRun, minOff, maxWeekends] = [0, 1, 2, 3, 4, 5].map(index =>
    countOf(numbers[index], where),
  )
  const maxShifts = Array.from<number>({ length: shiftIds.length }).fill(Infinity)
  for (const entry of maxima.split('|').filter(one => one !== '')) {
    const [shift, most] = entry.split('=')
    maxShifts[indexIn(shiftIds, shift, where, 'a shift')] = countOf(most, where)
  }
  return {
    id: id!,
    maxShifts,
    maxMinutes: maxMinutes!,
    minMinutes: minMinutes!,
    maxRun: maxRun!,
    minRun: minRun!,
    minOff: minOff!,
    maxWeekends: maxWeekends!,
    daysOff,
  }
}

function daysOffOf({ cells: [id, ...days], where }: Row, ids: readonly string[], horizon: number) {
  return { person: indexIn(ids, id, where, 'a person'), days: days.map(day => dayOf(day, horizon, where)) }
}

function wishOf({ cells: [id, day, shift, weight], where }: Row, at: Names, wanted: boolean): Wish {
  return {
    person: indexIn(at.ids, id, where, 'a person'),
    day: dayOf(day, at.days, where),
    shift: indexIn(at.shiftIds, shift, where, 'a shift'),
    wanted,
    weight: countOf(weight, where),
  }
}

function coverOf({ cells: [day, shift, wanted, under, over], where }: Row, at: Names): InstanceCover {
  return {
    day: dayOf(day, at.days, where),
    shift: indexIn(at.shiftIds, shift, where, 'a shift'),
    wanted: countOf(wanted, where),
    under: countOf(under, where),
    over: countOf(over, where),
  }
}

function dayOf(cell: string | undefined, days: number, where: string): number {
  const day = countOf(cell, where)
  if (day >= days) throw new FormatFault(where, cell, `a day before ${days}`)
  return day
}

/** Who works which shift when, by position; −1 is a day off. */
export type ShiftRows = readonly (readonly number[])[]

/** A .ros file: assignments by person, day and shift, as the benchmark's own programs read and write them. */
export function writeRos(instance: ShiftInstance, rows: ShiftRows, instanceFile: string): string {
  const employees = instance.people.map(({ id }, person) => {
    const assigned = rows[person]!.flatMap((shift, day) =>
      shift < 0
        ? []
        : [
            `    <Assign>\n      <Day>${day}</Day>\n      <Shift>${instance.shifts[shift]!.id}</Shift>\n    </Assign>\n`,
          ],
    )
    return `  <Employee ID="${id}">\n${assigned.join('')}  </Employee>\n`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<Roster>
  <SchedulingPeriodFile>${instanceFile}</SchedulingPeriodFile>
${employees.join('')}</Roster>
`
}
