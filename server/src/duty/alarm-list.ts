import { ALARM_NAMES } from '@muster/core/duty/alarms.ts'
import type * as wire from '@muster/core/duty/boards.wire.ts'
import type { Alarm } from '@muster/core/duty/boards.wire.ts'
import { alarmWords } from '@muster/core/duty/sentences.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import type { OpenAlarm } from './alarms.ts'
import { besidePost, POST_NAME, type PostNameRow, postsInside, wirePostName } from './boards.ts'
import type { Named } from './names.ts'
import { namesOn } from './sayable.ts'

interface Row extends OpenAlarm, PostNameRow {
  readonly acknowledged_login: string | null
  readonly cleared_at: Date | null
}

const MOST = 500
const DAY = 24 * 60 * 60_000

/** What is wrong now; with `cleared`, also what was in the last day. The gravest first, then the longest. */
export async function alarms(ctx: Ctx, { cleared, postId, ...inside }: ParsedOf<typeof wire.alarms>) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Row>`
    select a.id, a.kind, a.about, a.shift_id, a.person_id, a.since, a.step, a.next_step_at, a.acknowledged_at, a.cleared_at,
           coalesce(pe.name, ac.login) as acknowledged_login, ${POST_NAME}
      from alarm a
      join post p on p.tenant = ${tenant} and p.id = a.post_id
      ${besidePost(tenant)}
      left join account ac on ac.tenant = ${tenant} and ac.id = a.acknowledged_by
      left join person pe on pe.tenant = ${tenant} and pe.id = ac.person_id
     where a.tenant = ${tenant} and ${postsInside(ctx, inside)} and ${postId ? sql`a.post_id = ${postId}` : sql`true`}
       and (a.cleared_at is null ${cleared ? sql`or a.cleared_at > ${new Date(ctx.now.getTime() - DAY)}` : sql``})
     order by a.cleared_at is not null, array_position(${ALARM_NAMES}::text[], a.kind), a.since, a.id limit ${MOST}`.execute(
    ctx.tx,
  )
  const names = await namesOn(
    ctx,
    rows.flatMap(({ shift_id, person_id }) => (shift_id && person_id ? [{ shift_id, person_id }] : [])),
  )
  return { asOf: ctx.now.toISOString(), rows: rows.map(row => alarmOf(row, names)) }
}

function alarmOf(row: Row, names: ReadonlyMap<string, Named>): Alarm {
  return {
    id: row.id,
    kind: row.kind,
    post: wirePostName(row),
    shiftId: row.shift_id,
    person: row.person_id ? (names.get(row.person_id) ?? null) : null,
    since: row.since.toISOString(),
    step: row.step,
    nextStepAt: row.next_step_at?.toISOString() ?? null,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.acknowledged_login,
    clearedAt: row.cleared_at?.toISOString() ?? null,
    // Who it is about stands beside it, for those who may see names.
    ...alarmWords(row.kind, row.post_name, null),
  }
}

/** “I see to it.” It climbs no further; what it says stays until it is no longer true. */
export async function acknowledge(ctx: Ctx, { postId, alarmId }: ParsedOf<typeof wire.acknowledge>) {
  const { rows } = await sql<{ territory: string; kind: string }>`
    update alarm set acknowledged_at = coalesce(acknowledged_at, ${ctx.now}), next_step_at = null,
                     acknowledged_by = coalesce(acknowledged_by, ${actorOf(ctx).accountId})
     where tenant = ${ctx.tenant.tenant} and id = ${alarmId} and post_id = ${postId}
    returning territory, kind`.execute(ctx.tx)
  const [row] = rows
  if (!row) throw door('door/not-found')
  await audit(ctx, 'duty.alarm-acknowledged', `post/${postId}`, { alarm: alarmId, kind: row.kind })
  changed(ctx, `duty/${row.territory}`)
  return { done: true as const }
}
