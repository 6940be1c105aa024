import { sql } from 'kysely'
import { actorOf, type Ctx, personOf } from '../platform/context.ts'
import { runsPost } from '../register/reach.ts'
import { registerById } from '../register/rows.ts'
import { type KnownDoor, type KnownList, knownOf } from './known.ts'
import { asSweep, readSweeps, type SweepRow } from './rows.ts'

const HOUR = 3_600_000
/** What a phone takes with it: posts of yesterday, which may still be written up, to the day after tomorrow. */
const BEFORE = 24 * HOUR
const AFTER = 48 * HOUR

/** The lists of one's posts, and of the posts of teams one leads, with all that a phone needs to go on without signal. */
export async function mine(ctx: Ctx) {
  const { tenant } = ctx.tenant
  const span = sql`tstzrange(${new Date(ctx.now.getTime() - BEFORE)}, ${new Date(ctx.now.getTime() + AFTER)})`
  const leads = ctx.scope.teamPaths.map(path => sql`g.path like ${`${path}%`}`)
  const open = await readSweeps(
    ctx,
    sql`sw.closed_at is null and i.closed_at is null and (${leads.length > 0 ? sql.join(leads, sql` or `) : sql`false`} or po.id in (
      select s.post_id from assignment a join shift s on s.tenant = ${tenant} and s.id = a.shift_id
       where a.tenant = ${tenant} and a.person_id = ${personOf(ctx)} and a.ended_at is null and a.span && ${span}
      union select tu.post_id from turn tu
       where tu.tenant = ${tenant} and tu.person_id = ${personOf(ctx)} and tu.came_at > ${new Date(ctx.now.getTime() - BEFORE)}))`,
  )
  const rows = []
  for (const sweep of open) rows.push(await forPhone(ctx, sweep))
  return { rows }
}

async function forPhone(ctx: Ctx, sweep: SweepRow) {
  const register = sweep.register_id ? await registerById(ctx, sweep.register_id) : null
  return {
    ...asSweep(sweep),
    runs: await runsPost(ctx, sweep.post.id),
    form: register && { version: register.form_version, form: register.form },
    zone: ctx.tenant.zone,
    lists: (await knownOf(ctx, sweep, ctx.now)).map(list => listOf(ctx, list)),
  }
}

function listOf(ctx: Ctx, { site, stair, doors, claim, heardAt }: KnownList) {
  const { accountId } = actorOf(ctx)
  return {
    site,
    stair,
    heardAt: heardAt?.toISOString() ?? null,
    claim: claim && { mine: claim.account_id === accountId, until: claim.until.toISOString(), over: claim.over },
    doors: doors.map(door => doorOf(accountId, door)),
  }
}

const doorOf = (accountId: string, { id, stair, floor, number, said, excuse, visits }: KnownDoor) => ({
  id,
  stair,
  floor,
  number,
  said,
  excused: excuse !== null,
  visits: visits.map(({ id, outcome, at, account_id, held }) => ({
    id,
    outcome,
    at,
    mine: account_id === accountId,
    held,
  })),
})
