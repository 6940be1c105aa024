import * as seats from '@muster/core/callout/seats.wire.ts'
import * as callout from '@muster/core/callout/wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import { applyImport, previewImport } from '@muster/core/people/imports.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Ask } from '../../play/ask.ts'
import { inParallel } from '../../play/parallel.ts'
import { type Desks, desksOf, openStage, type Stage, type StageSettings } from '../../play/stage.ts'
import { diceOf } from '../../world/dice.ts'
import { chinese } from '../../world/moment.ts'
import { inventNames } from '../../world/names.ts'
import { type Base, type Place, readBase, streetOf } from '../../world/places.ts'
import { rosterFile } from '../../world/roster-file.ts'

const XUZHOU = { id: 'xuzhou-road', name: '徐州市', territory: '320300000000' } as const
const DISTRICT = '320311000000'
const BEGIN = chinese('2022-03-27 09:00')
const UNIT = { code: 'XZ01', name: '泉山区志愿者协会' } as const

export const POOL = 500
/** A day at the checkpoint: twenty stand there, four are on standby. */
export const PLACES = 20
export const STANDBY = 4
/** So many of those who stand there write cars down. */
export const PHONES = 4
/** A week over the end of the month. */
export const DAYS = [
  '2022-03-29',
  '2022-03-30',
  '2022-03-31',
  '2022-04-01',
  '2022-04-02',
  '2022-04-03',
  '2022-04-04',
] as const
export const CITY_DESK = 'city-desk'
export const STREET_DESK = 'street-desk'

/** A checkpoint at an expressway, the street that commands it, and five hundred who signed up for it. */
export interface Cast {
  readonly stage: Stage
  readonly desks: Desks
  readonly base: Base
  readonly community: Place
  readonly unitId: string
  readonly callId: string
  readonly rotaId: string
  readonly phones: Map<string, Ask>
  readonly id: (...what: readonly (string | number)[]) => string
}

export const incidentIdOf = ({ id }: Cast): string => id('incident')

export async function castOf(settings: StageSettings): Promise<Cast> {
  const stage = await openStage(settings, XUZHOU, BEGIN)
  const base = await readBase(stage.administrator, [DISTRICT])
  const [community] = base.communities
  const id = (...what: readonly (string | number)[]) => stage.ids(BEGIN, ...what)
  const desks = desksOf(stage, [
    { login: CITY_DESK, role: 'city-desk' },
    { login: STREET_DESK, role: 'street-desk', territory: streetOf(community!.code) },
  ])
  const known = { unitId: id('unit'), callId: id('call'), rotaId: id('rota') }
  return { stage, desks, base, community: community!, ...known, phones: new Map(), id }
}

/** The roster comes in as a file, five hundred of it answer the call in one list. */
export async function gatherPool({ desks, base, unitId, callId, id }: Cast): Promise<number> {
  await inParallel(desks.plans, 2, desks.add)
  const city = await desks.desk(CITY_DESK)
  await city(people.createUnit, { id: unitId, ...UNIT, kind: 'mass-organisation' })
  await city(incident.open, { id: id('incident'), kind: 'epidemic', name: '徐州疫情', territory: XUZHOU.territory })
  const { state } = await city(previewImport, { id: id('import'), file: await rosterFile('名册.xlsx', invent(base)) })
  if (state === 'preview') await city(applyImport, { importId: id('import') })
  const { rows } = await city(people.list, { unitId, limit: 500 })
  const body = {
    title: '高速卡口志愿者',
    text: '到高速出口查验登记，每天二十人，连续七天。',
    issuers: ['市疫情防控指挥部'],
  }
  const call = { kind: 'recruitment', basis: 'VOLUNTARY', quota: POOL } as const
  const to = { audience: { unitIds: [unitId] }, muster: {} }
  const { version, state: now } = await city(callout.draft, { id: callId, ...body, ...call, ...to })
  if (now === 'draft') await city(callout.publish, { callId, version })
  const entries = rows.map(({ id: personId }, nth) => ({ id: id('line', nth), personId }))
  await city(seats.signUpChain, { callId, entries })
  return (await city(callout.get, { callId })).counts.confirmed
}

function invent(base: Base) {
  const dice = diceOf(20220329)
  return inventNames(dice, POOL).map((name, nth) => ({
    volunteerNo: `XZ-${String(nth + 1).padStart(6, '0')}`,
    name,
    unit: UNIT.name,
    part: null,
    residence: dice.pick(base.communities),
    phone: null,
    skills: [],
    availability: dice.once(4) ? ('weekends' as const) : ('any-time' as const),
    onCall: false,
  }))
}
