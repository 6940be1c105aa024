import type { FileAnswer, ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { instantWords } from '@muster/core/roster/ask-sentences.ts'
import type * as wire from '@muster/core/roster/calendar.wire.ts'
import { type CalendarEvent, calendar } from '@muster/core/roster/ical.ts'
import { sql } from 'kysely'
import { audit } from '../../../audit/write.ts'
import { type Ctx, personOf } from '../../../platform/context.ts'
import { sha256 } from '../../../platform/secrets.ts'
import { newToken } from '../../../platform/token.ts'
import { holdPeople } from '../../locks.ts'

/** When my link was made. */
export async function state(ctx: Ctx): Promise<{ since: string | null }> {
  const row = await ctx.tx
    .selectFrom('calendar_feed')
    .select('made_at')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('person_id', '=', personOf(ctx))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return { since: row?.made_at.toISOString() ?? null }
}

/** Makes a link, and ends the one before. It is shown now and never again: what is kept is its hash. */
export async function make(ctx: Ctx): Promise<{ link: string; since: string }> {
  const personId = personOf(ctx)
  // Whoever taps twice at once gets two links, one after the other.
  await holdPeople(ctx, [personId])
  await endLinks(ctx, personId)
  const token = newToken(ctx.tenant.tenant)
  await ctx.tx
    .insertInto('calendar_feed')
    .values({ tenant: ctx.tenant.tenant, token_hash: sha256(token), person_id: personId, made_at: ctx.real })
    .execute()
  await audit(ctx, 'roster.calendar-made', `person/${personId}`)
  return { link: `/api/public/calendars/${token}`, since: ctx.real.toISOString() }
}

/** Ends my link. */
export async function revoke(ctx: Ctx): Promise<{ done: true }> {
  const personId = personOf(ctx)
  if ((await endLinks(ctx, personId)) > 0) await audit(ctx, 'roster.calendar-revoked', `person/${personId}`)
  return { done: true }
}

async function endLinks(ctx: Ctx, personId: string): Promise<number> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('calendar_feed')
    .set({ revoked_at: ctx.real })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** What was taken away stays in the feed, as cancelled, for so many days: calendars come seldom. */
const PAST_DAYS = 30
const MOST_EVENTS = 1000

/** The calendar behind a link; whatever does not hold looks the same. @throws Problem `door/not-found` */
export async function feed(ctx: Ctx, { token }: ParsedOf<typeof wire.feed>): Promise<FileAnswer> {
  const row = await ctx.tx
    .selectFrom('calendar_feed as f')
    .innerJoin('person as p', join => join.onRef('p.tenant', '=', 'f.tenant').onRef('p.id', '=', 'f.person_id'))
    .select('f.person_id')
    .where('f.tenant', '=', ctx.tenant.tenant)
    .where('f.token_hash', '=', sha256(token))
    .where('f.revoked_at', 'is', null)
    .where('p.left_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw door('door/not-found')
  const text = calendar(`Muster · ${ctx.tenant.name}`, await eventsOf(ctx, row.person_id))
  return { name: 'muster.ics', type: 'text/calendar; charset=utf-8', bytes: new TextEncoder().encode(text) }
}

interface Row {
  readonly id: string
  readonly sequence: number
  readonly starts_at: Date
  readonly ends_at: Date
  readonly report_at: Date
  readonly changed_at: Date
  readonly post: string
  readonly place: string
  readonly briefing: string | null
  readonly standby: boolean
  readonly off: boolean
}

/** Shifts of the last days and all that are to come; one event for each assignment, whatever becomes of it. */
async function eventsOf(ctx: Ctx, personId: string): Promise<CalendarEvent[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Row>`
    select a.id, a.version + s.version + p.version as sequence, s.starts_at, s.ends_at,
           s.starts_at - make_interval(mins => p.report_minutes) as report_at,
           coalesce(a.ended_at, a.assigned_at) as changed_at, p.name as post, coalesce(i.name, t.name) as place, p.briefing, a.standby,
           s.cancelled or (a.ended_at is not null and a.ended_at < s.ends_at) as off
      from assignment a
      join shift s on s.tenant = a.tenant and s.id = a.shift_id
      join post p on p.tenant = s.tenant and p.id = s.post_id
      join territory t on t.tenant = p.tenant and t.code = p.territory
      left join site i on i.tenant = p.tenant and i.id = p.site_id
     where a.tenant = ${tenant} and a.person_id = ${personId}
       and s.ends_at > ${ctx.now}::timestamptz - make_interval(days => ${PAST_DAYS})
     order by s.starts_at, a.id limit ${MOST_EVENTS}`.execute(ctx.tx)
  return rows.map(row => asEvent(ctx, row))
}

function asEvent(ctx: Ctx, row: Row): CalendarEvent {
  const { zh } = instantWords(ctx.tenant.zone, row.report_at)
  const report = `${zh} 到岗`
  return {
    uid: `${row.id}@${ctx.tenant.tenant}.muster`,
    sequence: row.sequence,
    from: row.starts_at,
    until: row.ends_at,
    changedAt: row.changed_at,
    title: row.standby ? `备勤：${row.post}` : row.post,
    place: row.place,
    text: [report, row.briefing].filter(Boolean).join('\n'),
    cancelled: row.off,
  }
}
