import { diceOf } from '@muster/demo/world/dice.ts'
import { inventName } from '@muster/demo/world/names.ts'
import { CITY_UNITS } from '@muster/demo/world/units.ts'
import type pg from 'pg'
import { newId } from '../ground/ids.ts'
import type { Progress } from '../ground/progress.ts'
import { phoneToken } from './accounts.ts'
import type { Person, Place } from './city.ts'

const AT_ONCE = 5000
const LONG_AGO = '2022-01-01T00:00:00.000Z'

/** The units of the city, without their parts. @returns their ids */
export async function addUnits(client: pg.Client, tenant: string): Promise<string[]> {
  const ids = CITY_UNITS.map(() => newId(Date.now()))
  await client.query(
    `insert into unit (tenant, id, code, name, kind, parent, path, version, created_at)
     select $1, id, code, name, kind, null, id || '/', 1, $6 from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as u (id, code, name, kind)`,
    [tenant, ids, CITY_UNITS.map(u => u.code), CITY_UNITS.map(u => u.name), CITY_UNITS.map(u => u.kind), LONG_AGO],
  )
  return ids
}

interface Roster {
  readonly units: readonly string[]
  readonly people: number
  readonly homes: readonly Place[]
}

/** Invented people, spread over all units and communities; numbered by their volunteer number. */
export async function addPeople(
  client: pg.Client,
  tenant: string,
  { units, people, homes }: Roster,
  progress: Progress,
): Promise<Person[]> {
  const dice = diceOf(7)
  const added: Person[] = []
  while (added.length < people) {
    const from = added.length
    const numbers = Array.from({ length: Math.min(AT_ONCE, people - from) }, (_, nth) => volunteerNo(from + nth))
    const ids = numbers.map(() => newId(Date.now()))
    await client.query(
      `insert into person (tenant, id, volunteer_no, name, pinyin, unit_id, residence, skills, availability, on_call, light_duty, version, joined_at, changed_at)
       select $1, id, no, name, '', unit, home, '{}', 'any-time', false, false, 1, $7, $7
         from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[]) as p (id, no, name, unit, home)`,
      [
        tenant,
        ids,
        numbers,
        numbers.map(() => inventName(dice)),
        numbers.map(() => dice.pick(units)),
        numbers.map(() => dice.pick(homes).code),
        LONG_AGO,
      ],
    )
    added.push(...ids.map((id, nth) => ({ id, token: phoneToken(tenant, numbers[nth]!) })))
    progress(added.length, people)
  }
  return added
}

const volunteerNo = (nth: number): string => `V${String(nth).padStart(8, '0')}`
