import { powers } from '../platform/role.ts'

export const auditPowers = powers({ 'audit.read': ['auditor'] })
