import * as audit from '@muster/core/audit/wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPerson, addUnit, refusal } from '../../people/testing.ts'
import { type Ask, type Town, town } from '../testing/town.ts'
import { attemptsOf } from './attempts.ts'

let t: Town
let own: string
let other: people.Person
beforeAll(async () => {
  t = await town()
  const desk = await t.as('city-desk')
  own = await addUnit(desk, 'CZ', '市财政局')
  other = await addPerson(desk, await addUnit(desk, 'JY', '市教育局'), 'B001', '李四')
})
afterAll(() => t.close())

const attempts = async () => {
  const auditor = await t.as('auditor')
  const { rows } = await auditor(audit.list, { action: 'access.out-of-reach' })
  return rows.map(({ actor, subject, detail }) => ({ actor, subject, ...detail }))
}
const tries = (ask: Ask, personId: string) =>
  expect(ask(people.leave, { personId, version: 1 })).rejects.toEqual(refusal('door/not-found'))

it('who tries to change what lies outside reach is told it is not there, and the auditor that it was tried', async () => {
  const secretary = await t.as('unit-secretary', { unitId: own })
  await tries(secretary, other.id)
  const [attempt, ...more] = await attempts()
  expect(attempt).toMatchObject({ subject: `person/${other.id}`, endpoint: 'people.leave' })
  expect(attempt?.actor).toMatch(/^unit-secretary-/)
  expect(more).toEqual([])

  // Looking is no attempt, and neither is what is not there at all.
  await expect(secretary(people.get, { personId: other.id })).rejects.toEqual(refusal('door/not-found'))
  await tries(await t.as('unit-secretary', { unitId: own }), v7())
  expect(await attempts()).toHaveLength(1)

  // Also where the action itself looks: a team for a unit of others.
  const third = await t.as('unit-secretary', { unitId: own })
  const team = { id: v7(), name: '突击队', kind: 'surge' as const, unitId: other.unit.id }
  await expect(third(teams.createTeam, team)).rejects.toEqual(refusal('door/not-found'))
  expect((await attempts())[0]).toMatchObject({ subject: 'endpoint/people.createTeam' })
  expect(await (await t.as('auditor'))(audit.verify, {})).toMatchObject({ whole: true })
})

it('a flood of attempts is one line a minute, for each account', async () => {
  const before = (await attempts()).length
  const [one, two] = [await t.as('unit-secretary', { unitId: own }), await t.as('unit-secretary', { unitId: own })]
  for (let nth = 0; nth < 5; nth++) await tries(one, other.id)
  expect(await attempts()).toHaveLength(before + 1)
  await tries(two, other.id)
  expect(await attempts()).toHaveLength(before + 2)
  t.clock.pass(60_000)
  await tries(one, other.id)
  expect(await attempts()).toHaveLength(before + 3)
})

it('is noted at a few endpoints a minute, whatever the loop tries, and again when it could not be', async () => {
  const lines: string[] = []
  let full = true
  const audit = async (_ctx: unknown, _action: string, _subject: string, { endpoint }: { endpoint: string }) => {
    if (full) throw new Error('no room')
    lines.push(endpoint)
  }
  const attempted = attemptsOf()
  const at = (accountId: string, name: string, ms = 0) =>
    attempted(
      { real: new Date(ms), tenant: { tenant: 'left' }, actor: { accountId }, house: { audit } } as never,
      { ...people.leave, reach: 'open', name },
      {},
    )
  await expect(at('one', 'first')).rejects.toThrow('no room')
  full = false
  for (const name of ['first', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh']) await at('one', name)
  expect(lines).toEqual(['first', 'second', 'third', 'fourth', 'fifth'])
  await at('two', 'first')
  await at('one', 'sixth', 60_000)
  expect(lines.slice(5)).toEqual(['first', 'sixth'])
})
