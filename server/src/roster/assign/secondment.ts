import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { instantWords, SECONDMENT_SENTENCES as say } from '@muster/core/roster/ask-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type * as wire from '@muster/core/roster/secondment.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { personForUpdate } from '../../people/find.ts'
import { type Told, tellPeople } from '../../people/messages.ts'
import { actorOf, type Ctx, changed } from '../../platform/context.ts'
import { within } from '../../platform/door/within.ts'
import type { Tick } from '../../platform/slice.ts'
import { secondmentsDue } from '../due.ts'

const USUAL_PAGE = 100

interface Row extends Omit<wire.Secondment, 'from' | 'until'> {
  readonly from: Date
  readonly until: Date
}

/** Secondments that either side may see: the person's unit and home, and the host. */
export async function secondments(ctx: Ctx, input: ParsedOf<typeof wire.secondments>) {
  const limit = input.limit ?? USUAL_PAGE
  const home = within(ctx.scope, {
    unitPath: sql.ref('u.path'),
    territoryPath: sql.ref('ht.path'),
    personId: sql.ref('p.id'),
  })
  const host = within(ctx.scope, { unitPath: sql.ref('hu.path') })
  const shown = sql`(${home} or ${host}) and (${input.ended} or c.state <> 'ended')
    and (${input.search ?? null}::text is null or strpos(p.name, ${input.search ?? ''}) > 0)`
  const after = input.after ? sql`c.id < ${input.after}::uuid` : sql`true`
  const rows = await read(ctx, sql`${shown} and ${after}`, limit + 1)
  const { rows: totals } = await sql<{ total: number }>`
    select count(*) as total from ${secondmentsOf(ctx)} where c.tenant = ${ctx.tenant.tenant} and ${shown}`.execute(
    ctx.tx,
  )
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? page.at(-1)!.id : null, total: totals[0]!.total }
}

const secondmentsOf = ({ tenant: { tenant } }: Ctx) => sql`secondment c
  join person p on p.tenant = ${tenant} and p.id = c.person_id
  join unit u on u.tenant = ${tenant} and u.id = p.unit_id
  left join territory ht on ht.tenant = ${tenant} and ht.code = c.territory
  left join unit hu on hu.tenant = ${tenant} and hu.id = c.unit_id`

async function read(ctx: Ctx, condition: RawBuilder<unknown>, limit: number): Promise<wire.Secondment[]> {
  const { rows } = await sql<Row>`
    select c.id, lower(c.during) as from, upper(c.during) as until, c.ordered_by as "orderedBy", c.state, c.version,
           jsonb_build_object('id', p.id, 'name', p.name, 'volunteerNo', p.volunteer_no, 'unit', u.name) as person,
           jsonb_build_object('territory', c.territory, 'unitId', c.unit_id, 'name', coalesce(ht.name, hu.name)) as host
      from ${secondmentsOf(ctx)}
     where c.tenant = ${ctx.tenant.tenant} and ${condition} order by c.id desc limit ${limit}`.execute(ctx.tx)
  return rows.map(row => ({ ...row, from: row.from.toISOString(), until: row.until.toISOString() }))
}

async function secondmentById(ctx: Ctx, id: string): Promise<wire.Secondment> {
  const [row] = await read(ctx, sql`c.id = ${id}`, 1)
  if (!row) throw door('door/not-found')
  return row
}

/**
 * Orders somebody to a host from then to then. It begins and ends on time by itself.
 *
 * @throws Problem `roster/seconded-already`
 */
