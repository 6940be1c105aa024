import * as ledger from '@muster/core/ledger/wire.ts'
import type { InputOf } from '@muster/core/platform/endpoint.ts'
import { v7 } from 'uuid'
import type { Ask, Town } from '../platform/testing/town.ts'

/** Five areas of Xuzhou whose streets and urban communities the replay R2 is held against. */
export const AREAS = ['320302000000', '320303000000', '320311000000', '320312000000', '320371000000']

/** Adds an invented unit. @returns its id */
export async function addUnit(t: Town, name: string, parent?: { id: string; path: string }) {
  const id = v7()
  const path = `${parent?.path ?? ''}${id}/`
  const row = { tenant: 'xuzhou', id, code: id, name, kind: 'agency', parent: parent?.id ?? null, path, version: 1 }
  await t.owner
    .insertInto('unit')
    .values({ ...row, created_at: new Date('2022-01-01T00:00:00.000Z') })
    .execute()
  return { id, path, name }
}

/** Adds invented people to a unit. @returns their ids */
export async function addPeople(t: Town, unitId: string, count: number, residence?: string): Promise<string[]> {
  const joined = new Date('2022-01-01T00:00:00.000Z')
  const rows = Array.from({ length: count }, (_, at) => {
    const id = v7()
    return {
      tenant: 'xuzhou',
      id,
      volunteer_no: `V${id.slice(-12).toUpperCase()}`,
      name: `志愿者${at + 1}`,
      pinyin: 'zhiyuanzhe zyz',
      unit_id: unitId,
      residence: residence ?? null,
      skills: [],
      availability: 'any-time',
      on_call: false,
      light_duty: false,
      version: 1,
      joined_at: joined,
      changed_at: joined,
    }
  })
  for (let at = 0; at < rows.length; at += 500)
    await t.owner
      .insertInto('person')
      .values(rows.slice(at, at + 500))
      .execute()
  return rows.map(({ id }) => id)
}

/** Registers a community as partner of a unit. */
export const partner = (t: Town, unitId: string, territory: string) =>
  t.owner.insertInto('unit_partner').values({ tenant: 'xuzhou', unit_id: unitId, territory }).execute()

/** Signs in as a person of the roster. */
export const asPerson = (t: Town, personId: string): Promise<Ask> => t.as('volunteer', {}, personId)

/** A report as a device sends it. */
export const arrival = (personId: string, territory: string, occurredAt: Date, over: object = {}) => ({
  id: v7(),
  kind: 'enrolment.reported-in',
  occurredAt: occurredAt.toISOString(),
  personId,
  territory,
  payload: { as: 'residence' },
  ...over,
})

/** The end of a report as a device sends it. */
export const departure = (personId: string, reportId: string, occurredAt: Date) => ({
  id: v7(),
  kind: 'enrolment.left',
  occurredAt: occurredAt.toISOString(),
  personId,
  supersedes: reportId,
  payload: {},
})

type Sent = InputOf<typeof ledger.send>['facts']

/** Sends facts in batches of 500, as an outbox does. @returns the verdicts with the slugs of refusals */
export async function sendAll(ask: Ask, facts: Sent): Promise<string[]> {
  const verdicts: string[] = []
  for (let at = 0; at < facts.length; at += 500) {
    const { answers } = await ask(ledger.send, { facts: facts.slice(at, at + 500) })
    verdicts.push(...answers.map(({ verdict, problem }) => problem?.type.replace('/problems/', '') ?? verdict))
  }
  return verdicts
}

/** Codes of communities in the five areas, in order. */
export async function communities(
  t: Town,
  options: { urban: boolean; in?: string } = { urban: true },
): Promise<string[]> {
  const rows = await t.owner
    .selectFrom('territory as c')
    .innerJoin('territory as s', join => join.onRef('s.tenant', '=', 'c.tenant').onRef('s.code', '=', 'c.parent'))
    .select('c.code')
    .where('c.level', '=', 'community')
    .where('c.urban', '=', options.urban)
    .where('s.parent', 'in', options.in ? [options.in] : AREAS)
    .orderBy('c.code')
    .execute()
  return rows.map(({ code }) => code)
}
