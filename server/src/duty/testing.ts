import { dayIn } from '@muster/core/platform/moment.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { addPeople, addUnit, phones } from '../callout/testing.ts'
import type { Ask, Town } from '../platform/testing/town.ts'

const LONG_AGO = new Date('2022-01-01T00:00:00.000Z')

/** An instant of the city's wall clock: `at('03-28 08:00')`. */
export const at = (clock: string, year = 2022): Date => new Date(`${year}-${clock.replace(' ', 'T')}:00.000+08:00`)

export interface PostTraits {
  readonly territory: string
  readonly command?: boolean
  readonly checklist?: string[]
  readonly suitMinutes?: number
  readonly reportMinutes?: number
  readonly teamId?: string
  readonly incidentId?: string
}

/** Adds a post. @returns its id */
export async function addPost(t: Town, name: string, traits: PostTraits): Promise<string> {
  const id = v7()
  const row = {
    tenant: 'xuzhou',
    id,
    name,
    kind: 'test',
    territory: traits.territory,
    danger: false,
    skills: [],
    equipment: [],
    incident_id: traits.incidentId ?? null,
    command: traits.command ?? false,
    checklist: traits.checklist ?? [],
    report_minutes: traits.reportMinutes ?? 0,
    suit_minutes: traits.suitMinutes ?? null,
    team_id: traits.teamId ?? null,
    state: 'open',
    version: 1,
    created_at: LONG_AGO,
  }
  await t.owner.insertInto('post').values(row).execute()
  return id
}

interface ShiftTraits {
  readonly people?: number
  readonly openEnd?: boolean
  readonly role?: string
}

/** Adds a shift from one instant to another. @returns its id */
export async function addShift(
  t: Town,
  postId: string,
  from: Date,
  to: Date,
  traits: ShiftTraits = {},
): Promise<string> {
  const id = v7()
  const row = {
    tenant: 'xuzhou',
    id,
    post_id: postId,
    role: traits.role ?? 'member',
    skills: [],
    starts_at: from,
    ends_at: to,
    day: dayIn('Asia/Shanghai', from),
    open_end: traits.openEnd ?? false,
    people: traits.people ?? 1,
    standby: 0,
    cancelled: false,
    version: 1,
    created_at: LONG_AGO,
  }
  await t.owner.insertInto('shift').values(row).execute()
  return id
}

/** Puts people on a shift, as a plan does. */
export async function assign(t: Town, shiftId: string, personIds: readonly string[], standby = false): Promise<void> {
  await sql`
    insert into assignment (tenant, id, shift_id, person_id, span, standby, basis, source, assigned_at, version)
    select s.tenant, ids.id, s.id, ids.person_id, tstzrange(s.starts_at - make_interval(mins => p.report_minutes), s.ends_at), ${standby}, 'VOLUNTARY', 'desk', ${LONG_AGO}, 1
      from unnest(${personIds.map(() => v7())}::uuid[], ${[...personIds]}::uuid[]) as ids (id, person_id)
      join shift s on s.tenant = 'xuzhou' and s.id = ${shiftId}
      join post p on p.tenant = s.tenant and p.id = s.post_id`.execute(t.owner)
}

export interface Crew {
  readonly people: string[]
  readonly hands: Ask[]
}

/** Invented people of one unit, with their phones in their hands. */
export async function crew(t: Town, count: number): Promise<Crew> {
  const unit = await addUnit(t, '某市局')
  const people = await addPeople(t, unit, count)
  return { people, hands: await phones(t, people) }
}

/** Some community of the city. */
export async function aCommunity(t: Town, nth = 0): Promise<string> {
  const row = await t.owner
    .selectFrom('territory')
    .select('code')
    .where('level', '=', 'community')
    .orderBy('code')
    .offset(nth)
    .limit(1)
    .executeTakeFirstOrThrow()
  return row.code
}

/** A fact as a phone's outbox holds it. */
export const note = (kind: string, shiftId: string, personId: string, occurredAt: Date, payload: object = {}) => ({
  id: v7(),
  kind: `duty.${kind}`,
  subjectId: shiftId,
  personId,
  occurredAt: occurredAt.toISOString(),
  payload,
})
