import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { minutesInDay, stops } from '@muster/core/roster/guard.ts'
import { type Fitting, NEARNESS, type Nearness, pointsOf, reasonsOf } from '@muster/core/roster/rank.ts'
import type * as wire from '@muster/core/roster/shortage.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { judge } from '../assign/place.ts'
import { reachedPeople } from '../assign/reach.ts'
import { hoursLeft, type ShiftRow, shiftById } from '../assign/shift.ts'
import { type ShortageRow, shortageById } from './rows.ts'

/** So many of the likeliest are looked at by the guard. */
const LOOKED_AT = 300
const HOUR = 60 * 60_000

/** A candidate in a ranking, the likeliest first. */
export type Ranked = Omit<wire.Candidate, 'rank'>

/** Who could come, the likeliest first, each with the reasons. */
export async function candidates(ctx: Ctx, { shortageId, limit }: ParsedOf<typeof wire.candidates>) {
  const shortage = await shortageById(ctx, shortageId)
  const shift = await shiftById(ctx, shortage.shift_id)
  const shown = (await rank(ctx, shortage, shift)).slice(0, limit)
  const own = new Set(
    await reachedPeople(
      ctx,
      shift,
      shown.map(({ person }) => person.id),
    ),
  )
  return {
    rows: shown.map(({ person, ...row }, nth): wire.Candidate => {
      // Other people's people can be asked, and are named once they say yes.
      const named = own.has(person.id) ? person : { ...person, name: null, volunteerNo: null }
      return { ...row, person: named, rank: nth + 1 }
    }),
  }
}

/**
 * Ranks whoever may be asked: not exempt, free at those hours, not stopped by the guard, and nobody who had a place there and
 * left it. NOTE: the database picks
 * the likeliest few hundred by what is cheap to know, and the guard looks at those.
 */
export async function rank(ctx: Ctx, shortage: ShortageRow, shift: ShiftRow): Promise<Ranked[]> {
  const found = await likeliest(ctx, shortage, shift)
  const judged = await judge(
    ctx,
    shift,
    found.map(({ id }) => id),
  )
  const ranked = found.flatMap(one => {
    const { person, verdicts } = judged.get(one.id) ?? {}
    if (!person || !verdicts || stops(verdicts)) return []
    const minutes = Math.round(minutesInDay(person.spans, ctx.now.getTime()))
    const fitting: Fitting = { ...one, minutes, warnings: verdicts.length }
    const { id, name, volunteerNo, unit } = person
    const row = {
      person: { id, name, volunteerNo, unit },
      standby: one.standby,
      asked: one.askedHere,
      minutesToday: minutes,
      reasons: reasonsOf(fitting),
      verdicts,
    }
    return [{ points: pointsOf(fitting), row }]
  })
  return ranked.toSorted((a, b) => a.points - b.points).map(({ row }) => row)
}

interface Found {
  readonly id: string
  readonly standby: boolean
  readonly home: Nearness
  readonly relieved: Nearness | null
  readonly onCall: boolean
  readonly asked: number
  readonly askedHere: boolean
}

/** How near a place `path` is to the post's, by how much of the way from the top they share. */
function nearness(path: ReturnType<typeof sql.ref>, shift: ShiftRow): RawBuilder<Nearness> {
  const steps = stepsOf(shift).map(([near, top]) => sql`when starts_with(${path}, ${top}) then ${near}`)
  return sql<Nearness>`case when ${path} is null then 'city' ${sql.join(steps, sql` `)} else 'city' end`
}

/** The places that hold a post, the smallest first, as paths: a street's own post is in no community. */
function stepsOf({ territory_path: path, territory_level: level }: ShiftRow): (readonly [Nearness, string])[] {
  const codes = path.split('/').slice(0, -1)
  const own = ['community', 'street', 'county'].indexOf(level)
  return (own < 0 ? [] : NEARNESS.slice(own, 3)).map((near, up) => [
    near,
    `${codes.slice(0, codes.length - up).join('/')}/`,
  ])
}

async function likeliest(ctx: Ctx, shortage: ShortageRow, shift: ShiftRow): Promise<Found[]> {
  const { tenant } = ctx.tenant
  const before = new Date(Math.min(shift.report_at.getTime(), ctx.now.getTime()) - 48 * HOUR)
  const week = new Date(ctx.now.getTime() - 7 * 24 * HOUR)
  const left = new Date(ctx.now.getTime() - 4 * HOUR)
  const { from, until } = hoursLeft(ctx, shift)
  const skills = [shift.post_skills, shift.skills].filter(list => list.length > 0)
  const able = skills.map(list => sql`p.skills && ${list}::text[]`)
  const { rows } = await sql<Found>`
    with around as materialized (
      select a.person_id, a.shift_id, a.span, a.standby, a.ended_at, a.ended_why, t.path
        from shift s
        join assignment a on a.tenant = ${tenant} and a.shift_id = s.id and (a.ended_at is null or a.ended_why = 'relieved')
        join post po on po.tenant = ${tenant} and po.id = s.post_id
        join territory t on t.tenant = ${tenant} and t.code = po.territory
       where s.tenant = ${tenant} and s.starts_at > ${before} and s.starts_at < ${until} and not s.cancelled),
    busy as (
      select distinct person_id from around
       where ended_at is null and not standby and (span && tstzrange(${from}, ${until}) or shift_id = ${shift.id})),
    called as (
      select person_id, count(*) as times, bool_or(shortage_id = ${shortage.id}) as here
        from ask where tenant = ${tenant} and asked_at > ${week} group by person_id),
    relieved as (
      select distinct on (person_id) person_id, path from around
       where least(upper(span), ended_at) between ${left} and ${ctx.now} order by person_id, least(upper(span), ended_at) desc)
    select p.id, coalesce(w.standby, false) as standby, ${nearness(sql.ref('t.path'), shift)} as home,
           case when r.path is not null then ${nearness(sql.ref('r.path'), shift)} end as relieved,
           p.on_call as "onCall", coalesce(c.times, 0) as asked, coalesce(c.here, false) as "askedHere"
      from person p
      left join territory t on t.tenant = ${tenant} and t.code = p.residence
      left join relieved r on r.person_id = p.id
      left join called c on c.person_id = p.id
      left join (select person_id, true as standby from around
                  where shift_id = ${shift.id} and standby and ended_at is null) w on w.person_id = p.id
     where p.tenant = ${tenant} and p.left_at is null and p.availability <> 'not-now'
       ${able.length > 0 ? sql`and ${sql.join(able, sql` and `)}` : sql``}
       and not exists (select from busy b where b.person_id = p.id)
       and not exists (
         select from assignment gone where gone.tenant = ${tenant} and gone.shift_id = ${shift.id} and gone.person_id = p.id
            and gone.ended_at is not null and not gone.standby)
       and not exists (
         select from exemption e where e.tenant = ${tenant} and e.person_id = p.id and e.ended_at is null
            and e.from_day <= ${shift.day} and (e.until_day is null or e.until_day >= ${shift.day}))
     order by coalesce(w.standby, false) desc,
              case least(array_position(array['community', 'street', 'area', 'city'], ${nearness(sql.ref('t.path'), shift)}),
                         array_position(array['community', 'street', 'area', 'city'], ${nearness(sql.ref('r.path'), shift)}))
                when 1 then 0 when 2 then 15 when 3 then 35 else 60 end
              - case when p.on_call then 20 else 0 end + 8 * coalesce(c.times, 0), p.id
     limit ${LOOKED_AT}`.execute(ctx.tx)
  return rows
}
