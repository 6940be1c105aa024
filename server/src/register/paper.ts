import { randomInt } from 'node:crypto'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { register as problem } from '@muster/core/register/problems.ts'
import { isSheetNumber, newSheetNumber, tidySheetNumber } from '@muster/core/register/sheet-number.ts'
import type * as wire from '@muster/core/register/wire.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import type { Ctx } from '../platform/context.ts'
import { outOfReach, reaches } from '../platform/door/reach.ts'
import { postWhereabouts } from '../roster/posts/reach.ts'
import { wasAtPost } from './reach.ts'
import { formOf, registerById } from './rows.ts'

/** How many lines fit on a page that is filled in by hand. */
const LINES = 20

interface SheetRow {
  readonly sheet: string
  readonly lines: number
  readonly register_id: string
  readonly form: number
  readonly post: { readonly id: string; readonly name: string }
  readonly printed_at: Date
  readonly used: number[]
}

/** Numbers sheets for a post. The same request again brings the same sheets. @throws Problem `register/not-here` */
export async function printSheets(ctx: Ctx, { registerId, id, postId, sheets }: ParsedOf<typeof wire.printSheets>) {
  const { tenant } = ctx.tenant
  const register = await registerById(ctx, registerId, sql`for update of r`)
  const place = await postWhereabouts(ctx, postId)
  if (!place || !reaches(ctx.scope, place)) throw outOfReach()
  const { rows: kept } = await sql`
    select from register_post where tenant = ${tenant} and register_id = ${registerId} and post_id = ${postId} and until is null`.execute(
    ctx.tx,
  )
  if (kept.length === 0) throw problem('register/not-here', { name: register.form.words.zh })
  if ((await readSheets(ctx, sql`s.request = ${id}`)).length === 0) {
    for (let nth = 0; nth < sheets; nth++)
      await addSheet(ctx, { registerId, form: register.form_version, postId, request: id })
    await audit(ctx, 'register.sheets-printed', `register/${registerId}`, { sheets, post: postId })
  }
  const rows = await readSheets(ctx, sql`s.request = ${id}`)
  return {
    rows: rows.map(({ sheet, lines, used, post, form, printed_at }) => ({
      sheet,
      lines,
      used,
      post,
      formVersion: form,
      printedAt: printed_at.toISOString(),
    })),
  }
}

/** Under a number that is not taken. */
async function addSheet(
  ctx: Ctx,
  of: { registerId: string; form: number; postId: string; request: string },
): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`
      insert into paper_sheet (tenant, sheet, register_id, form, post_id, lines, request, printed_at)
      values (${ctx.tenant.tenant}, ${newSheetNumber(randomInt)}, ${of.registerId}, ${of.form}, ${of.postId}, ${LINES}, ${of.request}, ${ctx.now})
      on conflict (tenant, sheet) do nothing`.execute(ctx.tx)
    if (numAffectedRows) return
  }
}

async function readSheets(ctx: Ctx, where: ReturnType<typeof sql>): Promise<SheetRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<SheetRow>`
    select s.sheet, s.lines, s.register_id, s.form, jsonb_build_object('id', po.id, 'name', po.name) as post, s.printed_at,
           coalesce((select jsonb_agg(e.line order by e.line) from entry e
              where e.tenant = ${tenant} and e.sheet = s.sheet and e.state in ('stands', 'held')), '[]') as used
      from paper_sheet s join post po on po.tenant = ${tenant} and po.id = s.post_id
     where s.tenant = ${tenant} and ${where} order by s.sheet`.execute(ctx.tx)
  return rows
}

/** What is asked on a sheet, for whoever keys it in: those who run its post, and whoever stands there now. */
export async function paper(ctx: Ctx, { sheet: typed }: { sheet: string }) {
  const row = await sheetOf(ctx, { sheet: tidySheetNumber(typed), line: 1 })
  const place = await postWhereabouts(ctx, row.post.id)
  const runs = place !== null && reaches(ctx.scope, place)
  if (!runs && !(await wasAtPost(ctx, ctx.actor?.personId ?? null, row.post.id, ctx.now))) throw outOfReach()
  const register = await registerById(ctx, row.register_id)
  const form = (await formOf(ctx, register, row.form))!
  const { used, lines, post } = row
  return { sheet: row.sheet, lines, used, post, register: { id: register.id, form, formVersion: row.form } }
}

/** A number that was misread is told apart without asking the database. @throws Problem `register/no-such-line` */
async function sheetOf(ctx: Ctx, { sheet, line }: On): Promise<SheetRow> {
  const [row] = isSheetNumber(sheet) ? await readSheets(ctx, sql`s.sheet = ${sheet}`) : []
  if (!row || line > row.lines) throw problem('register/no-such-line', { sheet, line })
  return row
}

/** A line of a sheet. */
export interface On {
  readonly sheet: string
  readonly line: number
}

/** @throws Problem `register/no-such-line`, also for the sheet of another register or post; `register/line-used` */
export async function mustBeFree(
  ctx: Ctx,
  { registerId, postId }: { readonly registerId: string; readonly postId: string },
  { sheet, line }: On,
  corrected?: string,
): Promise<void> {
  const { tenant } = ctx.tenant
  const row = await sheetOf(ctx, { sheet, line })
  if (row.register_id !== registerId || row.post.id !== postId) throw problem('register/no-such-line', { sheet, line })
  const { rows } = await sql`
    select from entry where tenant = ${tenant} and sheet = ${sheet} and line = ${line} and state in ('stands', 'held')
       and id is distinct from ${corrected ?? null}::uuid`.execute(ctx.tx)
  if (rows.length > 0) throw problem('register/line-used', { sheet, line })
}
