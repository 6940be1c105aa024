import { ROSTER } from '@muster/core/people/import-columns.ts'
import type * as wire from '@muster/core/people/imports.wire.ts'
import { people } from '@muster/core/people/problems.ts'
import type { FileAnswer, ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import type { CellError } from '@muster/core/platform/table.ts'
import { letter } from '@muster/core/platform/table-sentences.ts'
import { type RawBuilder, sql } from 'kysely'
import { actorOf, type Ctx } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import { within } from '../platform/door/within.ts'
import { annotate } from '../platform/sheets/sheets.ts'
import { fileOf } from './file.ts'
import { pageOf } from './rows.ts'

const USUAL_PAGE = 50
/** More errors than this nobody reads on a screen; the marked file has them all. */
const MOST_SHOWN = 500

interface ImportRow {
  id: string
  file_name: string
  state: wire.Import['state']
  at: Date
  login: string | null
  counts: wire.Import['counts']
  errors: CellError[]
  sample: wire.Import['sample'] | null
}

/** The imports of the actor and of those who answer for the same units, newest first, without their rows. */
export async function imports(ctx: Ctx, input: ParsedOf<typeof wire.imports>) {
  const limit = input.limit ?? USUAL_PAGE
  const mine = sql`i.account_id = ${actorOf(ctx).accountId}`
  const found = sql`(${within(ctx.scope, { unitPath: sql.ref('u.path') })} or ${mine})
    and i.file_name ilike ${`%${literally(input.search ?? '')}%`}`
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${IMPORTS} where i.tenant = ${ctx.tenant.tenant} and ${found}`.execute(ctx.tx)
  const after = input.after === undefined ? sql`true` : sql`i.id < ${input.after}::uuid`
  const list = await read(ctx, sql`${found} and ${after}`, false, limit + 1)
  return { ...pageOf(list, limit, row => row.id), total: rows[0]?.total ?? 0 }
}

/** One import with its errors and a part of its rows. */
export async function getImport(ctx: Ctx, { importId }: { importId: string }): Promise<wire.Import> {
  const [found] = await read(ctx, sql`i.id = ${importId}`, true, 1)
  if (!found) throw door('door/not-found')
  return found
}

/**
 * The uploaded file with its errors marked where they are, until it is applied.
 *
 * @throws Problem `people/import-done` when the file is no longer kept
 */
export async function markedImport(ctx: Ctx, { importId }: { importId: string }): Promise<FileAnswer> {
  const { rows } = await sql<{ file_name: string; file: Buffer; errors: CellError[]; header: number; sheet: string }>`
    select file_name, file, errors, (plan->>'headerRow')::int as header, plan->>'sheet' as sheet
      from people_import where tenant = ${ctx.tenant.tenant} and id = ${importId}`.execute(ctx.tx)
  const [row] = rows
  if (!row || row.file.length === 0) throw people('people/import-done')
  const isWorkbook = row.file[0] === 0x50 && row.file[1] === 0x4b
  const where = { headerRow: row.header, ...(isWorkbook && { sheet: row.sheet }) }
  const bytes = await annotate(row.file, row.file_name, row.errors, ctx.language, where)
  const name = row.file_name.replace(/\.\w{1,5}$/, '')
  return fileOf(`${name}${ctx.language === 'zh' ? '（已标注）' : ' (marked)'}`, isWorkbook ? 'xlsx' : 'csv', bytes)
}

const IMPORTS = sql`people_import i
  left join unit u on u.tenant = i.tenant and u.id = i.unit_id
  left join account a on a.tenant = i.tenant and a.id = i.account_id`

/** The plan of a large roster stays in the database; only its sample is fetched. */
async function read(ctx: Ctx, where: RawBuilder<unknown>, whole: boolean, limit: number): Promise<wire.Import[]> {
  const parts = whole
    ? sql`jsonb_path_query_array(i.errors, ${`$[0 to ${MOST_SHOWN - 1}]`}::jsonpath) as errors, i.plan->'sample' as sample`
    : sql`'[]'::jsonb as errors, null as sample`
  const { rows } = await sql<ImportRow>`
    select i.id, i.file_name, i.state, i.at, a.login, i.counts, ${parts} from ${IMPORTS}
     where i.tenant = ${ctx.tenant.tenant} and ${where} order by i.id desc limit ${limit}`.execute(ctx.tx)
  return rows.map(row => asImport(row, ctx.language))
}

/** What a change is called: the name of its column, and that somebody who had left is back. */
const CHANGES: Readonly<Record<string, Words>> = {
  ...Object.fromEntries(ROSTER.map(({ key, header }) => [key, header])),
  joined: { zh: '重新加入', en: 'Back on the roster' },
}

const asImport = (row: ImportRow, language: keyof Words): wire.Import => ({
  id: row.id,
  fileName: row.file_name,
  state: row.state,
  at: row.at.toISOString(),
  by: row.login ?? '',
  counts: row.counts,
  errors: row.errors.map(({ column, ...error }) => ({ ...error, column: letter(column) })),
  sample: (row.sample ?? []).map(one => ({
    ...one,
    changes: one.changes.map(key => CHANGES[key]?.[language] ?? key),
  })),
})
