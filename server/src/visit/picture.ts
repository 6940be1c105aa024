import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import type { State } from '@muster/core/visit/outcomes.ts'
import type * as wire from '@muster/core/visit/wire.ts'
import { sql } from 'kysely'
import { namesOf, type Who } from '../duty/names.ts'
import { pageOf } from '../people/rows.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { type KnownDoor, type KnownList, knownOf } from './known.ts'
import { asSweep, sweepById } from './rows.ts'

/** How far a sweep has come, as it was known at an instant: every door is exactly one of done, open, unknown, excused. */
export async function coverage(ctx: Ctx, { sweepId, asOf }: ParsedOf<typeof wire.coverage>) {
  const sweep = await sweepById(ctx, sweepId)
  const at = asOf ? new Date(asOf) : ctx.now
  const lists = await knownOf(ctx, sweep, at)
  const names = await namesOf(
    ctx,
    lists.flatMap(({ claim }) => claim?.person_id ?? []),
  )
  return {
    sweep: asSweep(sweep),
    code: sweep.code,
    asOf: at.toISOString(),
    ...statesOf(lists.flatMap(({ doors }) => doors)),
    empty: await emptyOf(ctx, sweepId, lists),
    ...workOf(ctx, lists),
    rechecks: await rechecksAt(ctx, sweepId, at),
    rows: lists.map(list => ({
      site: list.site,
      stair: list.stair,
      ...statesOf(list.doors),
      heardAt: list.heardAt?.toISOString() ?? null,
      claim: claimOf(list, names),
    })),
  }
}

/** Buildings of the sweep in none of its lists. */
async function emptyOf(ctx: Ctx, sweepId: string, lists: readonly KnownList[]) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<KnownDoor['site']>`
    select s.id, s.name from sweep_site x join site s on s.tenant = ${tenant} and s.id = x.site_id
     where x.tenant = ${tenant} and x.sweep_id = ${sweepId} order by s.name, s.id`.execute(ctx.tx)
  const listed = new Set(lists.map(({ site }) => site.id))
  return rows.filter(({ id }) => !listed.has(id))
}

function statesOf(doors: readonly KnownDoor[]) {
  const count = (state: State) => doors.filter(one => one.state === state).length
  const states = { done: count('done'), open: count('open'), unknown: count('unknown'), excused: count('excused') }
  return { households: doors.length, ...states }
}

/** Work is counted in visits, buildings and people, never in one sum. */
function workOf({ tenant }: Ctx, lists: readonly KnownList[]) {
  const doors = lists
    .flatMap(list => list.doors)
    .map(({ site, visits }) => ({ site, visits: visits.filter(({ held }) => !held) }))
  const visits = doors.flatMap(door => door.visits)
  const days = doors.flatMap(door => door.visits.map(({ at }) => `${door.site.id} ${dayIn(tenant.zone, at)}`))
  return {
    reached: doors.filter(door => door.visits.some(({ outcome }) => outcome === 'answered')).length,
    twice: doors.filter(door => new Set(door.visits.map(({ account_id }) => account_id)).size > 1).length,
    visits: visits.length,
    buildingVisits: new Set(days).size,
    people: visits.reduce((sum, { people }) => sum + (people ?? 0), 0),
  }
}

function claimOf({ claim }: KnownList, names: ReadonlyMap<string, Who>) {
  if (!claim) return null
  const by = names.get(claim.person_id ?? '') ?? null
  return { by, since: claim.heard_at.toISOString(), until: claim.until.toISOString(), over: claim.over }
}

async function rechecksAt(ctx: Ctx, sweepId: string, at: Date) {
  const { rows } = await sql<{ drawn: number; checked: number; agree: number }>`
    select count(*)::int as drawn, count(*) filter (where heard_at <= ${at})::int as checked,
           count(*) filter (where agrees and heard_at <= ${at})::int as agree
      from recheck where tenant = ${ctx.tenant.tenant} and sweep_id = ${sweepId} and drawn_at <= ${at}`.execute(ctx.tx)
  return rows[0]!
}

const USUAL_PAGE = 100

/** The doors of a sweep, with every hand that was there. */
export async function doors(ctx: Ctx, input: ParsedOf<typeof wire.doors>) {
  const sweep = await sweepById(ctx, input.sweepId)
  const all = (await knownOf(ctx, sweep, ctx.now, input.siteId))
    .flatMap(list => list.doors)
    .filter(({ state }) => !input.state || state === input.state)
  const from = input.after ? all.findIndex(({ id }) => id === input.after) + 1 : 0
  const limit = input.limit ?? USUAL_PAGE
  const page = pageOf(all.slice(from, from + limit + 1), limit, ({ id }) => id)
  const names = await namesOf(
    ctx,
    page.rows.flatMap(({ visits }) => visits.flatMap(({ person_id }) => person_id ?? [])),
  )
  return { ...page, rows: page.rows.map(one => doorOf(ctx, one, names)), total: all.length }
}

function doorOf(ctx: Ctx, { visits, ...known }: KnownDoor, names: ReadonlyMap<string, Who>) {
  const { accountId } = actorOf(ctx)
  return {
    ...known,
    visits: visits.map(({ id, outcome, at, heard_at, account_id, person_id, held, note_left }) => ({
      id,
      outcome,
      at,
      heardAt: heard_at.toISOString(),
      by: names.get(person_id ?? '') ?? null,
      mine: account_id === accountId,
      held,
      left: note_left,
    })),
  }
}
