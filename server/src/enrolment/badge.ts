import { timingSafeEqual } from 'node:crypto'
import { badgeFails, badgeHolds } from '@muster/core/enrolment/sentences.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { sign } from '../platform/secrets.ts'

/** `<tenant>.<person without dashes>.<signature>`: short enough for a code that cheap phones read. */
export async function badgeToken(ctx: Ctx, personId: string): Promise<string> {
  const said = `${ctx.tenant.tenant}.${personId.replaceAll('-', '')}`
  return `${said}.${sign(await badgeKey(ctx), said)}`
}

/** Who stands behind a badge: name, unit and community, and nothing else. Whatever does not hold gets one answer. */
export async function badge(ctx: Ctx, { token }: { token: string }) {
  const holder = await holderOf(ctx, token)
  const checkedAt = ctx.now.toISOString()
  if (!holder) return { valid: false, name: null, unit: null, post: null, community: null, checkedAt, ...badgeFails }
  const { name, unit, community } = holder
  return { valid: true, name, unit, post: null, community, checkedAt, ...badgeHolds(name, unit, community) }
}

interface Holder {
  readonly name: string
  readonly unit: string
  readonly community: string | null
}

async function holderOf(ctx: Ctx, token: string): Promise<Holder | null> {
  const [, said = '', person, mac = ''] = /^([a-z0-9-]+\.([0-9a-f]{32}))\.([\w-]{16})$/.exec(token) ?? []
  if (!person || !tenantExists(ctx)) return null
  const right = Buffer.from(sign(await badgeKey(ctx), said))
  if (!timingSafeEqual(right, Buffer.from(mac))) return null
  const { rows } = await sql<Holder>`
    select p.name, u.name as unit,
           (select string_agg(t.name, '、' order by r.recorded_at)
              from report_in r join territory t on t.tenant = r.tenant and t.code = r.territory
             where r.tenant = ${ctx.tenant.tenant} and r.person_id = p.id) as community
      from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where p.tenant = ${ctx.tenant.tenant} and p.id = ${person}::uuid and p.left_at is null`.execute(ctx.tx)
  return rows[0] ?? null
}

/** A badge may name a city that is not here; that is no error, but a badge that does not hold. */
function tenantExists(ctx: Ctx): boolean {
  try {
    return ctx.tenant.tenant !== ''
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

async function badgeKey(ctx: Ctx): Promise<Buffer> {
  const { badge_key: key } = await ctx.tx
    .selectFrom('tenant')
    .select('badge_key')
    .where('tenant', '=', ctx.tenant.tenant)
    .executeTakeFirstOrThrow()
  return key
}
