import type { OutputOf, ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/roster/build.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../../audit/write.ts'
import { actorOf, type Ctx, changed } from '../../../platform/context.ts'
import { readPlanned } from '../plan.ts'
import { askable } from '../pool.ts'
import { rotaForUpdate } from '../rows.ts'
import { whoAre } from '../versions.ts'
import { newestBuild, runningBuild } from './rows.ts'

/** Puts a build in line for the next server that is free; the same id again answers the same build. */
export async function start(ctx: Ctx, { rotaId, id, settings }: ParsedOf<typeof wire.start>): Promise<wire.Build> {
  const rota = await rotaForUpdate(ctx, rotaId)
  const runs = await runningBuild(ctx, rotaId)
  if (runs && runs.id !== id) throw roster('roster/build-runs')
  const newest = await newestBuild(ctx, rotaId)
  if (newest?.id === id) return newest
  const toCome = await readPlanned(ctx, sql`rp.rota_id = ${rotaId} and s.starts_at > ${ctx.now}`)
  if (!toCome.some(({ reportAt }) => reportAt > ctx.now)) throw roster('roster/nothing-to-build')
  if ((await askable(ctx, rota.pool)).length === 0) throw roster('roster/nobody-to-ask')
  await ctx.tx
    .insertInto('rota_build')
    .values({
      tenant: ctx.tenant.tenant,
      id,
      rota_id: rotaId,
      state: 'waiting',
      settings: JSON.stringify(settings),
      gaps: '[]',
      started_by: actorOf(ctx).accountId,
      started_at: ctx.now,
      version: 1,
    })
    .execute()
  await audit(ctx, 'roster.build-started', `rota/${rotaId}`, { build: id, ...settings })
  changed(ctx, `rota/${rotaId}`)
  return (await newestBuild(ctx, rotaId))!
}

/** Ends the build that runs; its server sees it within a second. */
export async function end(ctx: Ctx, { rotaId, keep }: ParsedOf<typeof wire.end>): Promise<wire.Build | null> {
  await rotaForUpdate(ctx, rotaId)
  const { rows } = await sql<{ id: string }>`
    update rota_build
       set asked = ${keep ? 'keep' : 'drop'}, version = version + 1,
           state = case when state = 'waiting' then 'cancelled' else state end,
           ended_at = case when state = 'waiting' then ${ctx.now}::timestamptz end
     where tenant = ${ctx.tenant.tenant} and rota_id = ${rotaId} and state in ('waiting', 'running')
    returning id`.execute(ctx.tx)
  if (rows[0]) await audit(ctx, 'roster.build-ended', `rota/${rotaId}`, { build: rows[0].id, keep })
  changed(ctx, `rota/${rotaId}`)
  return newestBuild(ctx, rotaId)
}

/** As it is kept: people by id, with what speaks against each. */
export interface KeptGap {
  readonly shiftId: string
  readonly missing: number
  readonly standby: boolean
  readonly ways: readonly { readonly personId: string; readonly rules: { zh: string; en: string }[] }[]
}

/** What the newest build says about people who are missing. */
export async function gaps(ctx: Ctx, { rotaId }: { rotaId: string }): Promise<OutputOf<typeof wire.gaps>> {
  const { rows } = await sql<{ gaps: KeptGap[] }>`
    select gaps from rota_build where tenant = ${ctx.tenant.tenant} and rota_id = ${rotaId} and state = 'done'
     order by started_at desc, id desc limit 1`.execute(ctx.tx)
  const kept = rows[0]?.gaps ?? []
  const people = await whoAre(
    ctx,
    kept.flatMap(({ ways }) => ways.map(({ personId }) => personId)),
  )
  return {
    gaps: kept.map(({ ways, ...gap }) => ({
      ...gap,
      ways: ways.flatMap(({ personId, rules }) => {
        const person = people.get(personId)
        return person ? [{ person, rules }] : []
      }),
    })),
  }
}

/** Why the engine put these people where they are. */
export async function reasons(
  ctx: Ctx,
  { rotaId, shiftId }: ParsedOf<typeof wire.reasons>,
): Promise<OutputOf<typeof wire.reasons>> {
  const [shift] = await readPlanned(ctx, sql`rp.rota_id = ${rotaId} and s.id = ${shiftId}`)
  if (!shift) throw roster('roster/not-of-rota')
  const { rows } = await sql<{ reasons: Record<string, { zh: string; en: string }[]> }>`
    select reasons from draft_cell where tenant = ${ctx.tenant.tenant} and shift_id = ${shiftId} and rota_id = ${rotaId}`.execute(
    ctx.tx,
  )
  const people = await whoAre(ctx, [...shift.draft.people, ...shift.draft.standby])
  const because = rows[0]?.reasons ?? {}
  return {
    reasons: [...people.values()].flatMap(person =>
      because[person.id] ? [{ person, because: because[person.id]! }] : [],
    ),
  }
}
