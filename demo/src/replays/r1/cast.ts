import * as access from '@muster/core/access/wire.ts'
import { applyImport, previewImport } from '@muster/core/people/imports.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Ask } from '../../play/ask.ts'
import { inParallel } from '../../play/parallel.ts'
import { type Desks, desksOf, joinPhone, openStage, type Stage, type StageSettings } from '../../play/stage.ts'
import { inventAgency, type Staff } from '../../world/agency.ts'
import { chinese } from '../../world/moment.ts'
import { type Base, readBase } from '../../world/places.ts'
import { rosterFile } from '../../world/roster-file.ts'
import { AGENCY } from '../../world/units.ts'
import { type Answers, planAnswers } from './plan.ts'

const QINGDAO = { id: 'qingdao', name: '青岛市', territory: '370200000000' } as const
const DISTRICT = '370203000000'
const BEGIN = chinese('2022-11-02 09:00')

export const CITY_DESK = 'city-desk'
export const SECRETARY = 'unit-qd01'
export const AUDITOR = 'auditor'

/** Everybody and everything of the call-up. */
export interface Cast {
  readonly stage: Stage
  readonly base: Base
  readonly staff: readonly Staff[]
  readonly answers: Answers
  readonly desks: Desks
  readonly unitId: string
  readonly callId: string
  /** By volunteer number: filled once the roster is in. */
  readonly roster: Map<string, string>
  readonly phones: Map<string, Ask>
}

export async function castOf(settings: StageSettings): Promise<Cast> {
  const stage = await openStage(settings, QINGDAO, BEGIN)
  const base = await readBase(stage.administrator, [DISTRICT])
  const staff = inventAgency(base)
  const unitId = stage.ids(BEGIN, 'unit', AGENCY.code)
  const desks = desksOf(stage, [
    { login: CITY_DESK, role: 'city-desk' },
    { login: AUDITOR, role: 'auditor' },
    { login: SECRETARY, role: 'unit-secretary', unitId },
  ])
  const callId = stage.ids(BEGIN, 'call')
  const cast = { stage, base, staff, answers: planAnswers(staff), desks, unitId, callId }
  return { ...cast, roster: new Map(), phones: new Map() }
}

/** The agency with its parts, its secretary, and the roster that the secretary hands in. */
export async function foundAgency({ stage, staff, desks, unitId, roster }: Cast): Promise<void> {
  const [city, auditor, secretary] = desks.plans
  await inParallel([city!, auditor!], 2, desks.add)
  const desk = await desks.desk(CITY_DESK)
  const { code, name, kind, parts } = AGENCY
  await desk(people.createUnit, { id: unitId, code, name, kind })
  for (const [nth, part] of parts.entries()) {
    const own = `${code}-${nth + 1}`
    await desk(people.createUnit, { id: stage.ids(BEGIN, 'unit', own), code: own, name: part, kind, parent: unitId })
  }
  await desks.add(secretary!)
  const own = await desks.desk(SECRETARY)
  const importId = stage.ids(BEGIN, 'import')
  const { state, errors } = await own(previewImport, { id: importId, file: await rosterFile('名册.xlsx', staff) })
  if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)))
  if (state === 'preview') await own(applyImport, { importId })
  const { rows } = await own(people.list, { limit: 500 })
  for (const { volunteerNo, id } of rows) roster.set(volunteerNo, id)
}

/** Those who will tap have opened their join links before. */
export async function joinPhones({ stage, answers, desks, unitId, phones }: Cast): Promise<void> {
  const secretary = await desks.desk(SECRETARY)
  const { rows } = await secretary(access.inviteUnit, { unitId })
  const links = new Map(rows.map(({ volunteerNo, personId, link }) => [volunteerNo, { personId, link }]))
  await inParallel(answers.tappers, 6, async ({ volunteerNo }) => {
    const { link, personId } = links.get(volunteerNo)!
    const again = async () => (await secretary(access.invite, { personId })).link
    phones.set(volunteerNo, await joinPhone(stage, link, again))
  })
}
