import { ROLE_NAMES, ROLES, type Role } from '@muster/core/platform/role.ts'
import type { Choice } from '../shared/Picker.tsx'

/** Roles an administrator gives; a volunteer's comes with the join link. */
export const GIVEN: readonly Role[] = ROLE_NAMES.filter(role => ROLES[role].scope !== 'self')

export interface GrantForm {
  readonly role: Role | ''
  readonly over: readonly Choice[]
  readonly until: string | null
}
export const blankGrant: GrantForm = { role: '', over: [], until: null }

export type Scope = (typeof ROLES)[Role]['scope']
/** Over what a role is given. */
export const scopeOf = (role: Role | ''): Scope => (role ? ROLES[role].scope : 'tenant')

/** Whether the scope that the role needs is there. */
export const isGrantReady = ({ role, over }: GrantForm): boolean =>
  role !== '' && (['tenant', 'self'].includes(scopeOf(role)) || over.length > 0)

/** What goes to the server. */
export function grantBody({ role, over, until }: GrantForm) {
  const key = over[0]?.key
  const field = { unit: 'unitId', team: 'teamId', territory: 'territory', tenant: '', self: '' }[scopeOf(role)]
  return { role: role as Role, ...(field && key ? { [field]: key } : {}), ...(until ? { until } : {}) }
}
