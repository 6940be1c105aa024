import { setImmediate } from 'node:timers/promises'
import type * as wire from '@muster/core/people/imports.wire.ts'
import { tidyText } from '@muster/core/people/tidy.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { holdsIdNumber, maskNumbers } from '@muster/core/platform/private-number.ts'
import { idNumber } from '@muster/core/platform/table-sentences.ts'
import { audit } from '../audit/write.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import { csvBytes } from '../platform/sheets/csv.ts'
import { readSheet, type Sheet } from '../platform/sheets/sheets.ts'
import { type Judgement, judge } from './import-judge.ts'
import { getImport } from './import-list.ts'
import { type Roster, readRoster } from './import-read.ts'
import { importWhereabouts, insist } from './reach.ts'
import { idsIn } from './rows.ts'

type Sample = wire.Import['sample'][number]

/** How many rows of each verdict are shown before applying, and how many errors are told. */
const SHOWN = { error: 100, changed: 100, added: 50, same: 20 } as const
const MOST_ERRORS = 5000
const CHUNK = 1000

/**
 * Reads an uploaded roster and says row by row what applying it would do. Nothing is written to the roster; what
 * would be written is kept with the import. Sent twice, it answers the same.
 */
export async function previewImport(ctx: Ctx, { id, file }: ParsedOf<typeof wire.previewImport>): Promise<wire.Import> {
  const known = await importWhereabouts(ctx, id)
  if (known) {
    await insist(ctx, Promise.resolve(known))
    return getImport(ctx, { importId: id })
  }
  const sheet = await readSheet(file.bytes, file.name)
  const roster = await readRoster(sheet)
  const judgement = await judge(ctx, roster)
  const counts = countsOf(judgement)
  await ctx.tx
    .insertInto('people_import')
    .values({
      tenant: ctx.tenant.tenant,
      id,
      file_name: maskNumbers(tidyText(file.name)).slice(0, 200),
      file: Buffer.from(withoutIdNumbers(file.bytes, sheet, judgement)),
      state: 'preview',
      unit_id: unitOf(ctx),
      account_id: actorOf(ctx).accountId,
      at: ctx.now,
      counts: JSON.stringify(counts),
      errors: JSON.stringify(judgement.errors.slice(0, MOST_ERRORS)),
      plan: await planOf(sheet, roster, judgement),
    })
    .execute()
  await audit(ctx, 'people.import-previewed', `import/${id}`, { counts })
  changed(ctx, `import/${id}`)
  return getImport(ctx, { importId: id })
}

/** Every row with content is one of the four; a fault of the whole sheet counts as one error. */
function countsOf({ rows, errors }: Judgement): wire.Import['counts'] {
  const by = (verdict: string) => rows.filter(row => row.verdict === verdict).length
  const wrong = new Set(errors.map(error => error.row)).size
  return { rows: rows.length + wrong, added: by('added'), changed: by('changed'), same: by('same'), errors: wrong }
}

/** The unit an importer answers for; of several units none, and then the import is theirs alone and the city's. */
function unitOf({ scope }: Ctx): string | null {
  const [path, ...others] = scope.tenant ? [] : scope.unitPaths
  return path !== undefined && others.length === 0 ? (idsIn(path).at(-1) ?? null) : null
}

/**
 * The file as it may be kept until it is applied: its owner's own, unless it holds identity numbers. Those are never
 * kept, so then only the table is, with the numbers taken out.
 */
function withoutIdNumbers(bytes: Uint8Array, sheet: Sheet, { errors }: Judgement): Uint8Array {
  if (!errors.some(error => error.zh === idNumber().zh)) return bytes
  return csvBytes(sheet.rows.map(row => row.map(text => (holdsIdNumber(text) ? '（身份证号已隐去）' : text))))
}

/** JSON written a chunk at a time: a whole roster at once would hold up everybody else. */
async function planOf(sheet: Sheet, roster: Roster, judgement: Judgement): Promise<string> {
  const writes = judgement.rows.flatMap(({ verdict, write }) => (write ? [{ verdict, ...write }] : []))
  const chunks: string[] = []
  for (let from = 0; from < writes.length; from += CHUNK) {
    chunks.push(JSON.stringify(writes.slice(from, from + CHUNK)).slice(1, -1))
    await setImmediate()
  }
  const head = { headerRow: roster.headerRow, sheet: sheet.sheetName, sample: sampleOf(sheet, roster, judgement) }
  return `${JSON.stringify(head).slice(0, -1)},"rows":[${chunks.join(',')}]}`
}

/** A few rows of every verdict, in the order of the file. */
function sampleOf(sheet: Sheet, roster: Roster, { rows, errors }: Judgement): Sample[] {
  const text = (row: number, key: Parameters<Roster['columnOf']>[0]) => {
    const written = sheet.rows[row - 1]?.[roster.columnOf(key) - 1] ?? ''
    return holdsIdNumber(written) ? '' : written
  }
  const wrong = [...new Set(errors.map(error => error.row))].map(row => ({
    row,
    verdict: 'error' as const,
    volunteerNo: text(row, 'volunteerNo'),
    name: text(row, 'name'),
    unit: text(row, 'unit'),
    changes: [],
  }))
  const right = rows.map(({ write: _, changes, ...row }) => ({ ...row, changes: [...changes] }))
  const byVerdict = Map.groupBy([...wrong, ...right], ({ verdict }) => verdict)
  const some = [...byVerdict].flatMap(([verdict, list]) => list.slice(0, SHOWN[verdict]))
  return some.sort((a, b) => a.row - b.row)
}
