import { apart } from '@muster/core/duty/apart.ts'
import { closed, TURN_KINDS, ticked } from '@muster/core/duty/kinds.ts'
import type { TurnOf } from '@muster/core/duty/turns.ts'
import { keptLine } from '@muster/core/roster/pack-lines.ts'
import { sql } from 'kysely'
import { asFact } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import type { Projection, RecordedFact } from '../platform/slice.ts'

const NAMES = TURN_KINDS.map(({ name }) => name)

/** Turns are nothing but what the facts of a person come to, shift by shift and beside one another; see `core/duty/turns.ts` and `apart.ts`. */
export const turnProjection: Projection = { tables: ['turn'], kinds: NAMES, apply: applyTurns }

async function applyTurns(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  const all = await withBesides(ctx, await factsOf(ctx, [...new Set(facts.map(keyOf))], facts))
  const rows = [...Map.groupBy(all, ([key]) => personOf(key))].flatMap(([person_id, own]) => {
    const territory = new Map(own.map(([key, facts]) => [shiftOf(key), facts[0]!.territory!]))
    const heardOn = new Map(own.map(([key, facts]) => [shiftOf(key), facts]))
    return apart(heardOn).map(({ shiftId, turn }) =>
      rowOf(turn, { shift_id: shiftId, person_id, territory: territory.get(shiftId)! }),
    )
  })
  await sql`
    delete from turn using unnest(${all.map(([key]) => shiftOf(key))}::uuid[], ${all.map(([key]) => personOf(key))}::uuid[]) as about (shift_id, person_id)
     where turn.tenant = ${ctx.tenant.tenant} and turn.shift_id = about.shift_id and turn.person_id = about.person_id`.execute(
    ctx.tx,
  )
  await insertTurns(ctx, rows)
}

/** Facts by shift and person. */
type ByKey = [key: string, facts: readonly RecordedFact[]][]

/**
 * Everything that the ledger holds of these people on these shifts.
 *
 * @param news on their way into the ledger in the same breath; whether they are read back is not waited for
 */
async function factsOf(ctx: Ctx, keys: readonly string[], news: readonly RecordedFact[]): Promise<ByKey> {
  if (keys.length === 0) return []
  const [shiftIds, personIds] = [keys.map(shiftOf), keys.map(personOf)]
  const { rows } = await sql<Parameters<typeof asFact>[0]>`
    select f.* from fact f join unnest(${shiftIds}::uuid[], ${personIds}::uuid[]) as about (shift_id, person_id)
        on about.shift_id = f.subject_id and about.person_id = f.person_id
     where f.tenant = ${ctx.tenant.tenant} and f.subject_id = any(${[...new Set(shiftIds)]}::uuid[]) and f.kind = any(${NAMES}::text[])`.execute(
    ctx.tx,
  )
  return [...Map.groupBy([...rows.map(asFact), ...news], keyOf)]
}

/**
 * What one shift's facts say may end a turn on another: those that lie beside it are worked out with it, and those beside
 * these, until nothing new comes.
 */
async function withBesides(ctx: Ctx, heard: ByKey): Promise<ByKey> {
  const more = await factsOf(ctx, await besides(ctx, heard), [])
  return more.length === 0 ? heard : withBesides(ctx, [...heard, ...more])
}

/** How long before a fact a turn may have begun that it ends: no shift is longer than a day. */
const LONGEST = 3 * 24 * 60 * 60_000

/** The other shifts on which these people stood when the first of their facts occurred, or later. */
async function besides(ctx: Ctx, heard: ByKey): Promise<string[]> {
  const first = new Map<string, number>()
  for (const [key, facts] of heard)
    for (const { occurredAt } of facts)
      first.set(personOf(key), Math.min(first.get(personOf(key)) ?? Infinity, occurredAt.getTime()))
  const at = [...first.values()].map(time => new Date(time))
  const { rows } = await sql<{ key: string }>`
    select distinct tu.shift_id || ' ' || tu.person_id as key
      from turn tu join unnest(${[...first.keys()]}::uuid[], ${at}::timestamptz[], ${at.map(time => new Date(time.getTime() - LONGEST))}::timestamptz[])
           as about (person_id, at, since) on about.person_id = tu.person_id
     where tu.tenant = ${ctx.tenant.tenant} and tu.person_id = any(${[...first.keys()]}::uuid[])
       and (tu.came_at > about.since or tu.state = 'on') and (tu.left_at is null or tu.left_at >= about.at)`.execute(
    ctx.tx,
  )
  const known = new Set(heard.map(([key]) => key))
  return rows.map(row => row.key).filter(key => !known.has(key))
}

