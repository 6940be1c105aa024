import { randomBytes } from 'node:crypto'
import { canonical } from '@muster/core/platform/canonical.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { faultsOf } from '@muster/core/register/faults.ts'
import type { Form } from '@muster/core/register/form.ts'
import { PACK_FORMS } from '@muster/core/register/forms.ts'
import { register as problem } from '@muster/core/register/problems.ts'
import { schemaOf } from '@muster/core/register/schema.ts'
import type * as wire from '@muster/core/register/wire.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { incidentById } from '../incident/row.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import { outOfReach } from '../platform/door/reach.ts'
import { POSTS } from '../roster/posts/post-rows.ts'
import { postsWithin } from '../roster/posts/reach.ts'
import { mustRead } from './reach.ts'
import { ENTRIES, formOf, type RegisterRow, readRegisters, registerById } from './rows.ts'

/** The registers of an incident that are kept somewhere within reach, or by the reader. */
export async function registers(ctx: Ctx, { incidentId }: { incidentId: string }): Promise<{ rows: wire.Register[] }> {
  const rows = await readRegisters(ctx, sql`r.incident_id = ${incidentId}`)
  const seen: wire.Register[] = []
  for (const row of rows) if (await readable(ctx, row)) seen.push(await registerOf(ctx, row))
  return { rows: seen }
}

const readable = (ctx: Ctx, row: RegisterRow): Promise<boolean> =>
  mustRead(ctx, row).then(
    () => true,
    () => false,
  )

export async function get(ctx: Ctx, input: ParsedOf<typeof wire.get>): Promise<wire.Register> {
  const row = await registerById(ctx, input.registerId)
  await mustRead(ctx, row)
  const form_version = input.formVersion ?? row.form_version
  const form = await formOf(ctx, row, form_version)
  if (!form) throw problem('register/unknown-form')
  return registerOf(ctx, { ...row, form, form_version })
}

export async function schema(ctx: Ctx, { registerId }: { registerId: string }) {
  const row = await registerById(ctx, registerId)
  await mustRead(ctx, row)
  return schemaOf(row.form)
}

export async function packForms(ctx: Ctx, { incidentId }: { incidentId: string }) {
  const incident = await incidentById(ctx, incidentId)
  if (!incident) throw door('door/not-found')
  return {
    rows: PACK_FORMS[incident.kind].map(({ key, form, postKinds }) => ({ key, form, postKinds: [...postKinds] })),
  }
}

/** Opens a register at some posts. The same id again answers the same register. */
export async function open(ctx: Ctx, input: ParsedOf<typeof wire.open>): Promise<wire.Register> {
  const { tenant } = ctx.tenant
  const [known] = await readRegisters(ctx, sql`r.id = ${input.id}`)
  if (known) {
    await mustRead(ctx, known)
    return registerOf(ctx, known)
  }
  refuseFaults(input.form)
  const territory = await keeperOf(ctx, input.incidentId, input.postIds)
  const { rows: taken } = await sql`
    select from register where tenant = ${tenant} and incident_id = ${input.incidentId} and key = ${input.key}`.execute(
    ctx.tx,
  )
  if (taken.length > 0) throw problem('register/name-taken', { key: input.key })
  await sql`
    insert into register (tenant, id, incident_id, key, territory, salt, form, version, created_at)
    values (${tenant}, ${input.id}, ${input.incidentId}, ${input.key}, ${territory}, ${randomBytes(32)}, 1, 1, ${ctx.now})`.execute(
    ctx.tx,
  )
  await addForm(ctx, input.id, 1, input.form)
  await keepAt(ctx, input.id, input.postIds)
  await audit(ctx, 'register.opened', `register/${input.id}`, { key: input.key, posts: input.postIds.length })
  changed(ctx, 'registers', `register/${input.id}`)
  return registerOf(ctx, await registerById(ctx, input.id))
}

/** A form that asks something else is a new version; what phones hold stays valid for what was written with it. */
export async function amend(ctx: Ctx, input: ParsedOf<typeof wire.amend>): Promise<wire.Register> {
  const row = await seen(ctx, input)
  refuseFaults(input.form)
  await postsWithinReach(ctx, input.postIds)
  // The database gives keys in an order of its own.
  const asksElse = canonical(input.form) !== canonical(row.form)
  if (asksElse) await addForm(ctx, row.id, row.form_version + 1, input.form)
  await sql`
    update register set form = ${row.form_version + Number(asksElse)}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = ${row.id}`.execute(ctx.tx)
  await keepAt(ctx, row.id, input.postIds)
  await audit(ctx, 'register.amended', `register/${row.id}`, {
    form: row.form_version + Number(asksElse),
    posts: input.postIds.length,
  })
  changed(ctx, 'registers', `register/${row.id}`)
  return registerOf(ctx, await registerById(ctx, row.id))
}

