import { door } from '@muster/core/platform/problems.ts'
import type { Form } from '@muster/core/register/form.ts'
import type { HELD_FOR } from '@muster/core/register/kinds.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { POSTS } from '../roster/posts/post-rows.ts'

/** A register with the form in force, and the path of whoever keeps it. */
export interface RegisterRow {
  readonly id: string
  readonly incident_id: string
  readonly incident_closed_at: Date | null
  readonly key: string
  readonly path: string
  readonly form: Form
  readonly form_version: number
  readonly salt: Buffer | null
  readonly closed_at: Date | null
  readonly version: number
}

/** Registers `r` by a condition. */
export async function readRegisters(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql`order by r.created_at, r.id`,
): Promise<RegisterRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<RegisterRow>`
    select r.id, r.incident_id, i.closed_at as incident_closed_at, r.key, t.path, f.form, r.form as form_version, r.salt, r.closed_at, r.version
      from register r
      join register_form f on f.tenant = ${tenant} and f.register_id = r.id and f.version = r.form
      join incident i on i.tenant = ${tenant} and i.id = r.incident_id
      join territory t on t.tenant = ${tenant} and t.code = r.territory
     where r.tenant = ${tenant} and ${where} ${tail}`.execute(ctx.tx)
  return rows
}

/** @throws Problem `door/not-found` */
export async function registerById(ctx: Ctx, id: string, tail?: RawBuilder<unknown>): Promise<RegisterRow> {
  const [row] = await readRegisters(ctx, sql`r.id = ${id}`, tail)
  if (!row) throw door('door/not-found')
  return row
}

/** The form of that version; null when there never was one. */
export async function formOf(ctx: Ctx, register: RegisterRow, version: number): Promise<Form | null> {
  if (version === register.form_version) return register.form
  const { rows } = await sql<{ form: Form }>`
    select form from register_form
     where tenant = ${ctx.tenant.tenant} and register_id = ${register.id} and version = ${version}`.execute(ctx.tx)
  return rows[0]?.form ?? null
}

/** An entry as it stands, with its post and place. */
export interface EntryRow {
  readonly id: string
  readonly register_id: string
  readonly form: number
  readonly post: { readonly id: string; readonly name: string }
  readonly territory: { readonly code: string; readonly name: string }
  readonly path: string
  readonly at: Date
  readonly heard_at: Date
  /** Who wrote it first, whoever corrected it since. */
  readonly account_id: string | null
  readonly answers: Record<string, string | number | boolean | string[]>
  readonly personal: Record<string, string | number | boolean | string[]> | null
  readonly sheet: string | null
  readonly line: number | null
  readonly state: 'stands' | 'held' | 'corrected' | 'withdrawn'
  readonly held: (typeof HELD_FOR)[number] | null
  readonly older: boolean
  readonly back_at: Date | null
}

/** Entries `e` with their post `po` and its territory `t`. */
export const ENTRIES = (tenant: string) => sql`${POSTS(tenant)}
  join entry e on e.tenant = ${tenant} and e.post_id = po.id`

/** Entries by a condition, the latest first. */
export async function readEntries(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql`order by e.at desc, e.id desc`,
): Promise<EntryRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<EntryRow>`
    select e.id, e.register_id, e.form, jsonb_build_object('id', po.id, 'name', po.name) as post,
           jsonb_build_object('code', t.code, 'name', t.name) as territory, t.path, e.at, e.heard_at, e.account_id, e.answers,
           p.answers as personal, e.sheet, e.line, e.state, e.held, e.older, e.back_at
      from ${ENTRIES(tenant)} left join entry_private p on p.tenant = ${tenant} and p.entry_id = e.id
     where po.tenant = ${tenant} and ${where} ${tail}`.execute(ctx.tx)
  return rows
}
