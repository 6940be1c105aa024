import * as seats from '@muster/core/callout/seats.wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as report from '@muster/core/report/wire.ts'
import * as control from '@muster/core/roster/control.wire.ts'
import * as territory from '@muster/core/territory/wire.ts'
import { aCall, addPeople, addUnit, phones, published } from '../../../../server/src/callout/testing.ts'
import { csv, upload } from '../../../../server/src/people/testing.ts'
import type { Ask, Town } from '../../../../server/src/platform/testing/town.ts'
import { newId } from '../ids.ts'
import { written } from './field-work.ts'
import { COMMUNITY, onPost } from './posts.ts'
import { sweepFrom } from './sweep.ts'

/** Ids by the names that they have in the addresses of pages. */
export type Things = Readonly<Record<string, string>>

/** A city in which something of everything is going on: for looking at pages. */
export async function fill(city: Town): Promise<Things> {
  const desk = await city.as('city-desk')
  const unit = await addUnit(city, '市市政园林管理处')
  const secretary = await city.as('unit-secretary', { unitId: unit.id })
  const people = await addPeople(city, unit, 8, { phone: '13800000001', skills: ['driving'] })
  const volunteers = await phones(city, people)
  const incidentId = newId()
  await desk(incident.open, { id: incidentId, kind: 'flood', name: '七月强降雨', territory: '320300000000' })
  const { id: callId } = await published(desk, aCall({ incidentId, quota: 3, audience: { unitIds: [unit.id] } }))
  await published(desk, aCall({ title: '河堤巡查', basis: 'DUTY_ORDER', orderedBy: '市防汛指挥部' }))
  for (const ask of volunteers.slice(0, 5)) await ask(seats.signUp, { callId, id: newId(), fit: true })
  await reportIn(desk, volunteers)
  const bulletinId = newId()
  const frozen = { id: bulletinId, asOf: city.clock.now.toISOString(), title: '“双报到”情况通报' }
  await desk(report.freeze, frozen)
  const team = await desk(teams.createTeam, { id: newId(), name: '排涝一队', kind: 'surge', unitId: unit.id })
  await desk(teams.setMember, { teamId: team.id, personId: people[0]!, roles: ['captain'] })
  const file = csv(['SZ001', '时雨', unit.id, '', '', '一三八', '', '', ''])
  const { id: importId } = await upload(secretary, file)
  const controlId = newId()
  await desk(control.createControl, {
    id: controlId,
    incidentId,
    territory: COMMUNITY,
    name: '临水片区',
    scale: 'danger',
  })
  const posts = await onPost(city, desk, unit.id, people)
  return {
    ...posts,
    sweepId: await sweepFrom(desk, desk, { incidentId, postId: posts.postId }),
    ...(await written(city, desk, incidentId, posts.postId)),
    controlId,
    unitId: unit.id,
    personId: people[0]!,
    incidentId,
    callId,
    bulletinId,
    teamId: team.id,
    importId,
    code: '320302001000',
  }
}

async function reportIn(desk: Ask, volunteers: readonly Ask[]): Promise<void> {
  const { rows } = await desk(territory.search, { search: '社区', level: 'community', limit: 4 })
  for (const [nth, { code }] of rows.entries())
    await volunteers[nth]!(enrolment.reportIn, { id: newId(), as: 'residence', community: code })
}
