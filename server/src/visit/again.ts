import { createHash, randomBytes } from 'node:crypto'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { drawn, excused, excuseEnded, MOST_DRAWN, rechecked } from '@muster/core/visit/kinds.ts'
import { inWalkingOrder } from '@muster/core/visit/pattern.ts'
import { visit as problem } from '@muster/core/visit/problems.ts'
import { lastOutcome } from '@muster/core/visit/state.ts'
import type * as wire from '@muster/core/visit/wire.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { heardBefore, lockLedger, record } from '../ledger/write.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import { knownOf } from './known.ts'
import { sweepById } from './rows.ts'
import { doorOf } from './told.ts'

const done = { done: true as const }

/** A door that is not to be knocked on, and why. */
export async function excuse(ctx: Ctx, input: ParsedOf<typeof wire.excuse>) {
  await lockLedger(ctx)
  const { id, sweepId, householdId, reason } = input
  const sweep = await sweepById(ctx, sweepId)
  const territory = await doorOf(ctx, sweep, householdId)
  if (await heardBefore(ctx, { id, kind: excused.name, subjectId: householdId })) return done
  const about = { territory, subjectId: householdId, incidentId: sweep.incident_id }
  await record(ctx, [{ id, kind: excused.name, ...about, payload: { sweepId, reason } }])
  await audit(ctx, excused.name, `sweep/${sweepId}`, { householdId })
  changed(ctx, `sweep/${sweepId}`)
  return done
}

/** A door that was excused by a slip, or is to be knocked on after all. */
export async function endExcuse(ctx: Ctx, { id, sweepId, householdId }: ParsedOf<typeof wire.endExcuse>) {
  await lockLedger(ctx)
  const sweep = await sweepById(ctx, sweepId)
  const territory = await doorOf(ctx, sweep, householdId)
  if (await heardBefore(ctx, { id, kind: excuseEnded.name, subjectId: householdId })) return done
  const about = { territory, subjectId: householdId, incidentId: sweep.incident_id }
  await record(ctx, [{ id, kind: excuseEnded.name, ...about, payload: { sweepId } }])
  await audit(ctx, excuseEnded.name, `sweep/${sweepId}`, { householdId })
  changed(ctx, `sweep/${sweepId}`)
  return done
}

/** Lots are drawn by a seed that is kept: whoever has the list of doors done can draw them again. */
const drawBy = (seed: string, ids: readonly string[], count: number): string[] => {
  const lot = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex')
  return ids.toSorted((a, b) => Number(lot(a) > lot(b)) - Number(lot(a) < lot(b))).slice(0, count)
}

/** Draws among the doors that are done and wait for no second look; one that was found not so may be drawn again. @throws Problem `visit/none-done` */
export async function draw(ctx: Ctx, { id, sweepId, percent }: ParsedOf<typeof wire.draw>) {
  const stamp = await lockLedger(ctx)
  const sweep = await sweepById(ctx, sweepId)
  if (await heardBefore(ctx, { id, kind: drawn.name, subjectId: sweepId })) return done
  const { rows } = await sql<{ household_id: string }>`
    select household_id from recheck where tenant = ${ctx.tenant.tenant} and sweep_id = ${sweepId} and agrees is not false`.execute(
    ctx.tx,
  )
  const before = new Set(rows.map(row => row.household_id))
  const doors = (await knownOf(ctx, sweep, stamp))
    .flatMap(list => list.doors)
    .filter(one => one.state === 'done' && !before.has(one.id))
    .map(one => one.id)
  if (doors.length === 0) throw problem('visit/none-done')
  const seed = randomBytes(16).toString('hex')
  const householdIds = drawBy(seed, doors, Math.min(MOST_DRAWN, Math.ceil((doors.length * percent) / 100)))
  const about = { territory: sweep.territory.code, subjectId: sweepId, incidentId: sweep.incident_id }
  await record(ctx, [{ id, kind: drawn.name, ...about, payload: { seed, householdIds } }])
  await audit(ctx, drawn.name, `sweep/${sweepId}`, { doors: householdIds.length, of: doors.length })
  changed(ctx, `sweep/${sweepId}`)
  return done
}

/** The doors that were drawn, in walking order. */
export async function rechecks(ctx: Ctx, { sweepId }: { sweepId: string }) {
  const sweep = await sweepById(ctx, sweepId)
  const { rows } = await sql<{ household_id: string; draw_id: string; seed: string; agrees: boolean | null }>`
    select household_id, draw_id, seed, agrees from recheck
     where tenant = ${ctx.tenant.tenant} and sweep_id = ${sweepId} order by drawn_at, household_id`.execute(ctx.tx)
  const doors = new Map((await knownOf(ctx, sweep, ctx.now)).flatMap(list => list.doors).map(one => [one.id, one]))
  const found = rows.flatMap(({ household_id, draw_id, seed, agrees }) => {
    const one = doors.get(household_id)
    if (!one) return []
    const { id, site, stair, floor, number, visits } = one
    const outcome = lastOutcome(visits.map(visit => ({ ...visit, held: false })))
    return [{ id, site, stair, floor, number, drawId: draw_id, seed, outcome, agrees }]
  })
  return {
    rows: found.toSorted(
      (a, b) => Number(a.site.name > b.site.name) - Number(a.site.name < b.site.name) || inWalkingOrder(a, b),
    ),
  }
}

/** Somebody else has looked again. @throws Problem `visit/not-drawn`, `visit/own-work` */
export async function recheck(ctx: Ctx, input: ParsedOf<typeof wire.recheck>) {
  await lockLedger(ctx)
  const { id, sweepId, drawId, householdId, agrees } = input
  const sweep = await sweepById(ctx, sweepId)
  const territory = await doorOf(ctx, sweep, householdId)
  if (await heardBefore(ctx, { id, kind: rechecked.name, subjectId: householdId })) return done
  await mustBeDrawn(ctx, input)
  const about = { territory, subjectId: householdId, incidentId: sweep.incident_id }
  await record(ctx, [{ id, kind: rechecked.name, ...about, payload: { sweepId, drawId, agrees } }])
  changed(ctx, `sweep/${sweepId}`)
  return done
}

async function mustBeDrawn(ctx: Ctx, { sweepId, drawId, householdId }: ParsedOf<typeof wire.recheck>): Promise<void> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ own: boolean }>`
    select exists (select from visit v where v.tenant = ${tenant} and v.sweep_id = ${sweepId} and v.household_id = ${householdId}
                      and v.account_id = ${actorOf(ctx).accountId}) as own
      from recheck r
     where r.tenant = ${tenant} and r.sweep_id = ${sweepId} and r.draw_id = ${drawId} and r.household_id = ${householdId}
       and r.agrees is null`.execute(ctx.tx)
  if (!rows[0]) throw problem('visit/not-drawn')
  if (rows[0].own) throw problem('visit/own-work')
}
