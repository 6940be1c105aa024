import { canonical } from '@muster/core/platform/canonical.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type { Standing } from '@muster/core/roster/versions.ts'
import type * as wire from '@muster/core/roster/versions.wire.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { actorOf, type Ctx, changed, changedFor } from '../../platform/context.ts'
import { sha256 } from '../../platform/secrets.ts'
import { settleShortages } from '../asks/settle.ts'
import { type ShiftRow, shiftsWhere } from '../assign/shift.ts'
import { holdPeople, holdShortages } from '../locks.ts'
import { heldCells } from './draft.ts'
import { judged, limitsOf, type Placing } from './judge.ts'
import { namesOf, whereOf } from './names.ts'
import { type Change, endPlaces, givePlaces, mustBeFree, mustBeHere, mustHaveRoom } from './places.ts'
import { differs, ofRotaOn, type Planned, readPlanned } from './plan.ts'
import { type RotaRow, rotaForUpdate } from './rows.ts'
import { tellChanges } from './tell.ts'
import { asContent, versions } from './versions.ts'

/**
 * Publishes the draft in one act: assignments end and begin, the version is kept for ever, and those whose hours changed are
 * told. Nobody is in two places: whoever has something else at that time is named, and nothing happens.
 */
export async function publish(ctx: Ctx, { rotaId, draft }: ParsedOf<typeof wire.publish>): Promise<wire.RotaVersion> {
  const rota = await rotaForUpdate(ctx, rotaId)
  if (rota.draft !== draft) throw door('door/changed-meanwhile', { current: rota.draft, seen: draft })
  const plan = await heldPlan(ctx, rota)
  const changes = changesOf(plan)
  if (changes.length === 0) throw roster('roster/nothing-to-publish')
  const coming = changes.filter(({ is }) => is !== null)
  mustHaveRoom(ctx, coming)
  await mustBeHere(ctx, rota, coming)
  const short = await heldShortages(ctx, changes)
  const before = await endPlaces(
    ctx,
    changes.filter(({ was }) => was !== null),
  )
  await holdPeople(
    ctx,
    changes.map(({ personId }) => personId),
  )
  await mustBeFree(ctx, coming)
  await mustBeSafe(ctx, rota, plan, coming)
  await givePlaces(ctx, rota, coming, before)
  for (const shift of short) await settleShortages(ctx, shift)
  await emptyCells(ctx, rotaId)
  const told = await tellChanges(ctx, rotaId, changes)
  await keepVersion(ctx, rota, plan, { changes, told })
  await audit(ctx, 'roster.rota-published', `rota/${rotaId}`, {
    number: rota.published + 1,
    changes: changes.length,
    told,
  })
  tellScreens(ctx, rotaId, changes)
  const { versions: all } = await versions(ctx, { rotaId })
  return all[0]!
}

/** The whole rota; what differs is held until the commit, so that nobody is placed there by another way meanwhile. */
async function heldPlan(ctx: Ctx, rota: RotaRow): Promise<Planned[]> {
  const seen = await readPlanned(ctx, ofRotaOn(rota.id, rota))
  const held = await heldCells(
    ctx,
    rota.id,
    seen.filter(differs).map(({ id }) => id),
  )
  return seen.map(shift => held.get(shift.id) ?? shift)
}

function changesOf(plan: readonly Planned[]): Change[] {
  return plan.flatMap(shift => {
    const { draft, published } = shift
    const people = new Set([...draft.people, ...draft.standby, ...published.people, ...published.standby])
    const standing = (
      { people: places, standby }: Pick<typeof published, 'people' | 'standby'>,
      id: string,
    ): Standing => (places.includes(id) ? 'place' : standby.includes(id) ? 'standby' : null)
    return [...people].flatMap(personId => {
      const [was, is] = [standing(published, personId), standing(draft, personId)]
      return was === is ? [] : [{ shift, personId, was, is }]
    })
  })
}

/** Open shortages of shifts to which people come or which they leave, held. @returns these shifts */
async function heldShortages(ctx: Ctx, changes: readonly Change[]): Promise<ShiftRow[]> {
  const ids = [...new Set(changes.map(({ shift }) => shift.id))]
  const { rows } = await sql<{ id: string; shift_id: string }>`
    select id, shift_id from shortage
     where tenant = ${ctx.tenant.tenant} and shift_id = any(${ids}::uuid[]) and state = 'open'`.execute(ctx.tx)
  await holdShortages(
    ctx,
    rows.map(({ id }) => id),
  )
  return shiftsWhere(ctx, sql`s.id = any(${rows.map(row => row.shift_id)}::uuid[])`)
}

/** @throws Problem `roster/guard-stops-rota`: who stands there already was judged when they were placed */
async function mustBeSafe(
  ctx: Ctx,
  rota: RotaRow,
  plan: readonly Planned[],
  coming: readonly Placing[],
): Promise<void> {
  const verdicts = await judged(ctx, plan, coming, await limitsOf(ctx, rota.settings))
  const against = verdicts.filter(({ stops }) => stops)
  const [first] = against
  if (!first) return
  throw roster('roster/guard-stops-rota', {
    ...whereOf(ctx, first.shift),
    name: (await namesOf(ctx, [first.personId])).get(first.personId) ?? '',
    whyZh: first.zh,
    whyEn: first.en,
    count: against.length,
  })
}

/** What was drafted is published now; whoever still looks at the old cell has seen another version. */
async function emptyCells(ctx: Ctx, rotaId: string): Promise<void> {
  await sql`
    update draft_cell set adds = '{}', drops = '{}', standby_adds = '{}', standby_drops = '{}', version = version + 1
     where tenant = ${ctx.tenant.tenant} and rota_id = ${rotaId}`.execute(ctx.tx)
}

async function keepVersion(
  ctx: Ctx,
  rota: RotaRow,
  plan: readonly Planned[],
  { changes, told }: { changes: readonly Change[]; told: number },
): Promise<void> {
  const content = asContent(plan)
  const row = { tenant: ctx.tenant.tenant, rota_id: rota.id, number: rota.published + 1, at: ctx.now }
  const count = (side: 'was' | 'is') => changes.filter(change => change[side] !== null).length
  await ctx.tx
    .insertInto('rota_version')
    .values({
      ...row,
      account_id: actorOf(ctx).accountId,
      content: JSON.stringify(content),
      digest: sha256(canonical(content)),
      added: count('is'),
      removed: count('was'),
      told,
    })
    .execute()
  await ctx.tx
    .updateTable('rota')
    .set({ published: row.number, published_at: ctx.now })
    .where('tenant', '=', row.tenant)
    .where('id', '=', rota.id)
    .execute()
}

function tellScreens(ctx: Ctx, rotaId: string, changes: readonly Change[]): void {
  const posts = new Set(changes.map(({ shift }) => `post/${shift.postId}`))
  const places = new Set(changes.map(({ shift }) => `duty/${shift.post.territory}`))
  changed(ctx, `rota/${rotaId}`, 'rotas', ...posts, ...places)
  changedFor(ctx, [...new Set(changes.map(({ personId }) => personId))], 'asks')
}
