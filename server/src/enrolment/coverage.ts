import { enrolment } from '@muster/core/enrolment/problems.ts'
import type * as wire from '@muster/core/enrolment/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { lockLedger } from '../ledger/write.ts'
import { actorOf, type Ctx, changed, NO_SCOPE } from '../platform/context.ts'
import { instantOf } from './instant.ts'
import { placesInOrder } from './places.ts'
import { type Asked, coverageBase } from './standing.ts'
import { placesAsOf } from './tallied.ts'

interface Area {
  readonly code: string
  readonly name: string
  readonly zone: boolean
  readonly chosen: boolean
}

/** The areas over which coverage is counted. */
export async function coverageAreas(ctx: Ctx, input: ParsedOf<typeof wire.coverageAreas>) {
  const { asOf } = instantOf(ctx, input.asOf)
  const city = { ...NO_SCOPE, tenant: true }
  const { rows } = await sql<Area>`
    with ${await placesAsOf(ctx, { asOf }, city)}, ${coverageBase(ctx, asOf, city)}
    select t.code, t.name, t.zone, exists (select from chosen) as chosen
      from area join territory t on t.tenant = ${ctx.tenant.tenant} and t.code = area.area
     order by t.code`.execute(ctx.tx)
  return {
    chosen: rows.some(({ chosen }) => chosen),
    rows: rows.map(({ code, name, zone }) => ({ code, name, zone })),
  }
}

/**
 * Chooses the areas. Stamped by the ledger's clock: what is chosen now never reaches into a frozen past.
 *
 * @throws Problem `enrolment/not-an-area`
 */
export async function setCoverageAreas(ctx: Ctx, input: ParsedOf<typeof wire.setCoverageAreas>) {
  const { tenant } = ctx.tenant
  const since = await lockLedger(ctx)
  const codes = [...new Set(input.codes)]
  await refuseOthers(ctx, codes)
  await sql`
    update coverage_area set until = ${since}
     where tenant = ${tenant} and until is null and territory <> all(${codes}::text[])`.execute(ctx.tx)
  await sql`
    insert into coverage_area (tenant, territory, since, set_by)
    select ${tenant}, code, ${since}, ${actorOf(ctx).accountId}
      from unnest(${codes}::text[]) as asked (code)
     where not exists (select from coverage_area where tenant = ${tenant} and territory = asked.code and until is null)
    on conflict (tenant, territory, since) do update set until = null`.execute(ctx.tx)
  await audit(ctx, 'enrolment.coverage-chosen', 'coverage/areas', { codes })
  changed(ctx, 'enrolment')
  return coverageAreas({ ...ctx, now: since }, {})
}

async function refuseOthers(ctx: Ctx, codes: readonly string[]): Promise<void> {
  const { rows } = await sql<{ code: string }>`
    select code from unnest(${codes}::text[]) as asked (code)
     where not exists (select from territory s where s.tenant = ${ctx.tenant.tenant} and s.parent = asked.code
                          and s.level = 'street' and s.valid_to is null)`.execute(ctx.tx)
  const [wrong] = rows
  if (wrong) throw enrolment('enrolment/not-an-area', { code: wrong.code })
}

/** Streets and communities of the base to which nobody has reported. */
export async function uncovered(ctx: Ctx, input: ParsedOf<typeof wire.uncovered>) {
  const { asOf } = instantOf(ctx, input.asOf)
  const { streets, communities } = await gapsAsOf(ctx, { ...input, asOf })
  return {
    asOf: asOf.toISOString(),
    streets: await placesInOrder(ctx, streets),
    communities: await placesInOrder(ctx, communities),
  }
}

/** The codes of what is not covered. */
export async function gapsAsOf(ctx: Ctx, asked: Asked, scope = ctx.scope) {
  const { rows } = await sql<{ streets: string[] | null; communities: string[] | null }>`
    with ${await placesAsOf(ctx, asked, scope)}, ${coverageBase(ctx, asked.asOf, scope)}
    select (select array_agg(code) from gap_street) as streets, (select array_agg(code) from gap_community) as communities`.execute(
    ctx.tx,
  )
  return { streets: rows[0]?.streets ?? [], communities: rows[0]?.communities ?? [] }
}
