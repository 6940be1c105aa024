import * as access from '@muster/core/access/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Role } from '@muster/core/platform/role.ts'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { type Ask, PASSPHRASE, type Town } from '../platform/testing/town.ts'

/** What a test expects a request to be refused with. */
export const refusal = (slug: string): unknown => expect.objectContaining({ slug })

/** A unit, below another one if named. @returns its id */
export async function addUnit(ask: Ask, code: string, name: string, parent?: string): Promise<string> {
  const { id } = await ask(people.createUnit, { id: v7(), code, name, kind: 'agency', ...(parent && { parent }) })
  return id
}

/** A person of a unit. */
export const addPerson = (
  ask: Ask,
  unitId: string,
  volunteerNo: string,
  name: string,
  over: { phone?: string; residence?: string; lightDuty?: boolean } = {},
): Promise<people.Person> => ask(people.create, { id: v7(), volunteerNo, name, unitId, ...over })

/** Signs in as the person themselves; a volunteer unless another role is given. */
export async function signInAs(
  town: Town,
  personId: string,
  grant: { role: Role; unitId?: string; teamId?: string } = { role: 'volunteer' },
): Promise<Ask> {
  const id = v7()
  const login = `self-${id.slice(-8)}`
  await town.administrator(access.createAccount, { id, login, passphrase: PASSPHRASE, grant })
  await town.owner.updateTable('account').set({ person_id: personId }).where('id', '=', id).execute()
  return town.signIn(login)
}