/** Closes a register; what phones still hold is taken in for five days. */
export async function close(ctx: Ctx, input: ParsedOf<typeof wire.close>): Promise<wire.Register> {
  const row = await seen(ctx, input)
  if (!row.closed_at) {
    await sql`
      update register set closed_at = ${ctx.now}, version = version + 1
       where tenant = ${ctx.tenant.tenant} and id = ${row.id}`.execute(ctx.tx)
    await audit(ctx, 'register.closed', `register/${row.id}`, {})
    changed(ctx, 'registers', `register/${row.id}`)
  }
  return registerOf(ctx, await registerById(ctx, row.id))
}

async function seen(ctx: Ctx, { registerId, version }: { registerId: string; version: number }): Promise<RegisterRow> {
  const row = await registerById(ctx, registerId, sql`for update of r`)
  if (row.version !== version) throw door('door/changed-meanwhile', { current: row.version, seen: version })
  return row
}

function refuseFaults(form: Form): void {
  const faults = faultsOf(form)
  if (faults.length === 0) return
  const said = faults.slice(0, 3)
  throw problem('register/bad-form', {
    count: faults.length,
    whereZh: said.map(({ key, zh }) => (key ? `${key}：${zh}` : zh)).join(' '),
    whereEn: said.map(({ key, en }) => (key ? `${key}: ${en}` : en)).join(' '),
  })
}

/** Who keeps it: the city its own, a desk of a part of the city what lies in that part. */
async function keeperOf(ctx: Ctx, incidentId: string, postIds: readonly string[]): Promise<string> {
  const incident = await incidentById(ctx, incidentId)
  if (!incident) throw door('door/not-found')
  await postsWithinReach(ctx, postIds)
  const own = actorOf(ctx).grants.find(
    ({ territory, territoryPath }) => territory && ctx.scope.territoryPaths.includes(territoryPath ?? ''),
  )
  return ctx.scope.tenant || !own?.territory ? incident.territory : own.territory
}

async function postsWithinReach(ctx: Ctx, postIds: readonly string[]): Promise<void> {
  const { tenant } = ctx.tenant
  const { rows } = await sql`
    select from ${POSTS(tenant)}
     where po.tenant = ${tenant} and po.id = any(${postIds}::uuid[]) and ${postsWithin(ctx)}`.execute(ctx.tx)
  if (rows.length < new Set(postIds).size) throw outOfReach()
}

const addForm = (ctx: Ctx, registerId: string, version: number, form: Form) =>
  sql`
    insert into register_form (tenant, register_id, version, form, made_by, made_at)
    values (${ctx.tenant.tenant}, ${registerId}, ${version}, ${JSON.stringify(form)}::jsonb, ${actorOf(ctx).accountId}, ${ctx.now})`.execute(
    ctx.tx,
  )

/** The posts where it is kept from now on; one that is left out keeps what was written there before. */
async function keepAt(ctx: Ctx, registerId: string, postIds: readonly string[]): Promise<void> {
  const { tenant } = ctx.tenant
  await sql`
    update register_post set until = ${ctx.now}
     where tenant = ${tenant} and register_id = ${registerId} and until is null and not (post_id = any(${postIds}::uuid[]))`.execute(
    ctx.tx,
  )
  await sql`
    insert into register_post (tenant, register_id, post_id)
    select ${tenant}, ${registerId}, * from unnest(${[...new Set(postIds)]}::uuid[])
    on conflict (tenant, register_id, post_id) do update set until = null`.execute(ctx.tx)
}

async function registerOf(ctx: Ctx, row: RegisterRow): Promise<wire.Register> {
  const { tenant } = ctx.tenant
  const { rows: posts } = await sql<{ id: string; name: string }>`
    select po.id, po.name from ${POSTS(tenant)} join register_post x on x.tenant = ${tenant} and x.post_id = po.id
     where po.tenant = ${tenant} and x.register_id = ${row.id} and x.until is null and ${postsWithin(ctx)} order by po.name, po.id`.execute(
    ctx.tx,
  )
  const { rows } = await sql<{ entries: number; held: number }>`
    select count(*) filter (where e.state = 'stands')::int as entries, count(*) filter (where e.state = 'held')::int as held
      from ${ENTRIES(tenant)}
     where po.tenant = ${tenant} and e.register_id = ${row.id} and ${postsWithin(ctx)}`.execute(ctx.tx)
  return {
    id: row.id,
    incidentId: row.incident_id,
    key: row.key,
    form: row.form,
    formVersion: row.form_version,
    open: row.closed_at === null && row.incident_closed_at === null,
    posts,
    ...rows[0]!,
    version: row.version,
  }
}
