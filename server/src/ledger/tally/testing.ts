import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { standingAsOf } from '../../enrolment/standing.ts'
import { type Ctx, NO_SCOPE } from '../../platform/context.ts'
import type { Database } from '../../platform/database/open.ts'
import { addCity, working } from '../../platform/testing/context.ts'
import { testDatabase } from '../../platform/testing/database.ts'
import { standingPeople } from './people.ts'
import { presentIn, type Question, readingOf, standingIn } from './reader.ts'

const CITY = { ...NO_SCOPE, tenant: true }

/** A city small enough that everything meets: two areas with two streets of two communities each, and units three deep. */
async function smallCity(owner: Database, tenant: string) {
  const codes: string[] = []
  const place = async (code: string, level: string, parent: string | null, path: string) => {
    codes.push(code)
    const row = {
      tenant,
      code,
      name: code,
      level,
      parent,
      path: `${path}${code}/`,
      urban: true,
      zone: false,
      kind: level,
    }
    const read = { pinyin: '', initials: '', version: '2022', valid_from: '2022-01-01' }
    await owner
      .insertInto('territory')
      .values({ ...row, ...read })
      .execute()
    return row.path
  }
  const city = await place('32', 'city', null, '')
  for (const area of ['3201', '3202']) {
    const areaPath = await place(area, 'county', '32', city)
    for (const nth of [1, 2]) {
      const streetPath = await place(`${area}${nth}`, 'street', area, areaPath)
      for (const at of [1, 2]) await place(`${area}${nth}${at}`, 'community', `${area}${nth}`, streetPath)
    }
  }
  const units: string[] = []
  const unit = async (parent: string | null, path: string) => {
    const id = v7()
    units.push(id)
    const row = { tenant, id, code: id, name: id, kind: 'agency', parent, path: `${path}${id}/`, version: 1 }
    await owner
      .insertInto('unit')
      .values({ ...row, created_at: new Date(0) })
      .execute()
    return row.path
  }
  const top = await unit(null, '')
  const below = await unit(units[0]!, top)
  await unit(units[1]!, below)
  await unit(units[0]!, top)
  await unit(null, '')
  return { codes, communities: codes.filter(code => code.length === 6), units }
}

interface SmallTown {
  city: string
  places: Awaited<ReturnType<typeof smallCity>>
  database: Awaited<ReturnType<typeof testDatabase>>
}

/** A database in which every test has a small city of its own (`now`), without a server. */
export function smallCities(connections: number) {
  let run: ReturnType<typeof working>
  const now = {} as SmallTown
  const newCity = async () => {
    now.city = `city-${v7().slice(-12)}`
    await addCity(now.database.owner, now.city)
    now.places = await smallCity(now.database.owner, now.city)
  }
  beforeAll(async () => {
    now.database = await testDatabase(connections)
    run = working(now.database.db)
  })
  afterAll(() => now.database.close())
  beforeEach(newCity)
  const inCity = <T>(when: Date, work: (ctx: Ctx) => Promise<T>) => run(now.city, when, work)
  return { now, newCity, inCity }
}

/** What the facts say, scope by scope: the slow truth. */
export async function slowly(
  ctx: Ctx,
  { incidentId, asOf }: Question,
  scopes: readonly string[],
): Promise<Map<string, Answer & { who: string[] }>> {
  const { rows } = await sql<Heard>`
    with ${standingAsOf(ctx, { asOf, incidentId }, CITY)}
    select h.person_id as person, h.territory as place, h.recorded_at as heard, h.stands, split_part(u.path, '/', 1) as unit,
           '/' || t.path || u.path || u.id || '=/' as paths
      from heard h
      join territory t on t.tenant = ${ctx.tenant.tenant} and t.code = h.territory
      join unit u on u.tenant = ${ctx.tenant.tenant} and u.id = h.unit_id`.execute(ctx.tx)
  return new Map(scopes.map(scope => [scope, countedIn(rows.filter(({ paths }) => paths.includes(`/${scope}`)))]))
}

interface Heard {
  person: string
  place: string
  unit: string
  heard: Date
  stands: boolean
  paths: string
}

function countedIn(rows: readonly Heard[]): Answer & { who: string[] } {
  const standing = rows.filter(({ stands }) => stands)
  const distinct = (of: 'person' | 'unit' | 'place') => [...new Set(standing.map(row => row[of]))].sort()
  const times = rows.map(({ heard }) => heard.getTime())
  return {
    facts: standing.length,
    people: distinct('person').length,
    who: distinct('person'),
    heard: times.length > 0 ? new Date(Math.max(...times)) : null,
    units: distinct('unit'),
    places: distinct('place'),
  }
}

export interface Answer {
  facts: number
  people: number
  heard: Date | null
  units: string[]
  places: string[]
}

/** The same from the tally; null when nobody has rolled it. Members of the side by which a scope is kept; else none. */
export async function quickly(
  ctx: Ctx,
  question: Question,
  scopes: readonly string[],
): Promise<Map<string, Answer> | null> {
  const reading = await readingOf(ctx, question)
  if (!reading) return null
  const counts = await standingIn(ctx, reading, scopes)
  const members = async (side: 'unit' | 'place') => {
    const { rows } = await sql<{ scope: string; members: string[] }>`
      with ${presentIn(ctx, reading, side, scopes)}
      select scope, array_agg(member order by member) as members from present group by scope`.execute(ctx.tx)
    return new Map(rows.map(row => [row.scope, row.members]))
  }
  const [units, places] = [await members('unit'), await members('place')]
  return new Map(
    scopes.map(scope => {
      const { facts, people, heard } = counts.get(scope)!
      return [scope, { facts, people, heard, units: units.get(scope) ?? [], places: places.get(scope) ?? [] }]
    }),
  )
}

/** Who of these people stands anywhere, by the tally; null when nobody has rolled it. */
export async function standingQuickly(ctx: Ctx, question: Question, people: readonly string[], few: boolean) {
  const reading = await readingOf(ctx, question)
  if (!reading) return null
  const { base, has } = standingPeople(ctx, reading, few)
  const { rows } = await sql<{ id: string }>`
    with ${base} select id from unnest(${people}::uuid[]) as p (id) where ${has('p.id')} order by id`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}

/** A report or its end as it goes into the ledger. */
export const said = (over: object) => ({ id: v7(), kind: reportedIn.name, payload: { as: 'residence' }, ...over })
export const ended = (over: object) => ({ id: v7(), kind: left.name, payload: {}, ...over })
