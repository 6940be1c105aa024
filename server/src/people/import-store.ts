import { setImmediate } from 'node:timers/promises'
import * as say from '@muster/core/people/import-sentences.ts'
import type { Sentence } from '@muster/core/platform/table.ts'
import { resolvePlace } from '@muster/core/territory/resolve.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { reaches } from '../platform/door/reach.ts'
import { placesOf } from '../territory/places.ts'

/** Somebody of the roster under a number that the file names. */
export interface Known {
  readonly id: string
  readonly version: number
  readonly left: boolean
  readonly inReach: boolean
  readonly name: string
  readonly unitId: string
  readonly unitPath: string
  readonly phone: string | null
  readonly residence: string | null
  readonly skills: readonly string[]
  readonly availability: string
  readonly onCall: boolean
}

/** Rows that come back in one answer: a few milliseconds to read. */
const CHUNK = 2000
/** An unknown place name is compared with every place, which takes milliseconds; so many are worth telling. */
const MOST_UNKNOWN_PLACES = 100

/** Everybody registered under one of these numbers, in reach or not, by number. */
export async function knownBy(ctx: Ctx, numbers: readonly string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>()
  for (let from = 0; from < numbers.length; from += CHUNK) {
    const { rows } = await sql<Omit<Known, 'inReach'> & { volunteerNo: string }>`
      select p.volunteer_no as "volunteerNo", p.id, p.version, p.left_at is not null as left, p.name,
             p.unit_id as "unitId", u.path as "unitPath", p.phone, p.residence, p.skills, p.availability,
             p.on_call as "onCall"
        from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
       where p.tenant = ${ctx.tenant.tenant} and p.volunteer_no = any(${numbers.slice(from, from + CHUNK)}::text[])`.execute(
      ctx.tx,
    )
    for (const { volunteerNo, ...row } of rows)
      known.set(volunteerNo, { ...row, inReach: reaches(ctx.scope, { unitPaths: [row.unitPath] }) })
  }
  return known
}

interface Unit {
  readonly id: string
  readonly path: string
  readonly code: string
  readonly name: string
  readonly parent: string | null
}
type Found<T> = { readonly found: T } | Sentence

const key = (text: string): string => text.toLowerCase().replaceAll(' ', '')

/** Finds units by code or full name, and sub-units by the names below; only units in reach exist. */
export async function unitFinder(ctx: Ctx) {
  const { rows } = await sql<Unit>`
    select id, code, name, parent, path from unit where tenant = ${ctx.tenant.tenant} order by code`.execute(ctx.tx)
  const inReach = rows.filter(row => reaches(ctx.scope, { unitPaths: [row.path] }))
  const byWord = Map.groupBy(
    inReach.flatMap(unit => [...new Set([unit.code, unit.name].map(key))].map(word => ({ word, unit }))),
    ({ word }) => word,
  )
  const below = Map.groupBy(inReach, ({ parent }) => parent)
  const find = (written: string): Found<Unit> => {
    const units = (byWord.get(key(written)) ?? []).map(({ unit }) => unit)
    const exact = units.find(unit => key(unit.code) === key(written))
    if (exact) return { found: exact }
    if (units.length > 1)
      return say.ambiguousUnit(
        written,
        units.map(({ code }) => code),
      )
    return units[0] ? { found: units[0] } : say.unknownUnit(written)
  }
  const findBelow = (top: Unit, written: string): Found<Unit> => {
    let at = top
    for (const word of written.split('/')) {
      const children = below.get(at.id) ?? []
      const fits = children.filter(({ code, name }) => [code, name].some(one => key(one) === key(word)))
      const names = children.map(({ name }) => name)
      if (fits.length !== 1) return say.unknownSubUnit(word, at.name, names)
      at = fits[0]!
    }
    return { found: at }
  }
  return { find, findBelow }
}

/** Finds communities by written name inside the tenant's territories; each spelling is looked up once. */
export async function placeFinder(ctx: Ctx) {
  const { index, entries } = await placesOf(ctx)
  const byCode = new Map(entries.map(entry => [entry.code, entry]))
  const seen = new Map<string, Found<string>>()
  let unknown = 0
  /** Street and community, so that two of one name are told apart. */
  const label = (code: string) => {
    const place = byCode.get(code)
    const above = place?.parent ? byCode.get(place.parent) : undefined
    return `${above?.name ?? ''}${place?.name ?? code}`
  }
  const lookUp = (written: string): Found<string> => {
    if (unknown >= MOST_UNKNOWN_PLACES) return say.tooManyPlaces(MOST_UNKNOWN_PLACES)
    const place = resolvePlace(index, written)
    if ('found' in place) {
      const { found } = place
      return byCode.get(found)?.level === 'community'
        ? { found }
        : say.notACommunity(byCode.get(found)?.name ?? written)
    }
    unknown += 1
    if ('ambiguous' in place) return say.ambiguousPlace(written, place.ambiguous.map(label))
    return say.unknownPlace(written, place.near.map(label))
  }
  return async (written: string): Promise<Found<string>> => {
    const before = seen.get(written)
    if (before) return before
    const found = lookUp(written)
    seen.set(written, found)
    if (seen.size % 10 === 0) await setImmediate()
    return found
  }
}
