import { tidyPhone } from '../../people/tidy.ts'

/** Somebody who is called to be sampled, as a pasted list names them; a door alone is a household of whoever opens. */
export interface ResidentLine {
  readonly building: string | null
  readonly door: string
  readonly name: string | null
  readonly phone: string | null
}

export interface ResidentLines {
  readonly residents: readonly ResidentLine[]
  /** Numbers of lines that could not be read, counted from one. */
  readonly unread: readonly number[]
}

const MOST = { building: 40, door: 60, name: 40 } as const

/**
 * Reads residents as a community keeps them: building, door, name, telephone, parted by tabs or commas, one a line. The
 * same line twice is one. What cannot be read is said.
 */
export function readResidentLines(text: string): ResidentLines {
  const unread: number[] = []
  const found = new Map<string, ResidentLine>()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const cells = line.split(/[\t,，;；]/).map(cell => cell.trim())
    if (cells.every(cell => cell === '')) continue
    const read = readLine(cells)
    if (read) found.set(Object.values(read).join('\n'), read)
    else unread.push(at + 1)
  }
  return { residents: [...found.values()], unread }
}

function readLine([building = '', door = '', name = '', phone = '', ...more]: readonly string[]): ResidentLine | null {
  const tooLong = building.length > MOST.building || door.length > MOST.door || name.length > MOST.name
  const number = phone === '' ? null : tidyPhone(phone)
  if (door === '' || tooLong || (phone !== '' && number === null) || more.some(cell => cell !== '')) return null
  return { building: building || null, door, name: name || null, phone: number }
}
