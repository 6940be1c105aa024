import * as say from '@muster/core/callout/timeline.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { type CallRow, callById } from './calls.ts'

interface Line {
  readonly at: string
  readonly zh: string
  readonly en: string
}

/** What happened to a call, from its versions and its facts; it names nobody. */
export async function timeline(ctx: Ctx, { callId }: { callId: string }) {
  const call = await callById(ctx, callId)
  const lines = [...(await versionLines(ctx, call)), ...(await factLines(ctx, call))]
  lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return { rows: lines, signUps: await signUpsByMinute(ctx, call) }
}

interface VersionRow {
  version: number
  at: Date
  content: { state?: string; selected_at?: string; quota?: number }
}

async function versionLines(ctx: Ctx, call: CallRow): Promise<Line[]> {
  const { rows } = await sql<VersionRow>`
    select version, at, content from call_version where tenant = ${call.tenant} and call_id = ${call.id} order by version`.execute(
    ctx.tx,
  )
  return rows.flatMap(({ version, at, content }) => {
    // Departure has its own hour, which the fact tells.
    if (content.state === 'departed') return []
    return [{ at: at.toISOString(), ...say.versionLine(version, content, call.quota) }]
  })
}

/** Facts of one minute and kind are one line: a hundred sign-ups are not a hundred lines. */
async function factLines(ctx: Ctx, call: CallRow): Promise<Line[]> {
  const { rows } = await sql<{ at: Date; kind: string; mark: string | null; people: number }>`
    select min(case when f.kind = 'callout.departed' then f.occurred_at else f.recorded_at end) as at, f.kind,
           f.payload ->> 'at' as mark,
           case when f.kind = 'callout.departed' then max((f.payload ->> 'people')::int)
                else count(distinct f.person_id) filter (where f.kind <> 'callout.rolled' or (f.payload ->> 'present')::boolean)::int end as people
      from fact f
     where f.tenant = ${call.tenant} and f.subject_id = ${call.id} and f.kind like 'callout.%'
     group by f.kind, f.payload ->> 'at', date_trunc('minute', f.recorded_at)`.execute(ctx.tx)
  return rows.map(({ at, kind, mark, people }) => ({ at: at.toISOString(), ...say.factLine(kind, mark, people) }))
}

/** How the sign-ups came in: distinct people by the end of each minute after publishing. */
async function signUpsByMinute(ctx: Ctx, call: CallRow) {
  if (!call.published_at) return []
  const { rows } = await sql<{ minute: number; total: number }>`
    select minute, sum(count(*)) over (order by minute)::int as total
      from (select floor(extract(epoch from min(f.recorded_at) - ${call.published_at}::timestamptz) / 60)::int as minute
              from fact f
             where f.tenant = ${call.tenant} and f.subject_id = ${call.id} and f.kind = 'callout.signed-up'
             group by f.person_id) first
     group by minute order by minute`.execute(ctx.tx)
  return rows
}
