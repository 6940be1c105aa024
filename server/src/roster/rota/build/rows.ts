import type { Build } from '@muster/core/roster/build.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'

interface BuildRow {
  readonly id: string
  readonly rota_id: string
  readonly state: Build['state']
  readonly settings: Build['settings']
  readonly progress: Build['progress']
  readonly left_alone: number | null
  readonly started_at: Date
  readonly ended_at: Date | null
  readonly version: number
}

/** The newest build of a rota. */
export async function newestBuild(ctx: Ctx, rotaId: string): Promise<Build | null> {
  return readBuild(ctx, sql`rota_id = ${rotaId} order by started_at desc, id desc limit 1`)
}

/** The build that runs, or waits to. */
export async function runningBuild(ctx: Ctx, rotaId: string): Promise<Build | null> {
  return readBuild(ctx, sql`rota_id = ${rotaId} and state in ('waiting', 'running')`)
}

async function readBuild(ctx: Ctx, where: RawBuilder<unknown>): Promise<Build | null> {
  const { rows } = await sql<BuildRow>`
    select id, rota_id, state, settings, progress, left_alone, started_at, ended_at, version
      from rota_build where tenant = ${ctx.tenant.tenant} and ${where}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return null
  const { id, state, settings, progress, version } = row
  return {
    id,
    state,
    settings,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    progress,
    left: row.left_alone,
    version,
  }
}
