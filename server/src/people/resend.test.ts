import * as exemptions from '@muster/core/people/exemptions.wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addPerson, addUnit, refusal } from './testing.ts'

let t: Town
let city: Ask
let finance: string
let secretary: Ask

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  city = await t.as('city-desk')
  finance = await addUnit(city, 'CZ', '市财政局')
  secretary = await t.as('unit-secretary', { unitId: finance })
})
afterAll(() => t.close())

it('forms a team once when the same is sent many times at the same moment', async () => {
  const team = { id: v7(), name: '青年突击队', kind: 'surge' as const }
  const formed = await Promise.all(Array.from({ length: 24 }, () => city(teams.createTeam, team)))
  for (const one of formed) expect(one).toEqual(formed[0])
})

it('does not know an exemption under the id of somebody else’s', async () => {
  const [one, other] = [
    await addPerson(secretary, finance, 'MY1', '免一'),
    await addPerson(secretary, finance, 'MY2', '免二'),
  ]
  const asked = { id: v7(), personId: one.id, reason: 'leave', from: '2022-03-28' } as const
  await secretary(exemptions.exempt, asked)
  const reused = secretary(exemptions.exempt, { ...asked, personId: other.id })
  await expect(reused).rejects.toEqual(refusal('door/not-found'))
})
