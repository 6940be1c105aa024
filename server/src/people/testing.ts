import * as access from '@muster/core/access/wire.ts'
import * as imports from '@muster/core/people/imports.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Role } from '@muster/core/platform/role.ts'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { writeCsv } from '../platform/sheets/sheets.ts'
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

/** The column names of a roster, as a template has them. */
export const HEADER = [
  '志愿者编号',
  '姓名',
  '单位',
  '下级单位',
  '居住地社区',
  '手机号',
  '技能',
  '什么时候有空',
  '随时听候安排',
]

/** A roster as CSV, its cells in the order of {@link HEADER}. */
export const csv = (...rows: (readonly string[])[]) => rowsAs(rows, [...HEADER])

/** The same under other column names. */
export const rowsAs = (rows: readonly (readonly string[])[], header: readonly string[]) => {
  const columns = header.map((text, at) => ({ header: text, key: String(at) }))
  const cells = rows.map(row => Object.fromEntries(row.map((text, at) => [String(at), text])))
  return writeCsv({ columns, rows: cells })
}

export const upload = (ask: Ask, bytes: Uint8Array, name = '名册.csv') =>
  ask(imports.previewImport, { id: v7(), file: { name, bytes } })
export const apply = (ask: Ask, { id }: { id: string }) => ask(imports.applyImport, { importId: id })
export const undo = (ask: Ask, { id }: { id: string }) => ask(imports.undoImport, { importId: id })
