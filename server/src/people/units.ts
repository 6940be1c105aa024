import { people } from '@muster/core/people/problems.ts'
import { moveBelow, pathBelow, refuseIdNumbers } from '@muster/core/people/rules.ts'
import { tidyText } from '@muster/core/people/tidy.ts'
import type * as wire from '@muster/core/people/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { territory } from '@muster/core/territory/problems.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { moveBranch } from '../territory/tree.ts'
import { sameVersion } from './person.ts'
import { unit } from './unit-list.ts'

type Body = ParsedOf<typeof wire.createUnit>

/**
 * Adds a unit, below another one if it is a sub-unit. Sent twice, it answers the same.
 *
 * @throws Problem `people/code-taken`
 */
export async function createUnit(ctx: Ctx, input: Body): Promise<wire.Unit> {
  const { tenant } = ctx.tenant
  const { code, name } = textsOf(input)
  await lockTree(ctx)
  const known = await sameCodeOrId(ctx, code, input.id)
  if (known.some(row => row.id === input.id && row.code === code)) return unit(ctx, { unitId: input.id })
  if (known.length > 0) throw people('people/code-taken', { code })
  const parent = await pathOf(ctx, input.parent ?? null)
  await ctx.tx
    .insertInto('unit')
    .values({
      tenant,
      id: input.id,
      code,
      name,
      kind: input.kind,
      parent: input.parent ?? null,
      path: pathBelow(parent, input.id),
      version: 1,
      created_at: ctx.now,
    })
    .execute()
  await setPartners(ctx, input.id, input.partners)
  await audit(ctx, 'people.unit-added', `unit/${input.id}`, { code, name, parent: input.parent ?? null })
  changed(ctx, 'people', `unit/${input.id}`)
  return unit(ctx, { unitId: input.id })
}

/**
 * Changes a unit; if it moves, everything below moves with it.
 *
 * @throws Problem `people/code-taken`, `people/unit-loop`, `door/changed-meanwhile`
 */
export async function updateUnit(ctx: Ctx, input: ParsedOf<typeof wire.updateUnit>): Promise<wire.Unit> {
  const { tenant } = ctx.tenant
  const { code, name } = textsOf(input)
  await lockTree(ctx)
  const held = (await sameCodeOrId(ctx, code, input.unitId)).find(row => row.id === input.unitId)
  if (!held) throw door('door/not-found')
  sameVersion(held.version, input.version)
  if ((await sameCodeOrId(ctx, code, input.unitId)).length > 1) throw people('people/code-taken', { code })
  const parent = input.parent ?? null
  const path = moveBelow(held, await pathOf(ctx, parent))
  await ctx.tx
    .updateTable('unit')
    .set({ code, name, kind: input.kind, parent, version: held.version + 1 })
    .where('tenant', '=', tenant)
    .where('id', '=', held.id)
    .execute()
  if (path !== held.path) {
    await sql`
      update unit set path = ${path} || substr(path, ${held.path.length + 1}::int)
       where tenant = ${tenant} and starts_with(path, ${held.path})`.execute(ctx.tx)
    await moveBranch(ctx)
  }
  await setPartners(ctx, held.id, input.partners)
  await audit(ctx, 'people.unit-changed', `unit/${held.id}`, { code, name, parent, moved: path !== held.path })
  changed(ctx, 'people', `unit/${held.id}`)
  return unit(ctx, { unitId: held.id })
}

function textsOf(input: Pick<Body, 'code' | 'name'>) {
  refuseIdNumbers({ 单位代码: input.code, 单位名称: input.name })
  const texts = { code: tidyText(input.code).replaceAll(' ', '').toUpperCase(), name: tidyText(input.name) }
  const empty = Object.entries(texts).find(([, text]) => text === '')
  if (empty) throw door('door/bad-input', { count: 1, where: empty[0] })
  return texts
}

/** Units form a tree that one writer changes at a time: two moves at once could close a loop. */
async function lockTree(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenant.tenant}/units`}, 0))`.execute(ctx.tx)
}

function sameCodeOrId(ctx: Ctx, code: string, id: string) {
  return ctx.tx
    .selectFrom('unit')
    .select(['id', 'code', 'path', 'version'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where(any => any.or([any('code', '=', code), any('id', '=', id)]))
    .forUpdate()
    .execute()
}

async function pathOf(ctx: Ctx, id: string | null): Promise<string | null> {
  if (id === null) return null
  const row = await ctx.tx
    .selectFrom('unit')
    .select('path')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw door('door/not-found')
  return row.path
}

async function setPartners(ctx: Ctx, unitId: string, codes: readonly string[]): Promise<void> {
  const { tenant } = ctx.tenant
  const wanted = [...new Set(codes)]
  const { rows } = await sql<{ code: string }>`
    select code from territory where tenant = ${tenant} and code = any(${wanted}::text[]) and valid_to is null`.execute(
    ctx.tx,
  )
  const known = new Set(rows.map(row => row.code))
  const unknown = wanted.find(code => !known.has(code))
  if (unknown !== undefined) throw territory('territory/unknown', { code: unknown })
  await ctx.tx.deleteFrom('unit_partner').where('tenant', '=', tenant).where('unit_id', '=', unitId).execute()
  const partners = wanted.map(code => ({ tenant, unit_id: unitId, territory: code }))
  if (partners.length > 0) await ctx.tx.insertInto('unit_partner').values(partners).execute()
}
