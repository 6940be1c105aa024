import { registerFields } from '@muster/core/register/fields.ts'
import type { Form } from '@muster/core/register/form.ts'
import type { Entry } from '@muster/core/register/wire.ts'
import type { Ctx } from '../platform/context.ts'
import { type EntryRow, formOf, registerById } from './rows.ts'

/** Entries as they travel: of what concerns somebody only what its question lets the reader's roles see, or their own. */
export async function shown(ctx: Ctx, rows: readonly EntryRow[]): Promise<Entry[]> {
  const forms = new Map<string, Form>()
  for (const { register_id, form } of rows) {
    const key = `${register_id} ${form}`
    if (!forms.has(key)) forms.set(key, (await formOf(ctx, await registerById(ctx, register_id), form))!)
  }
  return rows.map(row => entryOf(ctx, row, forms.get(`${row.register_id} ${row.form}`)!))
}

function entryOf(ctx: Ctx, row: EntryRow, form: Form): Entry {
  const mine = row.account_id !== null && row.account_id === ctx.actor?.accountId
  return {
    id: row.id,
    registerId: row.register_id,
    formVersion: row.form,
    post: row.post,
    territory: row.territory,
    at: row.at.toISOString(),
    heardAt: row.heard_at.toISOString(),
    answers: row.answers,
    personal: visible(ctx, form, row.personal ?? {}, mine),
    on: row.sheet && row.line ? { sheet: row.sheet, line: row.line } : null,
    state: row.state,
    held: row.held,
    older: row.older,
    backAt: row.back_at?.toISOString() ?? null,
    mine,
  }
}

const visible = (ctx: Ctx, form: Form, personal: NonNullable<EntryRow['personal']>, mine: boolean) =>
  Object.fromEntries(Object.entries(personal).filter(([key]) => sees(ctx, form, key, mine)))

/** Answers of an entry that its reader may not see: whoever corrects it cannot say them anew, so they stay. */
export function unseen(ctx: Ctx, form: Form, { account_id, personal }: EntryRow): NonNullable<EntryRow['personal']> {
  const mine = account_id !== null && account_id === ctx.actor?.accountId
  return Object.fromEntries(Object.entries(personal ?? {}).filter(([key]) => !sees(ctx, form, key, mine)))
}

/** Roles that ever read what concerns somebody in a register. */
const READERS: Readonly<Record<string, unknown>> = registerFields['register.answer'].viewers

/** Whether the question names a role of the reader; what they wrote themselves needs any role that reads such answers. */
function sees({ scope }: Ctx, form: Form, key: string, mine: boolean): boolean {
  if (mine && scope.roles.some(role => role in READERS)) return true
  return form.questions.some(one => one.key === key && one.personal?.viewers.some(role => scope.roles.includes(role)))
}
