import { ASK_SENTENCES as say } from '@muster/core/roster/ask-sentences.ts'
import type { MyAsk } from '@muster/core/roster/asks.wire.ts'
import type { Verdict } from '@muster/core/roster/guard.ts'
import { sql } from 'kysely'
import { type Ctx, personOf } from '../../platform/context.ts'
import { minutesToday } from '../assign/list.ts'
import { judge } from '../assign/place.ts'
import { briefOf, type ShiftRow, shiftsWhere } from '../assign/shift.ts'
import { whereOf } from '../assign/tell.ts'
import { type AskRow, asksWhere } from './rows.ts'

/** More open questions than this nobody reads. */
const MOST_SHOWN = 50

/** What I am asked and have not answered or put away, with what I should know before I say yes. */
export async function myAsks(ctx: Ctx): Promise<{ rows: MyAsk[] }> {
  const personId = personOf(ctx)
  const open = sql`k.person_id = ${personId} and k.state = 'open' and k.until > ${ctx.now} and not k.put_away`
  const asks = (await asksWhere(ctx, open)).slice(0, MOST_SHOWN)
  const shifts = await shiftsOf(ctx, asks)
  const teams = await teamsOf(ctx, asks)
  const minutes = (await minutesToday(ctx, [personId])).get(personId) ?? 0
  const today = { minutes, ...say.today(minutes) }
  const rows: MyAsk[] = []
  for (const ask of asks) {
    const shift = shifts.get(ask.gives_id ?? ask.shift_id ?? '') ?? null
    const gives = shifts.get(ask.against_id ?? '') ?? null
    const team = teams.get(ask.renewal_id ?? '') ?? null
    rows.push({
      id: ask.id,
      kind: ask.kind,
      askedAt: ask.asked_at.toISOString(),
      until: ask.until.toISOString(),
      ...wordsOf(ctx, ask.kind, shift, gives, team),
      shift: shift && briefOf(shift),
      gives: gives && briefOf(gives),
      today,
      team: team && { id: team.id, name: team.name },
      verdicts: await verdictsOf(ctx, shift, personId),
    })
  }
  return { rows }
}

/** Shifts by what names them in an ask: the shift itself, or an assignment on it. */
async function shiftsOf(ctx: Ctx, asks: readonly AskRow[]): Promise<Map<string, ShiftRow>> {
  const { tenant } = ctx.tenant
  const assigned = asks.flatMap(ask => [ask.gives_id, ask.against_id]).filter(id => id !== null)
  const { rows } = await sql<{ id: string; shift_id: string }>`
    select id, shift_id from assignment where tenant = ${tenant} and id = any(${assigned}::uuid[])`.execute(ctx.tx)
  const named = asks.flatMap(ask => (ask.shift_id ? [{ id: ask.shift_id, shift_id: ask.shift_id }] : []))
  const all = [...rows, ...named]
  const shifts = await shiftsWhere(ctx, sql`s.id = any(${all.map(one => one.shift_id)}::uuid[])`)
  const byId = new Map(shifts.map(shift => [shift.id, shift]))
  return new Map(all.map(one => [one.id, byId.get(one.shift_id)!]))
}

interface Woken {
  readonly id: string
  readonly name: string
  readonly why: string
}

async function teamsOf(ctx: Ctx, asks: readonly AskRow[]): Promise<Map<string, Woken>> {
  const ids = asks.flatMap(ask => ask.renewal_id ?? [])
  if (ids.length === 0) return new Map()
  const { tenant } = ctx.tenant
  const { rows } = await sql<Woken & { renewal_id: string }>`
    select r.id as renewal_id, g.id, g.name, r.why
      from renewal r join team g on g.tenant = ${tenant} and g.id = r.team_id
     where r.tenant = ${tenant} and r.id = any(${ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(({ renewal_id, ...team }) => [renewal_id, team]))
}

function wordsOf(ctx: Ctx, kind: AskRow['kind'], shift: ShiftRow | null, gives: ShiftRow | null, team: Woken | null) {
  if (team) return say.join(team.name, team.why)
  const where = whereOf(ctx, shift!)
  if (kind === 'swap') return say.swap(where, whereOf(ctx, gives!))
  return kind === 'give' ? say.give(where) : say.take(where)
}

async function verdictsOf(ctx: Ctx, shift: ShiftRow | null, personId: string): Promise<Verdict[]> {
  return shift ? ((await judge(ctx, shift, [personId])).get(personId)?.verdicts ?? []) : []
}
