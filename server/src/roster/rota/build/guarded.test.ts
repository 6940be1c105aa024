import { start } from '@muster/core/roster/build.wire.ts'
import { board } from '@muster/core/roster/draft.wire.ts'
import { type Guarded, guard, type Span } from '@muster/core/roster/guard.ts'
import { SAFETY } from '@muster/core/roster/safety.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPeople, addUnit } from '../../../callout/testing.ts'
import { type Ask, type Town, town } from '../../../platform/testing/town.ts'
import { addPost, addShift, aRota } from '../testing.ts'
import { settled } from './running.ts'

let t: Town
let desk: Ask
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set('2022-03-27T00:00:00.000Z')
  desk = await t.as('city-desk')
})
afterAll(() => t.close())

// Across the end of a month, and with hours at which reporting and the shift lie on different days.
const DAYS = ['2022-03-28', '2022-03-29', '2022-03-30', '2022-03-31', '2022-04-01', '2022-04-02', '2022-04-03']
const clock = fc.constantFrom('00:00', '00:30', '06:00', '08:00', '14:00', '16:00', '20:00', '23:30')
const shiftOf = fc.record({
  day: fc.constantFrom(...DAYS),
  start: clock,
  hours: fc.integer({ min: 2, max: 12 }),
  people: fc.integer({ min: 1, max: 2 }),
  standby: fc.integer({ min: 0, max: 1 }),
  skilled: fc.boolean(),
})
const rotas = fc.record({
  people: fc.integer({ min: 1, max: 6 }),
  skilled: fc.integer({ min: 1, max: 3 }),
  report: fc.constantFrom(0, 30, 60),
  shifts: fc.array(shiftOf, { minLength: 4, maxLength: 16 }),
  /** Where some of them stand already, at another post. */
  elsewhere: fc.array(fc.record({ who: fc.nat(5), day: fc.constantFrom('2022-03-27', ...DAYS), start: clock }), {
    maxLength: 5,
  }),
})

it('writes nothing that the guard stops, whatever the rota, the people and what they do elsewhere', async () => {
  await fc.assert(
    fc.asyncProperty(rotas, async asked => {
      const unit = await addUnit(t, v7())
      const people = [
        ...(await addPeople(t, unit, asked.people)),
        ...(await addPeople(t, unit, asked.skilled, { skills: ['medical'] })),
      ]
      const postId = await addPost(t, { reportMinutes: asked.report })
      for (const { skilled, ...one } of asked.shifts)
        await addShift(t, postId, one.day, one.start, { ...one, skills: skilled ? ['medical'] : [] })
      const other = await addPost(t, { name: '别处' })
      for (const { who, day, start: hours } of asked.elsewhere)
        await placeElsewhere(people[who % people.length]!, await addShift(t, other, day, hours), day, hours)
      const { id: rotaId } = await aRota(desk, [postId], { pool: { unitIds: [unit.id] } })
      await desk(start, { rotaId, id: v7(), settings: { seconds: 1 } })
      await t.tick()
      await settled()
      await t.tick()
      expect(await stopsIn(rotaId)).toEqual([])
    }),
    { numRuns: 6 },
  )
})

/** Put there by somebody else, as the table takes it: an overlap is left out. */
async function placeElsewhere(personId: string, shiftId: string, day: string, start: string): Promise<void> {
  const from = new Date(`${day}T${start}:00+08:00`)
  const until = new Date(from.getTime() + 8 * 3_600_000)
  await sql`
    insert into assignment (tenant, id, shift_id, person_id, span, standby, basis, source, assigned_at, version)
    select 'xuzhou', ${v7()}, ${shiftId}, ${personId}, tstzrange(${new Date(from.getTime() - 3_600_000)}, ${until}), false, 'VOLUNTARY', 'desk', ${t.clock.now}, 1
     where not exists (select from assignment a where a.person_id = ${personId} and a.span && tstzrange(${new Date(from.getTime() - 3_600_000)}, ${until}))`.execute(
    t.owner,
  )
}

/** The guard's own word about every place of a rota, each beside everything else that its person does. */
async function stopsIn(rotaId: string): Promise<string[]> {
  const { shifts, people, posts } = await desk(board, { rotaId, from: DAYS[0]!, to: DAYS.at(-1)! })
  const known = new Map(people.map(person => [person.id, person]))
  return shifts.flatMap(shift =>
    shift.draft.people.flatMap(id => {
      const { stretches, skills } = known.get(id)!
      const spans = stretches
        .filter(({ draft, shiftId }) => draft && shiftId !== shift.id)
        .map(({ reportAt, endsAt, day }): Span => ({ from: Date.parse(reportAt), until: Date.parse(endsAt), day }))
      const person: Guarded = {
        spans,
        skills: skills ?? [],
        availability: 'any-time',
        lightDuty: false,
        fit: true,
        coveredUntil: null,
        exempt: [],
      }
      const duty = {
        from: Date.parse(shift.reportAt),
        until: Date.parse(shift.endsAt),
        day: shift.day,
        danger: false,
        suitMinutes: null,
        skills: [posts[0]!.skills, shift.skills],
      }
      const verdicts = guard(person, duty, SAFETY, 'Asia/Shanghai')
      return verdicts.filter(({ level }) => level === 'stop').map(({ rule, en }) => `${shift.day} ${rule}: ${en}`)
    }),
  )
}
