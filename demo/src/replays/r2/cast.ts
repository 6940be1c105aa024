import * as access from '@muster/core/access/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Ask } from '../../play/ask.ts'
import {
  type AccountPlan,
  type Desks,
  desksOf,
  joinPhone,
  openStage,
  type Stage,
  type StageSettings,
} from '../../play/stage.ts'
import { type City, inventCity, PHONE_UNITS, type Size } from '../../world/city.ts'
import { chinese } from '../../world/moment.ts'
import { type Base, readBase, streetOf } from '../../world/places.ts'
import { type Day, planDay } from './plan.ts'

/** Four districts and the development zone beside them. */
export const AREAS = ['320302000000', '320303000000', '320311000000', '320312000000', '320371000000'] as const
export const XUZHOU = { id: 'xuzhou', name: '徐州市', territory: '320300000000' } as const
export const BEGIN = chinese('2022-03-28 07:30')

/** Everybody and everything of the Xuzhou day. */
export interface Cast {
  readonly stage: Stage
  readonly size: Size
  readonly base: Base
  readonly city: City
  readonly day: Day
  readonly desks: Desks
  readonly incidentId: string
  readonly unitId: (code: string) => string
  /** Ids that the server gave when the roster was imported, by volunteer number. */
  readonly roster: () => Promise<ReadonlyMap<string, string>>
  /** Of a unit whose people have joined with their phones. */
  readonly byPhone: (volunteerNo: string) => boolean
  /** The phone of a person of one of the phone units. */
  readonly phone: (volunteerNo: string) => Promise<Ask>
}

/** Sets the stage and invents who will play. */
export async function castOf(settings: StageSettings, size: Size): Promise<Cast> {
  const stage = await openStage(settings, XUZHOU, BEGIN)
  const base = await readBase(stage.administrator, AREAS)
  const city = inventCity(base, size)
  const unitId = (code: string) => stage.ids(BEGIN, 'unit', code)
  const desks = desksOf(stage, accountsOf(base, city, unitId))
  return {
    stage,
    size,
    base,
    city,
    day: planDay(city, size, stage.ids),
    desks,
    incidentId: stage.ids(chinese('2022-03-28 08:00'), 'incident'),
    unitId,
    roster: once(() => readRoster(desks)),
    byPhone: byPhone(city),
    phone: phonesOf(stage, desks, city, unitId),
  }
}

/** The desk of a street by the code of the street, and a unit's secretary by the code of the unit. */
export const streetLogin = (code: string): string => `street-${code.slice(0, 9)}`
export const secretaryLogin = (code: string): string => `unit-${code.toLowerCase()}`
export const CITY_DESK = 'city-desk'
export const AUDITOR = 'auditor'

function accountsOf(base: Base, city: City, unitId: Cast['unitId']): AccountPlan[] {
  const used = new Set(city.covered.map(({ code }) => streetOf(code)))
  return [
    { login: CITY_DESK, role: 'city-desk' },
    { login: AUDITOR, role: 'auditor' },
    ...city.units.map(({ code }) => ({
      login: secretaryLogin(code),
      role: 'unit-secretary' as const,
      unitId: unitId(code),
    })),
    ...base.streets
      .filter(({ code }) => used.has(code))
      .map(({ code }) => ({ login: streetLogin(code), role: 'street-desk' as const, territory: code })),
  ]
}

async function readRoster(desks: Desks): Promise<Map<string, string>> {
  const desk = await desks.desk(CITY_DESK)
  const ids = new Map<string, string>()
  for (let after: string | null = ''; after !== null; ) {
    const page: { rows: people.Person[]; next: string | null } = await desk(people.list, {
      limit: 500,
      ...(after && { after }),
    })
    for (const { volunteerNo, id } of page.rows) ids.set(volunteerNo, id)
    after = page.next
  }
  return ids
}

/** Phones join by the links that their unit's secretary made for everybody; each stays signed in. */
function phonesOf(stage: Stage, desks: Desks, city: City, unitId: Cast['unitId']): Cast['phone'] {
  const unitByPerson = new Map(city.people.map(({ volunteerNo, unit }) => [volunteerNo, unit]))
  const linksByUnit = new Map<string, Promise<Map<string, { personId: string; link: string }>>>()
  const phones = new Map<string, Promise<Ask>>()
  const linksOf = (name: string) => {
    const links = linksByUnit.get(name) ?? inviteAll(desks, city.units.find(unit => unit.name === name)!.code, unitId)
    linksByUnit.set(name, links)
    return links
  }
  const join = async (volunteerNo: string): Promise<Ask> => {
    const unit = unitByPerson.get(volunteerNo)!
    const { link, personId } = (await linksOf(unit)).get(volunteerNo)!
    return joinPhone(stage, link, () => inviteAgain(desks, personId))
  }
  return volunteerNo => {
    const phone = phones.get(volunteerNo) ?? join(volunteerNo)
    phones.set(volunteerNo, phone)
    return phone
  }
}

function byPhone(city: City): Cast['byPhone'] {
  const units = new Set(PHONE_UNITS.map(nth => city.units[nth]!.name))
  const numbers = new Set(city.people.filter(({ unit }) => units.has(unit)).map(({ volunteerNo }) => volunteerNo))
  return volunteerNo => numbers.has(volunteerNo)
}

async function inviteAll(desks: Desks, code: string, unitId: Cast['unitId']) {
  const secretary = await desks.desk(secretaryLogin(code))
  const { rows } = await secretary(access.inviteUnit, { unitId: unitId(code) })
  return new Map(rows.map(({ volunteerNo, personId, link }) => [volunteerNo, { personId, link }]))
}

async function inviteAgain(desks: Desks, personId: string): Promise<string> {
  const desk = await desks.desk(CITY_DESK)
  return (await desk(access.invite, { personId })).link
}

/** Makes a value when it is first asked for, and keeps it. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
