import type { BuildSettings } from '@muster/core/roster/build.wire.ts'
import type { Settings, Wish } from '@muster/core/roster/rota.wire.ts'
import type { SafetyLimits } from '@muster/core/roster/safety.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { type GuardedPerson, guardedPeople } from '../../assign/guarded.ts'
import { limitsOf } from '../judge.ts'
import { ofRotaOn, type Planned, readPlanned } from '../plan.ts'
import { askable } from '../pool.ts'
import type { RotaRow } from '../rows.ts'

/** Somebody whom the engine may place, with all that it looks at. */
export interface BuildPerson extends GuardedPerson {
  /** Where they live, as codes from the top down; null: not said. */
  readonly home: string | null
  readonly unitId: string
  readonly teamId: string | null
  /** Of the pool; others only stay where they are. */
  readonly askable: boolean
}

/** All that a build looks at, read in one moment. */
export interface BuildInput {
  readonly zone: string
  readonly limits: SafetyLimits
  readonly settings: Settings
  readonly build: BuildSettings
  readonly wishes: readonly Wish[]
  /** Shifts that are still to come, in order of time. */
  readonly shifts: readonly Planned[]
  /** Where the posts lie, as codes from the top down. */
  readonly places: ReadonlyMap<string, string>
  readonly people: readonly BuildPerson[]
}

/** Reads what a build needs. What has begun, or is reported for already, is as it is. */
export async function buildInput(ctx: Ctx, rota: RotaRow, build: BuildSettings): Promise<BuildInput> {
  const plan = await readPlanned(ctx, ofRotaOn(rota.id, rota))
  const shifts = plan.filter(({ reportAt }) => reportAt > ctx.now)
  const may = new Set(await askable(ctx, rota.pool))
  const there = shifts.flatMap(({ draft, published }) => [...draft.people, ...draft.standby, ...published.people])
  return {
    zone: ctx.tenant.zone,
    limits: await limitsOf(ctx, rota.settings),
    settings: rota.settings,
    build,
    wishes: rota.wishes,
    shifts,
    places: await placesOf(ctx, shifts),
    people: await peopleOf(ctx, rota, may, there, shifts),
  }
}

async function peopleOf(
  ctx: Ctx,
  rota: RotaRow,
  may: ReadonlySet<string>,
  there: readonly string[],
  shifts: readonly Planned[],
): Promise<BuildPerson[]> {
  if (shifts.length === 0) return []
  const ids = [...new Set([...may, ...there])]
  const around = { from: shifts[0]!.reportAt.getTime() - LOOK_BACK, until: shifts.at(-1)!.endsAt.getTime() }
  const guarded = await guardedPeople(ctx, ids, around)
  const { rows } = await sql<{ id: string; home: string | null; unitId: string; teamId: string | null }>`
    select p.id, t.path as home, p.unit_id as "unitId", (
        select m.team_id from team_member m where m.tenant = ${ctx.tenant.tenant} and m.person_id = p.id
         order by m.team_id = any(${rota.pool.teamIds}::uuid[]) desc, m.since desc, m.team_id limit 1) as "teamId"
      from person p left join territory t on t.tenant = p.tenant and t.code = p.residence
     where p.tenant = ${ctx.tenant.tenant} and p.id = any(${ids}::uuid[]) order by p.id`.execute(ctx.tx)
  return rows.flatMap(({ id, ...more }) => {
    const person = guarded.get(id)
    return person ? [{ ...person, ...more, askable: may.has(id) }] : []
  })
}

/** Loads of the last 14 days count; the guard itself looks back nine. */
const LOOK_BACK = 5 * 86_400_000

async function placesOf(ctx: Ctx, shifts: readonly Planned[]): Promise<Map<string, string>> {
  const codes = [...new Set(shifts.map(({ post }) => post.territory))]
  const { rows } = await sql<{ code: string; path: string }>`
    select code, path from territory where tenant = ${ctx.tenant.tenant} and code = any(${codes}::text[])`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ code, path }) => [code, path]))
}
