import { sql } from 'kysely'
import { type Ctx, changed } from '../../../platform/context.ts'
import type { Tick } from '../../../platform/slice.ts'
import { steadyMs } from '../../../platform/steady.ts'
import { rotaForUpdate } from '../rows.ts'
import { type BuildInput, buildInput } from './input.ts'
import { type Compiled, compileRota } from './problem.ts'
import { writeResult } from './result.ts'
import { forget, howManyHere, type Running, runningHere, SERVER, startThread, tenantsHere } from './running.ts'

/** Builds at a time in one server: each takes a processor. */
const MOST = 1
/** A build whose server gives no sign of life for so long is over. */
const DEAD_SECONDS = 30

/**
 * The engine's work, seen from each server: takes what waits, says how far it is, and writes what came of it. Its threads live
 * in the server's own memory; what others see of them stands in `rota_build`.
 */
export const buildTick: Tick = {
  name: 'roster.build-rotas',
  ofServer: true,
  due: async db => {
    const { rows } = await sql<{ tenant: string }>`
      select distinct tenant from rota_build where state in ('waiting', 'running')`.execute(db)
    return new Set([...tenantsHere(), ...rows.map(({ tenant }) => tenant)])
  },
  run: async ctx => {
    // NOTE: said one turn later: what is thrown takes back its turn, and that a build failed is to be seen first.
    const error = unsaid.shift()
    if (error) throw error
    await endDead(ctx)
    for (const one of runningHere(ctx.tenant.tenant)) await follow(ctx, one)
    if (howManyHere() < MOST) await takeNext(ctx)
  },
}

/** What builds fell of, for the log. */
const unsaid: Error[] = []

/** A server that died leaves its builds: whoever looks at the rota sees that it must be started again. */
async function endDead(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ rota_id: string }>`
    update rota_build set state = 'broken-off', ended_at = ${ctx.now}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and state = 'running' and server <> ${SERVER}
       and beat_at < ${ctx.real}::timestamptz - make_interval(secs => ${DEAD_SECONDS})
    returning rota_id`.execute(ctx.tx)
  for (const { rota_id: rotaId } of rows) changed(ctx, `rota/${rotaId}`)
}

/** Says how far a build is, does as somebody asked, and writes the result when it is there. */
async function follow(ctx: Ctx, one: Running): Promise<void> {
  const { rows } = await sql<{ asked: 'keep' | 'drop' | null }>`
    select asked from rota_build
     where tenant = ${ctx.tenant.tenant} and id = ${one.id} and state = 'running' and server = ${SERVER} for update`.execute(
    ctx.tx,
  )
  const [row] = rows
  // It is over and committed, or somebody took us for dead.
  if (!row) {
    forget(one.id)
    if (!one.outcome) await one.drop()
    return
  }
  if (row.asked === 'drop') {
    await one.drop()
    return close(ctx, one, 'cancelled')
  }
  if (!one.outcome) {
    if (row.asked === 'keep') one.finish()
    return beat(ctx, one)
  }
  if (one.outcome.fell) {
    unsaid.push(one.outcome.fell)
    return close(ctx, one, 'failed')
  }
  if (!one.outcome.roster) return close(ctx, one, 'cancelled')
  const { gaps, missing, leftAlone } = await writeResult(ctx, one)
  await sql`
    update rota_build
       set state = 'done', ended_at = ${ctx.now}, gaps = ${JSON.stringify(gaps)}, left_alone = ${leftAlone}, version = version + 1,
           progress = ${JSON.stringify(progressOf(one, missing))}
     where tenant = ${ctx.tenant.tenant} and id = ${one.id}`.execute(ctx.tx)
  changed(ctx, `rota/${one.rotaId}`)
}

const progressOf = ({ incumbent, startedAt }: Running, gaps: number | undefined) =>
  incumbent && {
    seconds: Math.round((steadyMs() - startedAt) / 1000),
    ...incumbent,
    ...(gaps !== undefined && { gaps }),
  }

async function beat(ctx: Ctx, one: Running): Promise<void> {
  await sql`
    update rota_build set beat_at = ${ctx.real}, progress = ${JSON.stringify(progressOf(one, undefined))}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = ${one.id}`.execute(ctx.tx)
  // Screens hear of what is new, not of each second.
  if (one.incumbent !== one.told) changed(ctx, `rota/${one.rotaId}`)
  one.told = one.incumbent
}

async function close(ctx: Ctx, one: Pick<Running, 'id' | 'rotaId'>, state: 'cancelled' | 'failed'): Promise<void> {
  await sql`
    update rota_build set state = ${state}, ended_at = ${ctx.now}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = ${one.id}`.execute(ctx.tx)
  changed(ctx, `rota/${one.rotaId}`)
}

/** Takes the build that has waited longest, if no other server was faster. */
async function takeNext(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{
    id: string
    rota_id: string
    settings: { seconds: number; keepPublished: boolean; disturbance: number }
  }>`
    update rota_build set state = 'running', server = ${SERVER}, beat_at = ${ctx.real}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = (
       select id from rota_build where tenant = ${ctx.tenant.tenant} and state = 'waiting'
        order by started_at, id limit 1 for update skip locked)
    returning id, rota_id, settings`.execute(ctx.tx)
  const [next] = rows
  if (!next) return
  const rota = await rotaForUpdate(ctx, next.rota_id)
  const input = await buildInput(ctx, rota, next.settings)
  const compiled = compiledOf(input)
  if (!compiled) return close(ctx, { id: next.id, rotaId: rota.id }, 'failed')
  changed(ctx, `rota/${rota.id}`)
  startThread({
    id: next.id,
    tenant: ctx.tenant.tenant,
    rotaId: rota.id,
    compiled,
    seen: new Map(input.shifts.map(({ id, draft }) => [id, draft.version])),
    seconds: next.settings.seconds,
    at: steadyMs(),
  })
}

/** A rota that cannot be told to the engine fails by itself, and holds up no other. */
function compiledOf(input: BuildInput): Compiled | undefined {
  try {
    return compileRota(input)
  } catch (error) {
    unsaid.push(error as Error)
    return undefined
  }
}
