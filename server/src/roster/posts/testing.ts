import * as incident from '@muster/core/incident/wire.ts'
import type { InputOf } from '@muster/core/platform/endpoint.ts'
import * as wire from '@muster/core/roster/posts.wire.ts'
import type { Post, Shift } from '@muster/core/roster/shapes.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { v7 } from 'uuid'
import { addUnit } from '../../people/testing.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'

/** A community of Xuzhou and one beside it in the same street, and the street; and a community of another one. */
export const COMMUNITY = '320302001002'
export const BESIDE = '320302001003'
export const STREET = '320302001000'
export const ELSEWHERE = '320311003001'

/** A city with its desk, that of a street, and an agency whose people can be placed. */
export interface Stage {
  readonly t: Town
  readonly city: Ask
  readonly street: Ask
  readonly unit: string
}

/** Sets the stage of most stories about posts. */
export async function openStage(): Promise<Stage> {
  const t = await town({ territory: '320300000000' })
  const city = await t.as('city-desk')
  const street = await t.as('street-desk', { territory: STREET })
  return { t, city, street, unit: await addUnit(city, 'CZ', '市财政局') }
}

/** An incident of a kind, somewhere in the city. */
export const anIncident = (city: Ask, kind: incident.IncidentKind = 'epidemic') =>
  city(incident.open, { id: v7(), kind, name: '三月疫情', territory: '320300000000' })

/** A post of a kind; the rest comes from its pack. */
export const aPost = (ask: Ask, over: Partial<InputOf<typeof wire.createPost>> = {}): Promise<Post> =>
  ask(wire.createPost, { id: v7(), territory: COMMUNITY, kind: 'gate', name: '东门', ...over })

/** A shift of two people. */
export const aShift = (
  ask: Ask,
  postId: string,
  startsAt: string,
  endsAt: string,
  over: Partial<InputOf<typeof wire.addShift>> = {},
): Promise<Shift> => ask(wire.addShift, { postId, id: v7(), role: 'member', startsAt, endsAt, people: 2, ...over })

/** A compound or building. */
export async function aSite(
  ask: Ask,
  name: string,
  over: Partial<InputOf<typeof sites.createSites>['rows'][number]> = {},
): Promise<sites.Site> {
  const row = { id: v7(), territory: COMMUNITY, kind: 'compound' as const, name, ...over }
  return (await ask(sites.createSites, { rows: [row] })).rows[0]!
}

/** Puts somebody on a shift, as a rota would: what placing people checks is told in its own tests. */
export async function putOn({ owner }: Town, shift: Shift, personId: string, standby = false): Promise<string> {
  const id = v7()
  const at = { tenant: 'xuzhou', id, shift_id: shift.id, person_id: personId, standby }
  const span = `[${shift.startsAt},${shift.endsAt})`
  const how = { basis: 'VOLUNTARY', source: 'rota', assigned_at: new Date(shift.startsAt), version: 1 }
  await owner
    .insertInto('assignment')
    .values({ ...at, ...how, span })
    .execute()
  return id
}

/** What people were told, oldest first. */
export async function toldTo({ owner }: Town, personId: string): Promise<string[]> {
  const rows = await owner.selectFrom('message').select('zh').where('person_id', '=', personId).orderBy('id').execute()
  return rows.map(({ zh }) => zh)
}

/** Stands in for the slices that know who came. @returns takes it away again */
export function arrivals({ app }: Town, shiftIds: readonly string[]): () => void {
  const slices = app.house.slices as unknown[]
  const arrived = async (_: unknown, ids: readonly string[]) => ids.filter(id => shiftIds.includes(id)).length
  slices.push({ name: 'stand-in', doors: [], arrived })
  return () => void slices.pop()
}
