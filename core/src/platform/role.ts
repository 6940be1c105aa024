import type { Words } from './shapes.ts'

/** Who acts. Powers are separate on purpose: nobody runs the machines, the people and the audit at once. */
export const ROLES = {
  'city-desk': { zh: '市级指挥', en: 'City desk', scope: 'tenant' },
  'unit-secretary': { zh: '单位联络员', en: 'Unit secretary', scope: 'unit' },
  'street-desk': { zh: '街道社区值班', en: 'Street and community desk', scope: 'territory' },
  captain: { zh: '队长', en: 'Captain', scope: 'team' },
  volunteer: { zh: '志愿者', en: 'Volunteer', scope: 'self' },
  auditor: { zh: '审计员', en: 'Auditor', scope: 'tenant' },
  'system-administrator': { zh: '系统管理员', en: 'System administrator', scope: 'tenant' },
} as const satisfies Record<string, Words & { scope: 'tenant' | 'unit' | 'territory' | 'team' | 'self' }>

export type Role = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]]

/** One slice's verbs and the roles that hold them: the only place where a permission is written down. */
export type Powers = Readonly<Record<string, readonly Role[]>>

/** Checks the shape while keeping the verbs as literal types. */
export const powers = <const P extends Powers>(verbs: P): P => verbs
