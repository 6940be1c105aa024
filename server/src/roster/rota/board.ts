import type { OutputOf, ParsedOf } from '@muster/core/platform/endpoint.ts'
import { dayNumber, dayOf } from '@muster/core/platform/wall-clock.ts'
import type * as wire from '@muster/core/roster/draft.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { boardShift, ofRotaOn, onDays, type Planned, readPlanned } from './plan.ts'
import { askable } from './pool.ts'
import { mustBeDays } from './rotas.ts'
import { rotaById } from './rows.ts'
import { boardPeople, type Days } from './stretches.ts'

/** The most days that one board shows. */
const MOST_DAYS = 31

/** The board of a rota: its posts by its shifts on some days. */
export async function board(ctx: Ctx, { rotaId, from, to }: ParsedOf<typeof wire.board>): Promise<wire.Board> {
  mustBeDays({ from, to }, MOST_DAYS)
  const posts = await readPosts(
    ctx,
    sql`p.id in (select rp.post_id from rota_post rp where rp.tenant = ${ctx.tenant.tenant} and rp.rota_id = ${rotaId})`,
  )
  return boardOf(ctx, posts, await readPlanned(ctx, ofRotaOn(rotaId, { from, to })), { from, to })
}

/** The board of a place: all posts there and below, whatever rota plans them. */
export async function territoryBoard(
  ctx: Ctx,
  { code, from, to }: ParsedOf<typeof wire.territoryBoard>,
): Promise<wire.Board> {
  mustBeDays({ from, to }, MOST_DAYS)
  const { tenant } = ctx.tenant
  const posts = await readPosts(
    ctx,
    sql`t.path like (select path from territory where tenant = ${tenant} and code = ${code}) || '%' and p.state = 'open'`,
  )
  const ids = posts.map(({ id }) => id)
  const shifts = await readPlanned(ctx, sql`s.post_id = any(${ids}::uuid[]) and ${onDays(from, to)}`)
  return boardOf(ctx, posts, shifts, { from, to })
}

async function boardOf(ctx: Ctx, posts: wire.BoardPost[], shifts: readonly Planned[], days: Days): Promise<wire.Board> {
  const people = shifts.flatMap(({ draft, published }) => [
    ...draft.people,
    ...draft.standby,
    ...published.people,
    ...published.standby,
  ])
  const rotaIds = shifts.flatMap(({ rotaId }) => (rotaId ? [rotaId] : []))
  return {
    ...days,
    posts,
    shifts: shifts.map(boardShift),
    people: await boardPeople(ctx, [...new Set(people)], days, [...new Set(rotaIds)]),
  }
}

type PostRow = Omit<wire.BoardPost, 'territory' | 'site'> & {
  readonly code: string
  readonly place: string
  readonly siteId: string | null
  readonly siteName: string | null
}

/** @param where over `post p` and its `territory t` */
async function readPosts(ctx: Ctx, where: RawBuilder<unknown>): Promise<wire.BoardPost[]> {
  const { rows } = await sql<PostRow>`
    select p.id, p.name, p.kind, t.code, t.name as place, i.id as "siteId", i.name as "siteName", p.danger, p.command, p.skills,
           p.suit_minutes as "suitMinutes", p.report_minutes as "reportMinutes", p.state
      from post p
      join territory t on t.tenant = p.tenant and t.code = p.territory
      left join site i on i.tenant = p.tenant and i.id = p.site_id
     where p.tenant = ${ctx.tenant.tenant} and ${where} order by t.code, p.name, p.id`.execute(ctx.tx)
  return rows.map(({ code, place, siteId, siteName, ...post }) => ({
    ...post,
    territory: { code, name: place },
    site: siteId && siteName ? { id: siteId, name: siteName } : null,
  }))
}

/** Everybody of the pool with their hours, and the days on which they cannot be placed. */
export async function pool(ctx: Ctx, { rotaId, from, to }: ParsedOf<typeof wire.pool>) {
  mustBeDays({ from, to }, MOST_DAYS)
  const rota = await rotaById(ctx, rotaId)
  const ids = await askable(ctx, rota.pool)
  const people = await boardPeople(ctx, ids, { from, to }, [rotaId])
  const more = await traitsOf(ctx, ids, { from, to })
  return { people: people.map(one => ({ ...one, ...more.get(one.id)! })) }
}

type Traits = Pick<OutputOf<typeof wire.pool>['people'][number], 'availability' | 'unavailable'>

/** NOTE: an exemption and a person's own word are one list of days: told apart, the one could be read from the other. */
async function traitsOf(ctx: Ctx, people: readonly string[], { from, to }: Days): Promise<Map<string, Traits>> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{
    id: string
    availability: Traits['availability']
    away: [string, string | null][]
  }>`
    select p.id, p.availability, case when f.fit = false then json_build_array(json_build_array(${from}::date, ${to}::date))
        else coalesce((
        select json_agg(json_build_array(e.from_day, e.until_day)) from exemption e
         where e.tenant = ${tenant} and e.person_id = p.id and e.ended_at is null
           and e.from_day <= ${to}::date and coalesce(e.until_day, 'infinity'::date) >= ${from}::date), '[]') end as away
      from person p
      left join fitness f on f.tenant = ${tenant} and f.person_id = p.id
     where p.tenant = ${tenant} and p.id = any(${people}::uuid[])`.execute(ctx.tx)
  const span = Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, nth) => dayOf(dayNumber(from) + nth))
  return new Map(
    rows.map(({ id, availability, away }) => [
      id,
      {
        availability,
        unavailable: span.filter(day => away.some(([first, last]) => first <= day && (last === null || day <= last))),
      },
    ]),
  )
}
