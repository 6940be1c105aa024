import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import type * as wire from '@muster/core/roster/answering.wire.ts'
import { ANSWERING_SENTENCES } from '@muster/core/roster/control-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { tellPeople } from '../../people/messages.ts'
import { insist, peopleWithin } from '../../people/reach.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { outOfReach } from '../../platform/door/reach.ts'
import { within } from '../../platform/door/within.ts'
import type { Whereabouts } from '../../platform/slice.ts'
import { whereabouts as territoryWhereabouts } from '../../territory/whereabouts.ts'
import { postWhereabouts, siteWhereabouts } from '../posts/reach.ts'
import { readAnswering } from './answering-rows.ts'
import { controlWhereabouts } from './rows.ts'

type Naming = ParsedOf<typeof wire.nameAnswering>['rows'][number]
type What = Naming['what']
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Names people who answer for something, all of them or none; each is told. What is known is answered as it stands. */
export async function nameAnswering(ctx: Ctx, { rows }: ParsedOf<typeof wire.nameAnswering>) {
  for (const row of rows) {
    if (row.kind === 'owner' && row.what !== 'site') throw roster('roster/owner-of-building')
    await insist(ctx, whereIs(ctx, row.what, row.whatId))
  }
  await mustReachPeople(
    ctx,
    rows.map(({ personId }) => personId),
  )
  await holdBuildings(ctx, rows)
  const ids = rows.map(({ id }) => id)
  const known = new Set((await readAnswering(ctx, sql`a.id = any(${ids}::uuid[])`)).map(({ id }) => id))
  const added: string[] = []
  for (const row of rows.filter(({ id }) => !known.has(id))) if (await name(ctx, row)) added.push(row.id)
  await tellNamed(ctx, added)
  if (added.length > 0) await audit(ctx, 'roster.answering-named', 'answering', { count: added.length, ids: added })
  return { rows: await asSent(ctx, rows) }
}

/** Two desks that name owners at the same moment: the second one sees those of the first, and ends them. */
async function holdBuildings(ctx: Ctx, rows: readonly Naming[]): Promise<void> {
  const ids = rows.filter(({ kind }) => kind === 'owner').map(({ whatId }) => whatId)
  await sql`
    select from site where tenant = ${ctx.tenant.tenant} and id = any(${ids}::uuid[])
     order by id for no key update`.execute(ctx.tx)
}

/** As they were sent: whoever answers for the same already does so under the id of the first time. */
async function asSent(ctx: Ctx, rows: readonly Naming[]) {
  const all = await readAnswering(
    ctx,
    sql`(a.id = any(${rows.map(({ id }) => id)}::uuid[])
      or a.until is null and a.what_id = any(${rows.map(({ whatId }) => whatId)}::text[]))`,
  )
  return rows.flatMap(
    row =>
      all.find(({ id }) => id === row.id) ??
      all.find(one => one.what.id === row.whatId && one.kind === row.kind && one.person.id === row.personId) ??
      [],
  )
}

/** A new owner of a building takes the place of the old one; whoever answers already is not named twice. */
async function name(ctx: Ctx, { id, personId, kind, what, whatId }: Naming): Promise<boolean> {
  const { tenant } = ctx.tenant
  if (kind === 'owner') {
    const old = await readAnswering(
      ctx,
      sql`a.what = 'site' and a.what_id = ${whatId} and a.kind = 'owner' and a.until is null and a.person_id <> ${personId}`,
    )
    for (const one of old) await end(ctx, one)
  }
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('answering')
    .values({
      tenant,
      id,
      person_id: personId,
      kind,
      what,
      what_id: whatId,
      since: ctx.now,
      named_by: ctx.actor?.accountId ?? null,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (added) show(ctx, what, whatId)
  return Boolean(added)
}

async function tellNamed(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const named = await readAnswering(ctx, sql`a.id = any(${[...ids]}::uuid[])`)
  await tellPeople(
    ctx,
    named.map(({ person, kind, what }) => ({
      personId: person.id,
      topic: `${what.kind}/${what.id}`,
      ...ANSWERING_SENTENCES.began(ANSWERING_SENTENCES.named[kind], what.name),
    })),
  )
}

/** Answers no longer; said again, it changes nothing. */
export async function endAnswering(ctx: Ctx, { answeringId }: ParsedOf<typeof wire.endAnswering>) {
  const [found] = await readAnswering(ctx, sql`a.id = ${answeringId}`)
  if (!found) throw door('door/not-found')
  await insist(ctx, whereIs(ctx, found.what.kind, found.what.id))
  if (!found.until) await end(ctx, found)
  return { done: true as const }
}

async function end(ctx: Ctx, { id, person, kind, what }: wire.Answering): Promise<void> {
  await ctx.tx
    .updateTable('answering')
    .set({ until: ctx.now })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .execute()
  await audit(ctx, 'roster.answering-ended', `answering/${id}`, { what: `${what.kind}/${what.id}`, person: person.id })
  const words = ANSWERING_SENTENCES.ended(ANSWERING_SENTENCES.named[kind], what.name)
  await tellPeople(ctx, [{ personId: person.id, topic: `${what.kind}/${what.id}`, ...words }])
  show(ctx, what.kind, what.id)
}

const show = (ctx: Ctx, what: What, id: string): void =>
  changed(ctx, 'answering', what === 'site' ? 'controls' : `${what}/${id}`)

/** Where something is that somebody answers for. */
async function whereIs(ctx: Ctx, what: What, id: string): Promise<Whereabouts | null> {
  if (what === 'territory') return territoryWhereabouts(ctx, id)
  if (!UUID.test(id)) return null
  const finders = { site: siteWhereabouts, post: postWhereabouts, control: controlWhereabouts }
  return finders[what](ctx, id)
}

/** Whom a desk may name: its own people, and those who reported in or are seconded to a place of its. */
async function mustReachPeople(ctx: Ctx, personIds: readonly string[]): Promise<void> {
  const { tenant } = ctx.tenant
  const asked = [...new Set(personIds)]
  const here = within(ctx.scope, { territoryPath: sql.ref('h.path') })
  const { rows } = await sql`
    select from person p
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
      left join territory t on t.tenant = ${tenant} and t.code = p.residence
     where p.tenant = ${tenant} and p.id = any(${asked}::uuid[]) and p.left_at is null and (${peopleWithin(ctx)}
        or exists (select from report_in r join territory h on h.tenant = ${tenant} and h.code = r.territory
                    where r.tenant = ${tenant} and r.person_id = p.id and ${here})
        or exists (select from secondment c join territory h on h.tenant = ${tenant} and h.code = c.territory
                    where c.tenant = ${tenant} and c.person_id = p.id and c.state <> 'ended' and ${here}))`.execute(
    ctx.tx,
  )
  if (rows.length < asked.length) throw outOfReach()
}
