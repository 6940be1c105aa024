import type { OutputOf, ParsedOf } from '@muster/core/platform/endpoint.ts'
import { dayNumber, dayOf } from '@muster/core/platform/wall-clock.ts'
import { differenceTo } from '@muster/core/roster/cells.ts'
import type * as wire from '@muster/core/roster/draft.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { holdShifts } from '../locks.ts'
import { judged, limitsOf } from './judge.ts'
import { listed, namesOf, whereOf } from './names.ts'
import { ofRotaOn, type Planned, readPlanned } from './plan.ts'
import { askable } from './pool.ts'
import { draftChanged, type RotaRow, rotaForUpdate } from './rows.ts'
import { boardPeople } from './stretches.ts'

type Wanted = ParsedOf<typeof wire.setCells>['cells'][number]

/** Sets cells of a draft, all or none. What somebody else has set meanwhile is not overwritten: they see both. */
export async function setCells(
  ctx: Ctx,
  { rotaId, cells }: ParsedOf<typeof wire.setCells>,
): Promise<OutputOf<typeof wire.setCells>> {
  const rota = await rotaForUpdate(ctx, rotaId)
  const ids = cells.map(({ shiftId }) => shiftId)
  const before = await heldCells(ctx, rotaId, ids)
  const known = await knownTo(ctx, rota, before)
  for (const wanted of cells) await mustFit(ctx, wanted, before.get(wanted.shiftId), known)
  mustBeKnown(cells, known)
  await writeCells(
    ctx,
    rotaId,
    cells.map(cell => ({ ...cell, published: before.get(cell.shiftId)!.published, reasons: null })),
  )
  const draft = await draftChanged(ctx, rotaId)
  await audit(ctx, 'roster.cells-set', `rota/${rotaId}`, {
    draft,
    cells: cells.map(({ shiftId, people, standby }) => ({ shiftId, people, standby })),
  })
  changed(ctx, `rota/${rotaId}`)
  return { ...(await outcome(ctx, rota, ids, before)), draft }
}

/** The shifts, held until the commit, so that nobody is placed there by another way meanwhile. */
export async function heldCells(ctx: Ctx, rotaId: string, shiftIds: readonly string[]): Promise<Map<string, Planned>> {
  await holdShifts(ctx, shiftIds)
  const planned = await readPlanned(ctx, sql`rp.rota_id = ${rotaId} and s.id = any(${shiftIds}::uuid[])`)
  return new Map(planned.map(shift => [shift.id, shift]))
}

/** Who may stand in each of these cells: whoever is of the pool, and whoever stands there already. By shift. */
async function knownTo(
  ctx: Ctx,
  { pool }: RotaRow,
  before: ReadonlyMap<string, Planned>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const may = await askable(ctx, pool)
  return new Map(
    [...before].map(([id, { draft, published }]) => {
      const there = [...draft.people, ...draft.standby, ...published.people, ...published.standby]
      return [id, new Set([...may, ...there])]
    }),
  )
}

/**
 * NOTE: names only whom the rota knows: any id may be asked with.
 *
 * @throws Problem `roster/not-of-rota`, `roster/shift-begun`, `roster/cell-changed`, `roster/twice-in-cell`
 */
async function mustFit(
  ctx: Ctx,
  wanted: Wanted,
  shift: Planned | undefined,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  if (!shift) throw roster('roster/not-of-rota')
  if (shift.begun) throw roster('roster/shift-begun', whereOf(ctx, shift))
  const everybody = [...wanted.people, ...wanted.standby]
  const namesIn = (ids: readonly string[]) =>
    namesOf(
      ctx,
      ids.filter(id => known.get(shift.id)!.has(id)),
    )
  if (wanted.version !== shift.draft.version) {
    const there = [...shift.draft.people, ...shift.draft.standby]
    const names = await namesIn([...everybody, ...there])
    const [theirs, yours] = [listed(there, names), listed(everybody, names)]
    throw roster('roster/cell-changed', {
      ...whereOf(ctx, shift),
      current: shift.draft.version,
      seen: wanted.version,
      theirsZh: theirs.zh,
      theirsEn: theirs.en,
      yoursZh: yours.zh,
      yoursEn: yours.en,
    })
  }
  const twice = everybody.find((id, at) => everybody.indexOf(id) !== at)
  if (twice)
    throw roster('roster/twice-in-cell', { ...whereOf(ctx, shift), name: listed([twice], await namesIn([twice])).zh })
}

