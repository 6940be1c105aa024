import { nameKey } from '@muster/core/people/chain.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { type CellError, readTable } from '@muster/core/platform/table.ts'
import { letter } from '@muster/core/platform/table-sentences.ts'
import { MOST_COVERED, type readCover as wireReadCover } from '@muster/core/roster/cover.wire.ts'
import { COVER_COLUMNS, COVER_SENTENCES, placeOf, withDay, withHeader } from '@muster/core/roster/cover-columns.ts'
import type { Ctx } from '../../platform/context.ts'
import { readSheet } from '../../platform/sheets/sheets.ts'
import { coverOf } from './cover.ts'

/** Reads a list of insured people and says row by row what it would change. Nothing of it is kept. */
export async function readCover(ctx: Ctx, { file, until: everybody }: ParsedOf<typeof wireReadCover>) {
  const sheet = await readSheet(file.bytes, file.name, { rows: MOST_COVERED + 20 })
  const named = withHeader(sheet.rows)
  const rows = everybody ? withDay(named, everybody) : named
  /** A header that was put before the list moved every row one down. */
  const shift = rows.length - sheet.rows.length
  const table = readTable(rows, COVER_COLUMNS, 'volunteerNo', shift === 0 ? sheet : {})
  const people = await coverOf(
    ctx,
    table.rows.map(({ values }) => values.volunteerNo),
  )
  const known = new Map(people.map(one => [one.person.volunteerNo, one]))
  const faults: CellError[] = [
    ...table.faults.map(fault => ({ row: Math.max(1, table.headerRow), column: 1, ...fault })),
    ...table.errors,
  ]
  const lines = table.rows.flatMap(({ row, values: { volunteerNo, name, until } }) => {
    const found = known.get(volunteerNo)
    if (found && (!name || nameKey(name) === nameKey(found.person.name ?? '')))
      return [{ row: row - shift, person: found.person, until: until === 'none' ? null : until, before: found.until }]
    const wrong = found ? COVER_SENTENCES.otherName(volunteerNo, name!) : COVER_SENTENCES.stranger(volunteerNo)
    faults.push({ row, column: placeOf(rows[table.headerRow - 1]!, found ? 'name' : 'volunteerNo') + 1, ...wrong })
    return []
  })
  return {
    lines,
    faults: faults
      .toSorted((a, b) => a.row - b.row || a.column - b.column)
      .map(({ row, column, zh, en }) => ({ row: Math.max(1, row - shift), column: letter(column), zh, en })),
  }
}
