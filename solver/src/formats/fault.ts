/** The text is not of the format: says where, what stands there, and what should. */
export class FormatFault extends Error {
  constructor(where: string, found: string | undefined, wanted: string) {
    super(`${where}: ${found === undefined ? 'nothing' : `“${found}”`} stands where ${wanted} should`)
    this.name = 'FormatFault'
  }
}

/** A whole number ≥ 0 of a cell. `-0` stands in a published instance (Instance15), and means none. */
export function countOf(cell: string | undefined, where: string): number {
  if (cell === undefined || !/^(\d{1,9}|-0)$/.test(cell)) throw new FormatFault(where, cell, 'a whole number')
  return Math.abs(Number(cell))
}

/** The position of a name in a list. */
export function indexIn(names: readonly string[], name: string | undefined, where: string, what: string): number {
  const at = name === undefined ? -1 : names.indexOf(name)
  if (at < 0) throw new FormatFault(where, name, what)
  return at
}
