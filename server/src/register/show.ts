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

function visible(ctx: Ctx, form: Form, personal: NonNullable<EntryRow['personal']>, mine: boolean) {
  const sees = (key: string) =>
    mine ||
    form.questions.some(one => one.key === key && one.personal?.viewers.some(role => ctx.scope.roles.includes(role)))
  return Object.fromEntries(Object.entries(personal).filter(([key]) => sees(key)))
}
