import type { AlarmKind, Step } from '@muster/core/duty/alarms.ts'
import { alarmWords } from '@muster/core/duty/sentences.ts'
import { sql } from 'kysely'
import { tellPeople } from '../people/messages.ts'
import type { Ctx } from '../platform/context.ts'
import { namesOf } from './names.ts'
import { plannedOn } from './plan.ts'
import type { DutyShift } from './rows.ts'
import { inOwnRight } from './sayable.ts'
import { turnRows } from './turn-rows.ts'

/** An alarm that has reached steps whose people have not been told yet. */
export interface Climbing {
  readonly shift: DutyShift
  readonly kind: AlarmKind
  readonly personId: string | null
  readonly steps: readonly Step[]
}

/** Tells those on each step that was reached, in their inboxes: a few statements, however many alarms there are. */
export async function tellSteps(ctx: Ctx, all: readonly Climbing[]): Promise<void> {
  const climbing = all.filter(({ steps }) => steps.length > 0)
  if (climbing.length === 0) return
  const at = (step: Step) => climbing.filter(({ steps }) => steps.includes(step)).map(({ shift }) => shift)
  const names = await namesOf(
    ctx,
    climbing.flatMap(({ personId }) => personId ?? []),
  )
  const known = await inOwnRight(
    ctx,
    climbing.flatMap(({ shift, personId }) => (personId ? [{ shift_id: shift.id, person_id: personId }] : [])),
  )
  const there = await peopleThere(ctx, at('person'))
  const captains = await captainsOf(ctx, at('captain'))
  const desks = {
    'street-desk': await desksOf(ctx, at('street-desk'), 'street-desk'),
    'city-desk': await desksOf(ctx, at('city-desk'), 'city-desk'),
  }
  const peopleAt = ({ shift, personId }: Climbing, step: Step): readonly string[] => {
    if (step === 'person') return personId ? [personId] : (there.get(shift.id) ?? [])
    if (step === 'captain') return captains.get(shift.team_id ?? '') ?? []
    return desks[step].get(shift.territory) ?? []
  }
  await tellPeople(
    ctx,
    climbing.flatMap(one => {
      // Who was hurt is seen in the case alone, by those whom it concerns.
      const who = one.kind === 'care' || !one.personId ? null : (names.get(one.personId) ?? null)
      const called = (step: Step) =>
        step === 'captain' && who && !known.has(who.id) ? who.volunteerNo : (who?.name ?? null)
      // Whoever stands on two steps reads what the higher one may.
      const told = new Map(one.steps.flatMap(step => peopleAt(one, step).map(id => [id, called(step)] as const)))
      return [...told].map(([personId, name]) => ({
        personId,
        topic: `shift/${one.shift.id}`,
        ...alarmWords(one.kind, one.shift.post_name, name),
      }))
    }),
  )
}

type People = ReadonlyMap<string, readonly string[]>
const peopleBy = (rows: readonly { readonly key: string; readonly person_id: string }[]): People =>
  new Map([...Map.groupBy(rows, ({ key }) => key)].map(([key, own]) => [key, own.map(row => row.person_id)]))

/** By shift: who is there; before anybody came, who is meant to come. */
async function peopleThere(ctx: Ctx, shifts: readonly DutyShift[]): Promise<People> {
  if (shifts.length === 0) return new Map()
  const ids = shifts.map(({ id }) => id)
  const here = await turnRows(ctx, sql`tu.shift_id = any(${ids}::uuid[]) and tu.state = 'on'`)
  const planned = (await plannedOn(ctx, ids)).filter(({ standby }) => !standby)
  const keyed = (list: readonly { shift_id: string; person_id: string }[]) =>
    peopleBy(list.map(one => ({ key: one.shift_id, person_id: one.person_id })))
  return new Map([...keyed(planned), ...keyed(here)])
}

/** By team: its captains, and those of the teams above it. */
async function captainsOf(ctx: Ctx, shifts: readonly DutyShift[]): Promise<People> {
  const teams = [...new Set(shifts.flatMap(({ team_id }) => team_id ?? []))]
  if (teams.length === 0) return new Map()
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ key: string; person_id: string }>`
    select distinct t.id as key, m.person_id
      from team t
      join team g on g.tenant = ${tenant} and starts_with(t.path, g.path)
      join team_member m on m.tenant = ${tenant} and m.team_id = g.id and 'captain' = any(m.roles)
      join person p on p.tenant = ${tenant} and p.id = m.person_id and p.left_at is null
     where t.tenant = ${tenant} and t.id = any(${teams}::uuid[])`.execute(ctx.tx)
  return peopleBy(rows)
}

/** By place: people at desks that answer for it, the street's and the community's, or the city's. */
async function desksOf(ctx: Ctx, shifts: readonly DutyShift[], role: Step): Promise<People> {
  if (shifts.length === 0) return new Map()
  const { tenant } = ctx.tenant
  const places = [...new Set(shifts.map(({ territory }) => territory))]
  const { rows } = await sql<{ key: string; person_id: string }>`
    select distinct at.code as key, a.person_id
      from role_grant g
      join account a on a.tenant = ${tenant} and a.id = g.account_id and a.person_id is not null and not a.suspended
      left join territory t on t.tenant = ${tenant} and t.code = g.territory
      join territory at on at.tenant = ${tenant} and at.code = any(${places}::text[]) and (t.path is null or starts_with(at.path, t.path))
     where g.tenant = ${tenant} and g.role = ${role} and g.ended_at is null and (g.until is null or g.until > ${ctx.now})`.execute(
    ctx.tx,
  )
  return peopleBy(rows)
}
