import type { Form } from '@muster/core/register/form.ts'
import type { Entry } from '@muster/core/register/wire.ts'
import type { Ctx } from '../platform/context.ts'
import { readerRoles, rolesAt } from './roles.ts'
import { type EntryRow, formOf, registerById } from './rows.ts'

/** Entries as they travel: of what concerns somebody only what its question lets the reader's roles at that post see, or their own. */
export async function shown(ctx: Ctx, rows: readonly EntryRow[]): Promise<Entry[]> {
  const forms = new Map<string, Form>()
  for (const { register_id, form } of rows) {
    const key = `${register_id} ${form}`
    if (!forms.has(key)) forms.set(key, (await formOf(ctx, await registerById(ctx, register_id), form))!)
  }
  const sees = await seesOf(ctx, rows)
  return rows.map(row => {
    const form = forms.get(`${row.register_id} ${row.form}`)!
    const personal = Object.entries(row.personal ?? {}).filter(([key]) => sees(row, form, key))
    return entryOf(row, Object.fromEntries(personal), isMine(ctx, row))
  })
}

function entryOf(row: EntryRow, personal: NonNullable<EntryRow['personal']>, mine: boolean): Entry {
  return {
    id: row.id,
    registerId: row.register_id,
    formVersion: row.form,
    post: row.post,
    territory: row.territory,
    at: row.at.toISOString(),
    heardAt: row.heard_at.toISOString(),
    answers: row.answers,
    personal,
    on: row.sheet && row.line ? { sheet: row.sheet, line: row.line } : null,
    state: row.state,
    held: row.held,
    older: row.older,
    backAt: row.back_at?.toISOString() ?? null,
    mine,
  }
}

const isMine = (ctx: Ctx, { account_id }: EntryRow): boolean =>
  account_id !== null && account_id === ctx.actor?.accountId

/** Answers of an entry that its reader may not see: whoever corrects it cannot say them anew, so they stay. */
export async function unseen(ctx: Ctx, form: Form, row: EntryRow): Promise<NonNullable<EntryRow['personal']>> {
  const sees = await seesOf(ctx, [row])
  return Object.fromEntries(Object.entries(row.personal ?? {}).filter(([key]) => !sees(row, form, key)))
}

type Sees = (row: EntryRow, form: Form, key: string) => boolean

/** Whether a question names a role that the reader has at the entry's post; what they wrote themselves needs any role that reads such answers. */
async function seesOf(ctx: Ctx, rows: readonly EntryRow[]): Promise<Sees> {
  const reads = readerRoles(ctx).length > 0
  const asked = rows.filter(row => row.personal && !isMine(ctx, row)).map(({ post }) => post.id)
  const roles = await rolesAt(ctx, asked)
  return (row, form, key) => {
    if (isMine(ctx, row)) return reads
    const viewers = form.questions.find(question => question.key === key)?.personal?.viewers
    return viewers?.some(role => roles.get(row.post.id)?.includes(role)) ?? false
  }
}