export async function second(ctx: Ctx, input: ParsedOf<typeof wire.second>): Promise<wire.Secondment> {
  const { id, personId, territory = null, unitId = null, from, until, orderedBy } = input
  await mustMakeSense(ctx, input)
  await personForUpdate(ctx, personId)
  const [known] = await read(ctx, sql`c.id = ${id} and c.person_id = ${personId}`, 1)
  if (known) return known
  await mustBeFree(ctx, personId, from, until, id)
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('secondment')
    .values({
      tenant: ctx.tenant.tenant,
      id,
      person_id: personId,
      territory,
      unit_id: unitId,
      during: `[${from},${until})`,
      ordered_by: orderedBy,
      // What begins later is begun by time; other people's secondments are none of this act's business.
      state: from <= ctx.now.toISOString() ? 'running' : 'planned',
      by: actorOf(ctx).accountId,
      at: ctx.now,
      version: 1,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  // The id is known, but as somebody else's.
  if (!added) throw door('door/not-found')
  const made = await secondmentById(ctx, id)
  await audit(ctx, 'roster.seconded', `person/${personId}`, { secondment: id, territory, unit: unitId, from, until })
  const [start, end] = [from, until].map(at => instantWords(ctx.tenant.zone, new Date(at)))
  await tell(ctx, [{ made, words: say.ordered(made.host.name, start!, end!, orderedBy) }])
  return made
}

/** One host, an end after the beginning and after now, and a host that exists. */
async function mustMakeSense(ctx: Ctx, { territory, unitId, from, until }: ParsedOf<typeof wire.second>) {
  if ((territory === undefined) === (unitId === undefined)) throw roster('roster/one-host')
  if (until <= from || until <= ctx.now.toISOString()) throw roster('roster/time-past')
  const { tenant } = ctx.tenant
  const { rows } = territory
    ? await sql`select from territory where tenant = ${tenant} and code = ${territory}`.execute(ctx.tx)
    : await sql`select from unit where tenant = ${tenant} and id = ${unitId!}`.execute(ctx.tx)
  if (rows.length === 0) throw door('door/not-found')
}

/**
 * Another end, as long as it runs or is to begin.
 *
 * @throws Problem `roster/secondment-over`, `roster/seconded-already`
 */
export async function amendSecondment(ctx: Ctx, input: ParsedOf<typeof wire.amendSecondment>) {
  const { personId, secondmentId, version, until } = input
  await personForUpdate(ctx, personId)
  const [known] = await read(ctx, sql`c.id = ${secondmentId} and c.person_id = ${personId}`, 1)
  if (!known) throw door('door/not-found')
  if (known.until === until) return known
  if (known.state === 'ended') throw roster('roster/secondment-over')
  if (known.version !== version) throw door('door/changed-meanwhile', { current: known.version, seen: version })
  if (until <= known.from || until <= ctx.now.toISOString()) throw roster('roster/time-past')
  await mustBeFree(ctx, personId, known.from, until, secondmentId)
  await sql`
    update secondment set version = version + 1, during = tstzrange(lower(during), ${until})
     where tenant = ${ctx.tenant.tenant} and id = ${secondmentId}`.execute(ctx.tx)
  await audit(ctx, 'roster.secondment-amended', `person/${personId}`, { secondment: secondmentId, until })
  const words = say.amended(known.host.name, instantWords(ctx.tenant.zone, new Date(until)), actorOf(ctx).login ?? '')
  await tell(ctx, [{ made: known, words }])
  return secondmentById(ctx, secondmentId)
}

/** Nobody is lent twice at a time. @throws Problem `roster/seconded-already` */
async function mustBeFree(ctx: Ctx, personId: string, from: string, until: string, without: string): Promise<void> {
  const [other] = await read(
    ctx,
    sql`c.person_id = ${personId} and c.id <> ${without} and c.state <> 'ended' and c.during && tstzrange(${from}, ${until})`,
    1,
  )
  if (other) throw roster('roster/seconded-already', { hostZh: other.host.name, hostEn: other.host.name })
}

/** Ends a secondment now; one that has ended stays as it is. */
export async function endSecondment(ctx: Ctx, input: ParsedOf<typeof wire.endSecondment>) {
  const { personId, secondmentId, version } = input
  await personForUpdate(ctx, personId)
  const [known] = await read(ctx, sql`c.id = ${secondmentId} and c.person_id = ${personId}`, 1)
  if (!known) throw door('door/not-found')
  if (known.state === 'ended') return known
  if (known.version !== version) throw door('door/changed-meanwhile', { current: known.version, seen: version })
  await sql`
    update secondment set state = 'ended', version = version + 1,
           during = case when lower(during) < ${ctx.now} then tstzrange(lower(during), ${ctx.now}) else during end
     where tenant = ${ctx.tenant.tenant} and id = ${secondmentId}`.execute(ctx.tx)
  await audit(ctx, 'roster.secondment-ended', `person/${personId}`, { secondment: secondmentId })
  await tell(ctx, [{ made: known, words: say.ended(known.host.name) }])
  return secondmentById(ctx, secondmentId)
}

async function tell(
  ctx: Ctx,
  about: readonly { readonly made: wire.Secondment; readonly words: Pick<Told, 'zh' | 'en'> }[],
): Promise<void> {
  await tellPeople(
    ctx,
    about.map(({ made, words }) => ({ personId: made.person.id, topic: `secondment/${made.id}`, ...words })),
  )
  changed(ctx, 'secondments', ...about.map(({ made }) => `person/${made.person.id}`))
}

/** What has begun runs, what is over has ended; those concerned are told, the desks see it on their lists. */
async function moveOn(ctx: Ctx): Promise<void> {
  const { tenant } = ctx.tenant
  // In the order of their ids, as everywhere: two that move the same ones never wait for each other.
  const { rows } = await sql<{ id: string }>`
    update secondment set version = version + 1,
           state = case when upper(during) <= ${ctx.now} then 'ended' else 'running' end
     where tenant = ${tenant} and id in (
       select id from secondment
        where tenant = ${tenant} and ((state <> 'ended' and upper(during) <= ${ctx.now})
           or (state = 'planned' and lower(during) <= ${ctx.now}))
        order by id for no key update)
    returning id`.execute(ctx.tx)
  if (rows.length === 0) return
  const moved = await read(ctx, sql`c.id = any(${rows.map(({ id }) => id)}::uuid[])`, rows.length)
  for (const { id, person, state } of moved)
    await audit(ctx, state === 'ended' ? 'roster.secondment-ended' : 'roster.secondment-begun', `person/${person.id}`, {
      secondment: id,
    })
  await tell(
    ctx,
    moved.map(made => ({
      made,
      words: made.state === 'ended' ? say.ended(made.host.name) : say.begun(made.host.name),
    })),
  )
}

/** Secondments begin and end to the second. */
export const secondmentTick: Tick = {
  name: 'roster.secondments',
  due: secondmentsDue,
  run: moveOn,
}
