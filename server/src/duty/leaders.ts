import { allTogether } from '@muster/core/duty/leaders.ts'
import { climb } from '@muster/core/duty/watch.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Ctx, changed } from '../platform/context.ts'
import type { Tick } from '../platform/slice.ts'
import { LONGEST, shiftsSince } from './boards.ts'
import { commanded } from './due.ts'
import { dutyShifts } from './rows.ts'
import { tellSteps } from './telling.ts'

/** Whether all leaders of an incident stand at one place while other command seats are elsewhere. */
export const leadersTick: Tick = {
  name: 'duty.leaders',
  everySeconds: 15,
  due: commanded,
  run: async ctx => {
    const together = new Set<string>()
    for (const [incident, seats] of await seatsOf(ctx)) {
      const postId = allTogether(seats, await hereNow(ctx, seats))
      if (!postId) continue
      const about = `${KIND}/${incident}`
      together.add(about)
      await raiseOnce(ctx, about, postId)
    }
    await clearOthers(ctx, together)
  },
}

const KIND = 'leaders-together'

interface Seat {
  readonly incident: string
  readonly postId: string
  readonly place: string
  readonly personIds: readonly string[]
}

/** Command seats that run now, by incident. Whoever was meant for one and has gone elsewhere is still looked for. */
async function seatsOf(ctx: Ctx): Promise<Map<string, Seat[]>> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Seat>`
    select coalesce(p.incident_id::text, 'city') as incident, p.id as "postId", coalesce(p.site_id, p.id)::text as place,
           coalesce(array_agg(a.person_id) filter (where a.person_id is not null), '{}') as "personIds"
      from post p
      join ${shiftsSince(ctx, new Date(ctx.now.getTime() - LONGEST))} s on s.post_id = p.id and s.starts_at <= ${ctx.now} and (s.ends_at > ${ctx.now} or s.open_end)
      left join assignment a on a.tenant = ${tenant} and a.shift_id = s.id and not a.standby
           and (a.ended_at is null or (a.ended_why = 'relieved' and upper(a.span) > ${ctx.now}))
     where p.tenant = ${tenant} and p.command and p.state = 'open'
     group by p.id, p.incident_id, p.site_id`.execute(ctx.tx)
  return Map.groupBy(rows, row => row.incident)
}

/** Where those who are meant for these seats, and those who sit on them, are for certain. */
async function hereNow(ctx: Ctx, seats: readonly Seat[]) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ personId: string; postId: string; place: string }>`
    select tu.person_id as "personId", p.id as "postId", coalesce(p.site_id, p.id)::text as place
      from turn tu
      join shift s on s.tenant = ${tenant} and s.id = tu.shift_id
      join post p on p.tenant = ${tenant} and p.id = s.post_id
     where tu.tenant = ${tenant} and tu.state = 'on' and tu.proven
       and (tu.person_id = any(${seats.flatMap(({ personIds }) => personIds)}::uuid[]) or p.id = any(${seats.map(({ postId }) => postId)}::uuid[]))`.execute(
    ctx.tx,
  )
  return rows
}

async function raiseOnce(ctx: Ctx, about: string, postId: string): Promise<void> {
  const [shift] = await dutyShifts(
    ctx,
    sql`s.post_id = ${postId} and s.starts_at <= ${ctx.now} and (s.ends_at > ${ctx.now} or s.open_end)`,
  )
  if (!shift) return
  const { step, told, nextAt } = climb(KIND, ctx.now, ctx.now)
  const { rows } = await sql`
    insert into alarm (tenant, id, kind, about, post_id, territory, since, step, next_step_at)
    values (${ctx.tenant.tenant}, ${v7()}, ${KIND}, ${about}, ${postId}, ${shift.territory}, ${ctx.now}, ${step}, ${nextAt})
    on conflict do nothing returning id`.execute(ctx.tx)
  if (rows.length === 0) return
  changed(ctx, `duty/${shift.territory}`)
  await tellSteps(ctx, [{ shift, kind: KIND, personId: null, steps: told }])
}

async function clearOthers(ctx: Ctx, holding: ReadonlySet<string>): Promise<void> {
  const { rows } = await sql<{ territory: string }>`
    update alarm set cleared_at = ${ctx.now}, next_step_at = null
     where tenant = ${ctx.tenant.tenant} and kind = ${KIND} and cleared_at is null and about <> all(${[...holding]}::text[])
    returning territory`.execute(ctx.tx)
  changed(ctx, ...rows.map(row => `duty/${row.territory}`))
}
