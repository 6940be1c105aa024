import type { AlarmKind, Step } from '@muster/core/duty/alarms.ts'
import { alarmWords } from '@muster/core/duty/sentences.ts'
import { sql } from 'kysely'
import { tellPeople } from '../people/messages.ts'
import type { Ctx } from '../platform/context.ts'
import { namesOf } from './names.ts'
import { plannedOn } from './plan.ts'
import type { DutyShift } from './rows.ts'
import { turnRows } from './turn-rows.ts'

/** An alarm that has reached steps whose people have not been told yet. */
export interface Climbing {
  readonly shift: DutyShift
  readonly kind: AlarmKind
  readonly personId: string | null
  readonly steps: readonly Step[]
}

/** Tells those on each step that was reached, in their inboxes. */
export async function tellSteps(ctx: Ctx, climbing: readonly Climbing[]): Promise<void> {
  const names = await namesOf(
    ctx,
    climbing.flatMap(({ personId }) => personId ?? []),
  )
  for (const one of climbing) {
    // Who was hurt is seen in the case alone, by those whom it concerns.
    const name = one.kind === 'care' || !one.personId ? null : (names.get(one.personId)?.name ?? null)
    const people = new Set<string>()
    for (const step of one.steps) for (const id of await peopleAt(ctx, one, step)) people.add(id)
    const words = alarmWords(one.kind, one.shift.post_name, name)
    await tellPeople(
      ctx,
      [...people].map(personId => ({ personId, topic: `shift/${one.shift.id}`, ...words })),
    )
  }
}

function peopleAt(ctx: Ctx, one: Climbing, step: Step): Promise<readonly string[]> {
  if (step === 'person') return one.personId ? Promise.resolve([one.personId]) : peopleThere(ctx, one)
  return step === 'captain' ? captainsOf(ctx, one.shift) : deskOf(ctx, one.shift, step)
}

/** Who is there; before anybody came, who is meant to come. */
async function peopleThere(ctx: Ctx, { shift }: Climbing): Promise<string[]> {
  const here = await turnRows(ctx, sql`tu.shift_id = ${shift.id} and tu.state = 'on'`)
  const meant = here.length > 0 ? here : (await plannedOn(ctx, [shift.id])).filter(({ standby }) => !standby)
  return [...new Set(meant.map(one => one.person_id))]
}

/** The captains of the team that leads there, and whoever leads the shift. */
async function captainsOf(ctx: Ctx, shift: DutyShift): Promise<string[]> {
  if (!shift.team_id) return []
  const { rows } = await sql<{ person_id: string }>`
    select person_id from team_member
     where tenant = ${ctx.tenant.tenant} and team_id = ${shift.team_id} and 'captain' = any(roles)`.execute(ctx.tx)
  return rows.map(row => row.person_id)
}

/** People at desks that answer for the place: the street's and the community's, or the city's. */
async function deskOf(ctx: Ctx, shift: DutyShift, role: Step): Promise<string[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ person_id: string }>`
    select distinct a.person_id
      from role_grant g
      join account a on a.tenant = ${tenant} and a.id = g.account_id and a.person_id is not null
      left join territory t on t.tenant = ${tenant} and t.code = g.territory
     where g.tenant = ${tenant} and g.role = ${role} and g.ended_at is null and (g.until is null or g.until > ${ctx.now})
       and (t.path is null or starts_with((select path from territory where tenant = ${tenant} and code = ${shift.territory}), t.path))`.execute(
    ctx.tx,
  )
  return rows.map(row => row.person_id)
}
