import type { Excuse, Outcome, State } from '@muster/core/visit/outcomes.ts'
import { inWalkingOrder } from '@muster/core/visit/pattern.ts'
import { stateOf } from '@muster/core/visit/state.ts'
import { CLAIM_MINUTES } from '@muster/core/visit/wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { SweepRow } from './rows.ts'

export interface VisitRow {
  readonly id: string
  readonly household_id: string
  readonly outcome: Outcome
  readonly at: string
  readonly heard_at: Date
  readonly account_id: string | null
  readonly person_id: string | null
  readonly people: number | null
  readonly note_left: boolean
  readonly held: boolean
}

interface ClaimRow {
  readonly site_id: string
  readonly stair: string
  readonly account_id: string | null
  readonly person_id: string | null
  readonly heard_at: Date
  readonly ended_at: Date | null
  readonly over: boolean
  readonly said: readonly string[]
}

/** A door of a sweep with all that was heard of it by then. */
export interface KnownDoor {
  readonly id: string
  readonly site: { readonly id: string; readonly name: string }
  readonly stair: string
  readonly floor: number
  readonly number: string
  readonly visits: readonly VisitRow[]
  readonly said: boolean
  readonly excuse: Excuse | null
  readonly state: State
}

/** A claim that holds. */
export type Held = ClaimRow & { readonly until: Date }

/** A stair of a building, with its doors in walking order. */
export interface KnownList {
  readonly site: KnownDoor['site']
  readonly stair: string
  readonly doors: readonly KnownDoor[]
  readonly claim: Held | null
  readonly heardAt: Date | null
}

/** Everything that was heard of a sweep by an instant, list by list; of one building alone, if one is named. */
export async function knownOf(ctx: Ctx, sweep: SweepRow, at: Date, siteId?: string): Promise<KnownList[]> {
  const of = { ctx, sweep, at }
  const roll = await rollOf(of, siteId)
  const visits = Map.groupBy(await visitsOf(of), ({ household_id }) => household_id)
  const claims = await claimsOf(of)
  const excuses = await excusesOf(of)
  const said = new Set(claims.flatMap(claim => claim.said))
  const rule = { zone: ctx.tenant.zone, attempts: sweep.attempts }
  const doors = roll.map((row): KnownDoor => {
    const known = { visits: visits.get(row.id) ?? [], said: said.has(row.id), excuse: excuses.get(row.id) ?? null }
    return { ...row, ...known, state: stateOf(rule, { ...known, excused: known.excuse !== null }) }
  })
  return [...Map.groupBy(doors, listKey).values()].map(of => listOf(of, claims, at))
}

const listKey = ({ site, stair }: Pick<KnownDoor, 'site' | 'stair'>) => JSON.stringify([site.name, site.id, stair])

function listOf(doors: readonly KnownDoor[], claims: readonly ClaimRow[], at: Date): KnownList {
  const { site, stair } = doors[0]!
  const visits = doors.flatMap(door => door.visits)
  const claim = claims.findLast(one => one.site_id === site.id && one.stair === stair)
  return { site, stair, doors, claim: claim ? holding(claim, visits, at) : null, heardAt: latest(visits) }
}

const latest = (visits: readonly VisitRow[]): Date | null =>
  visits.reduce<Date | null>((last, { heard_at }) => (last && last > heard_at ? last : heard_at), null)

/** A claim is extended by the work of its holder, and by nothing else: by when it was done, not by when it was heard. */
function holding(claim: ClaimRow, visits: readonly VisitRow[], at: Date): Held | null {
  if (claim.ended_at && claim.ended_at <= at) return null
  const own = visits.filter(({ account_id }) => account_id === claim.account_id)
  const last = Math.max(claim.heard_at.getTime(), ...own.map(visit => Date.parse(visit.at)))
  const until = new Date(last + CLAIM_MINUTES * 60_000)
  return until > at ? { ...claim, until } : null
}

interface Of {
  readonly ctx: Ctx
  readonly sweep: SweepRow
  readonly at: Date
}

async function rollOf({ ctx, sweep, at }: Of, siteId: string | undefined) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Pick<KnownDoor, 'id' | 'site' | 'stair' | 'floor' | 'number'>>`
    select h.id, jsonb_build_object('id', s.id, 'name', s.name) as site, h.stair, h.floor, h.number
      from sweep_site x
      join site s on s.tenant = ${tenant} and s.id = x.site_id
      join household h on h.tenant = ${tenant} and h.site_id = s.id
     where x.tenant = ${tenant} and x.sweep_id = ${sweep.id} and h.added_at <= ${at} and coalesce(h.gone_at > ${at}, true)
       and not h.away @> ${at}::timestamptz
       and ${siteId ? sql`s.id = ${siteId}` : sql`true`}
     order by s.name, s.id`.execute(ctx.tx)
  return rows.toSorted((a, b) =>
    a.site.id === b.site.id
      ? inWalkingOrder(a, b)
      : Number(a.site.name > b.site.name) - Number(a.site.name < b.site.name),
  )
}

/** Visits that stood at that instant. What was before a second look found otherwise settles nothing, however late it is heard. */
async function visitsOf({ ctx, sweep, at }: Of): Promise<VisitRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Omit<VisitRow, 'at'> & { at: Date }>`
    select v.id, v.household_id, v.outcome, v.at, v.heard_at, v.account_id, ac.person_id, v.people, v.note_left,
           v.held is not null or exists (
             select from recheck r where r.tenant = ${tenant} and r.sweep_id = ${sweep.id} and r.household_id = v.household_id
                and not r.agrees and r.heard_at <= ${at} and r.heard_at >= v.at) as held
      from visit v left join account ac on ac.tenant = ${tenant} and ac.id = v.account_id
     where v.tenant = ${tenant} and v.sweep_id = ${sweep.id} and v.heard_at <= ${at} and coalesce(v.ended_at > ${at}, true)
     order by v.at, v.id`.execute(ctx.tx)
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

async function claimsOf({ ctx, sweep, at }: Of): Promise<ClaimRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<ClaimRow>`
    select c.site_id, c.stair, c.account_id, ac.person_id, c.heard_at, c.ended_at, c.over, c.said
      from claim c left join account ac on ac.tenant = ${tenant} and ac.id = c.account_id
     where c.tenant = ${tenant} and c.sweep_id = ${sweep.id} and c.heard_at <= ${at}
     order by c.heard_at, c.ended_at nulls last, c.id`.execute(ctx.tx)
  return rows
}

async function excusesOf({ ctx, sweep, at }: Of): Promise<Map<string, Excuse>> {
  const { rows } = await sql<{ household_id: string; reason: Excuse }>`
    select household_id, reason from excuse
     where tenant = ${ctx.tenant.tenant} and sweep_id = ${sweep.id} and heard_at <= ${at} and coalesce(ended_at > ${at}, true)
     order by heard_at`.execute(ctx.tx)
  return new Map(rows.map(row => [row.household_id, row.reason]))
}
