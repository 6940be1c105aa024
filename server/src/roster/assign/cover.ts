import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import * as wire from '@muster/core/roster/cover.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { narrowed } from '../../people/list.ts'
import { peopleWithin } from '../../people/reach.ts'
import { PEOPLE, pageOf } from '../../people/rows.ts'
import { actorOf, type Ctx, changed } from '../../platform/context.ts'

const USUAL_PAGE = 50

/** People on the roster with the day through which they are insured; those without cover first, then by the day. */
export async function covers(ctx: Ctx, input: ParsedOf<typeof wire.covers>) {
  const limit = input.limit ?? USUAL_PAGE
  const today = dayIn(ctx.tenant.zone, ctx.now)
  const state = stateOn(today)
  const found = sql.join([sql`p.left_at is null`, peopleWithin(ctx), ...narrowed(ctx, input)], sql` and `)
  const counts = await countStates(ctx, state, found)
  const after = input.after
    ? sql`(coalesce(c.until_day, '-infinity'), p.volunteer_no) > ${keyAfter(input.after)}`
    : sql`true`
  const chosen = input.state ? sql`${state} = ${input.state}` : sql`true`
  const rows = await read(ctx, sql`${found} and ${chosen} and ${after}`, limit + 1)
  const total = input.state ? counts[input.state] : counts.missing + counts.ending + counts.covered
  return { ...pageOf(rows, limit, ({ person, until }) => `${until ?? ''} ${person.volunteerNo}`), total, today, counts }
}

/** A page begins after a day and a number. */
function keyAfter(after: string): RawBuilder<unknown> {
  const [day, ...number] = after.split(' ')
  const from = /^\d{4}-\d\d-\d\d$/.test(day!) ? day! : '-infinity'
  return sql`(${from}::date, ${number.join(' ')}::text)`
}

const COVERED = (tenant: string) => sql`${PEOPLE} left join cover c on c.tenant = ${tenant} and c.person_id = p.id`

const stateOn = (today: string) => sql`
  case when c.until_day is null or c.until_day < ${today}::date then 'missing'
       when c.until_day < ${today}::date + ${wire.ENDING_DAYS}::int then 'ending' else 'covered' end`

async function countStates(ctx: Ctx, state: RawBuilder<unknown>, found: RawBuilder<unknown>) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ state: (typeof wire.COVER_STATES)[number]; people: number }>`
    select ${state} as state, count(*)::int as people from ${COVERED(tenant)}
     where p.tenant = ${tenant} and ${found} group by 1`.execute(ctx.tx)
  const counts = { missing: 0, ending: 0, covered: 0 }
  for (const row of rows) counts[row.state] = row.people
  return counts
}

async function read(ctx: Ctx, where: RawBuilder<unknown>, limit: number): Promise<wire.Cover[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<wire.Cover>`
    select jsonb_build_object('id', p.id, 'name', p.name, 'volunteerNo', p.volunteer_no, 'unit', u.name) as person,
           c.until_day as until
      from ${COVERED(tenant)} where p.tenant = ${tenant} and ${where}
     order by coalesce(c.until_day, '-infinity'), p.volunteer_no limit ${limit}`.execute(ctx.tx)
  return rows
}

/** Through which day somebody is insured; null: no cover is recorded. */
export async function cover(ctx: Ctx, { personId }: { personId: string }): Promise<wire.Cover> {
  const [row] = await read(ctx, sql`p.id = ${personId}`, 1)
  if (!row) throw door('door/not-found')
  return row
}

/** The people of these numbers within reach, with their cover. */
export async function coverOf(ctx: Ctx, numbers: readonly string[]): Promise<wire.Cover[]> {
  const ours = sql`p.left_at is null and p.volunteer_no = any(${[...numbers]}::text[]) and ${peopleWithin(ctx)}`
  return read(ctx, ours, numbers.length)
}

/** Records cover of people within reach; others are left out. Null takes it away. */
export async function setCover(ctx: Ctx, { rows }: ParsedOf<typeof wire.setCover>) {
  const { tenant } = ctx.tenant
  const said = new Map(rows.map(({ personId, until }) => [personId, until]))
  const ours = sql`p.left_at is null and p.id = any(${[...said.keys()]}::uuid[]) and ${peopleWithin(ctx)}`
  const before = await read(ctx, ours, said.size)
  const ids = before.map(({ person }) => person.id)
  const covered = ids.filter(id => said.get(id) !== null)
  await sql`delete from cover where tenant = ${tenant} and person_id = any(${ids.filter(id => said.get(id) === null)}::uuid[])`.execute(
    ctx.tx,
  )
  await sql`
    insert into cover (tenant, person_id, until_day, set_by, set_at)
    select ${tenant}, n.id, n.until, ${actorOf(ctx).accountId}, ${ctx.now}
      from unnest(${covered}::uuid[], ${covered.map(id => said.get(id)!)}::date[]) as n (id, until)
    on conflict (tenant, person_id) do update
       set until_day = excluded.until_day, set_by = excluded.set_by, set_at = excluded.set_at`.execute(ctx.tx)
  await audit(ctx, 'roster.cover-set', `tenant/${tenant}`, { people: ids.length, taken: ids.length - covered.length })
  changed(ctx, 'cover')
  return { people: ids.length, before: before.map(({ person, until }) => ({ personId: person.id, until })) }
}
