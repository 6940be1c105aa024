import * as seats from '@muster/core/callout/seats.wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import { depart, issueCall, rollAll } from '../../play/calls.ts'
import { inParallel } from '../../play/parallel.ts'
import type { PersonPlan } from '../../world/city.ts'
import { chinese } from '../../world/moment.ts'
import { type Cast, CITY_DESK } from './cast.ts'

const EVERYBODY = { unitIds: [], territories: [], skills: [] }
const ISSUERS = ['市委组织部', '市级机关工委']

/** The city desk opens the incident and says on which level it stands. */
export async function openIncident(cast: Cast): Promise<void> {
  const desk = await cast.desks.desk(CITY_DESK)
  const of = { id: cast.incidentId, kind: 'epidemic' as const, name: '三月疫情处置', territory: '320300000000' }
  await desk(incident.open, { ...of, level: 'III' })
  await enter(cast, 'III', 'outbreak')
}

/** Raises the level and enters a phase, unless that is done. */
export async function enter(cast: Cast, level: string, phase: string): Promise<void> {
  const desk = await cast.desks.desk(CITY_DESK)
  const { incidentId } = cast
  const seen = await desk(incident.get, { incidentId })
  const reason = '病例关联社区增多，全市统一部署'
  const now =
    seen.level === level ? seen : await desk(incident.changeLevel, { incidentId, version: seen.version, level, reason })
  if (now.phase !== phase) await desk(incident.enterPhase, { incidentId, version: now.version, phase })
}

const POOL = chinese('2022-03-28 09:30')
const FIRST = chinese('2022-03-28 20:30')
const poolId = ({ stage }: Cast) => stage.ids(POOL, 'call', 'pool')
export const firstBatchId = ({ stage }: Cast): string => stage.ids(FIRST, 'call', 'first')

/** 招募令: five hundred for the reserve of the whole city. */
export async function callPool(cast: Cast): Promise<void> {
  const desk = await cast.desks.desk(CITY_DESK)
  await issueCall(desk, {
    id: poolId(cast),
    incidentId: cast.incidentId,
    kind: 'recruitment',
    basis: 'VOLUNTARY',
    title: '机关志愿突击队招募令',
    text: '面向市级机关招募500名志愿者，参加卡口值守、信息登记和物资配送。请先在社区报到，再点“我报名”。',
    issuers: ISSUERS,
    audience: EVERYBODY,
    quota: 500,
    deadline: chinese('2022-03-31 18:00'),
    muster: { point: '市级机关大院北门' },
  })
}

/** Some tap on their own phones, others stand in the chains of their chat groups, which the desk has checked. */
export async function signUpForPool(cast: Cast): Promise<void> {
  const reporters = cast.city.people.filter(({ role }) => role === 'reports')
  const phones = reporters.filter(({ volunteerNo }) => cast.byPhone(volunteerNo)).slice(0, 24)
  const at = chinese('2022-03-28 10:30')
  await inParallel(phones, 6, async ({ volunteerNo }) => {
    const phone = await cast.phone(volunteerNo)
    await phone(seats.signUp, { callId: poolId(cast), id: cast.stage.ids(at, 'pool', volunteerNo) })
  })
  await signUpChain(cast, poolId(cast), inChains(reporters, cast), at)
}

/** Whoever is on call and has no phone joined, from all over the roster. */
function inChains(reporters: readonly PersonPlan[], { byPhone }: Cast): PersonPlan[] {
  const ready = reporters.filter(({ volunteerNo, onCall }) => onCall && !byPhone(volunteerNo))
  const step = Math.max(1, Math.floor(ready.length / CHAINED))
  return ready.filter((_, nth) => nth % step === 0).slice(0, CHAINED)
}
const CHAINED = 190

/** The first batch: an order to the agencies for thirty, filled by people who answer for themselves, hence voluntary. */
export async function callFirstBatch(cast: Cast): Promise<void> {
  const desk = await cast.desks.desk(CITY_DESK)
  await issueCall(desk, {
    id: firstBatchId(cast),
    incidentId: cast.incidentId,
    kind: 'order',
    basis: 'VOLUNTARY',
    title: '高速卡点首批30人集结',
    text: '明晨6时30分集合，7时出发。请带好水杯和雨衣，防护用品现场发放。',
    issuers: ISSUERS,
    orderedBy: '市疫情防控指挥部',
    audience: EVERYBODY,
    quota: 30,
    deadline: chinese('2022-03-28 22:00'),
    muster: { point: '市级机关大院北门', at: chinese('2022-03-29 06:30') },
  })
}

export async function signUpForFirst(cast: Cast): Promise<void> {
  const reporters = cast.city.people.filter(({ role }) => role === 'reports')
  await signUpChain(cast, firstBatchId(cast), inChains(reporters, cast).slice(0, 42), chinese('2022-03-28 21:00'))
}

async function signUpChain(cast: Cast, callId: string, people: readonly PersonPlan[], at: string): Promise<void> {
  const desk = await cast.desks.desk(CITY_DESK)
  const roster = await cast.roster()
  const entries = people.map(({ volunteerNo }) => ({
    id: cast.stage.ids(at, callId, volunteerNo),
    personId: roster.get(volunteerNo)!,
  }))
  await desk(seats.signUpChain, { callId, entries })
}

export const MUSTER = chinese('2022-03-29 06:30')
export const DEPARTURE = chinese('2022-03-29 07:00')

export async function musterFirst(cast: Cast): Promise<void> {
  await rollAll(await cast.desks.desk(CITY_DESK), firstBatchId(cast), 'muster', cast.stage.ids, MUSTER)
}

export async function departFirst(cast: Cast): Promise<void> {
  await depart(await cast.desks.desk(CITY_DESK), firstBatchId(cast), cast.stage.ids, DEPARTURE)
}