/** Who stands there already may stay; whoever comes is of the pool. @throws Problem `roster/not-in-pool` */
function mustBeKnown(cells: readonly Wanted[], known: ReadonlyMap<string, ReadonlySet<string>>): void {
  const outside = cells.flatMap(({ shiftId, people, standby }) =>
    [...people, ...standby].filter(id => !known.get(shiftId)!.has(id)),
  )
  if (outside.length > 0) throw roster('roster/not-in-pool', { count: new Set(outside).size })
}

export interface Written {
  readonly shiftId: string
  readonly people: readonly string[]
  readonly standby: readonly string[]
  readonly fixed: boolean
  readonly published: Planned['published']
  /** Of the engine, by person; null: those of who stays are kept. */
  readonly reasons: Readonly<Record<string, unknown>> | null
}

/** Writes cells as what differs from what is published, all with one statement. */
export async function writeCells(ctx: Ctx, rotaId: string, cells: readonly Written[]): Promise<void> {
  const rows = cells.map(({ shiftId, people, standby, fixed, published, reasons }) => {
    const [places, reserve] = [differenceTo(published.people, people), differenceTo(published.standby, standby)]
    return {
      shift_id: shiftId,
      adds: places.adds,
      drops: places.drops,
      standby_adds: reserve.adds,
      standby_drops: reserve.drops,
      fixed,
      reasons,
    }
  })
  await sql`
    insert into draft_cell (tenant, shift_id, rota_id, version, adds, drops, standby_adds, standby_drops, fixed, reasons, set_by, set_at)
    select ${ctx.tenant.tenant}, n.shift_id, ${rotaId}, 1, n.adds, n.drops, n.standby_adds, n.standby_drops, n.fixed,
           coalesce(n.reasons, '{}'), ${ctx.actor?.accountId ?? null}, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (
        shift_id uuid, adds uuid[], drops uuid[], standby_adds uuid[], standby_drops uuid[], fixed boolean, reasons jsonb)
    on conflict (tenant, shift_id) do update set
      rota_id = excluded.rota_id, version = draft_cell.version + 1, adds = excluded.adds, drops = excluded.drops,
      standby_adds = excluded.standby_adds, standby_drops = excluded.standby_drops, fixed = excluded.fixed,
      reasons = case when excluded.reasons = '{}' and ${ctx.actor !== null} then draft_cell.reasons else excluded.reasons end,
      set_by = excluded.set_by, set_at = excluded.set_at`.execute(ctx.tx)
}

/** Limits look this many days around a shift. */
const AROUND = 9

async function outcome(ctx: Ctx, rota: RotaRow, ids: readonly string[], before: ReadonlyMap<string, Planned>) {
  const days = [...before.values()].map(({ day }) => day).toSorted()
  const [from, to] = [days[0]!, days.at(-1)!]
  const plan = await readPlanned(ctx, ofRotaOn(rota.id, { from: around(from, -AROUND), to: around(to, AROUND) }))
  const now = new Map(plan.map(shift => [shift.id, shift]))
  const touched = touchedBy(ids, before, now)
  const placings = plan
    .filter(({ begun }) => !begun)
    .flatMap(shift =>
      [...shift.draft.people, ...shift.draft.standby]
        .filter(id => touched.has(id))
        .map(personId => ({ personId, shift })),
    )
  const verdicts = await judged(ctx, plan, placings, await limitsOf(ctx, rota.settings))
  return {
    cells: ids.map(shiftId => ({ shiftId, cell: now.get(shiftId)!.draft, before: before.get(shiftId)!.draft })),
    people: await boardPeople(ctx, [...touched], { from, to }, [rota.id]),
    verdicts: verdicts.map(({ shift: _, ...verdict }) => verdict),
  }
}

const around = (day: string, days: number): string => dayOf(dayNumber(day) + days)

/** Everybody who stood in one of these cells, or stands there now. */
function touchedBy(ids: readonly string[], ...plans: readonly ReadonlyMap<string, Planned>[]): Set<string> {
  const cells = plans.flatMap(plan => ids.map(id => plan.get(id)!.draft))
  return new Set(cells.flatMap(({ people, standby }) => [...people, ...standby]))
}