const shiftOf = (key: string): string => key.slice(0, 36)
const personOf = (key: string): string => key.slice(37)
const keyOf = ({ subjectId, personId }: RecordedFact): string => `${subjectId!} ${personId!}`

type Row = ReturnType<typeof rowOf>

function rowOf(turn: TurnOf, of: { shift_id: string; person_id: string; territory: string }) {
  const { id, state, via, proven, planned, why, breaks, suits, stayed, handedOver, tookOver, flags } = turn
  const lasting = (spells: TurnOf['breaks']) => spells.find(({ to }) => to === null)?.from ?? null
  return {
    ...of,
    id,
    state,
    via,
    proven,
    planned,
    why,
    breaks,
    suits,
    flags,
    came_at: turn.in,
    claimed_at: turn.claimed,
    left_at: turn.out,
    due_at: turn.due,
    break_since: lasting(breaks),
    suit_since: lasting(suits),
    stayed_at: stayed?.at ?? null,
    stayed: stayed?.reason ?? null,
    handed_at: handedOver?.at ?? null,
    handed_note: handedOver?.note ?? null,
    handed_to: handedOver?.to ?? null,
    took_at: tookOver?.at ?? null,
    took_from: tookOver?.from ?? null,
  }
}

async function insertTurns(ctx: Ctx, turns: readonly Row[]): Promise<void> {
  if (turns.length === 0) return
  await sql`
    insert into turn (tenant, id, shift_id, post_id, person_id, territory, state, came_at, claimed_at, left_at, via, proven, planned, due_at, why, breaks, suits,
                      break_since, suit_since, stayed_at, stayed, handed_at, handed_note, handed_to, took_at, took_from, flags)
    select ${ctx.tenant.tenant}, id, shift_id, (select s.post_id from shift s where s.tenant = ${ctx.tenant.tenant} and s.id = r.shift_id),
           person_id, territory, state, came_at, claimed_at, left_at, via, proven, planned, due_at, why, breaks, suits,
           break_since, suit_since, stayed_at, stayed, handed_at, handed_note, handed_to, took_at, took_from, flags
      from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb) as r (
        id uuid, shift_id uuid, person_id uuid, territory text, state text, came_at timestamptz, claimed_at timestamptz, left_at timestamptz, via text, proven boolean,
        planned boolean, due_at timestamptz, why text, breaks jsonb, suits jsonb, break_since timestamptz, suit_since timestamptz,
        stayed_at timestamptz, stayed text, handed_at timestamptz, handed_note text, handed_to uuid, took_at timestamptz, took_from uuid, flags text[])`.execute(
    ctx.tx,
  )
}

/** What was ticked at a shift, the earliest tick of each item, and what closed it first. */
export const openingProjection: Projection = {
  tables: ['opening'],
  kinds: [ticked.name, closed.name],
  apply: applyOpenings,
}

async function applyOpenings(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  const rows = [...Map.groupBy(facts, ({ subjectId }) => subjectId!)].map(([shift_id, own]) => {
    const inOrder = own.toSorted((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime())
    const ticks = inOrder.filter(({ kind }) => kind === ticked.name)
    const close = inOrder.findLast(({ kind }) => kind === closed.name)
    return {
      shift_id,
      ticked: Object.fromEntries(
        ticks.map(({ payload, occurredAt }) => [keptLine(payload.item as string), occurredAt.toISOString()]),
      ),
      closed_at: close?.occurredAt ?? null,
      closed_why: close?.payload.reason ?? null,
    }
  })
  await sql`
    insert into opening as o (tenant, shift_id, ticked, closed_at, closed_why)
    select ${ctx.tenant.tenant}, shift_id, ticked, closed_at, closed_why
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (shift_id uuid, ticked jsonb, closed_at timestamptz, closed_why text)
    on conflict (tenant, shift_id) do update set
      ticked = (select coalesce(jsonb_object_agg(item, at), '{}') from (
                  select item, min(at) as at from (select * from jsonb_each_text(o.ticked) as a (item, at)
                                                   union all select * from jsonb_each_text(excluded.ticked) as b (item, at)) both_ticks
                   group by item) earliest),
      closed_why = case when excluded.closed_at < o.closed_at or o.closed_at is null then excluded.closed_why else o.closed_why end,
      closed_at = least(o.closed_at, excluded.closed_at)`.execute(ctx.tx)
}
