import { powers } from '../platform/role.ts'

export const reportPowers = powers({
  'report.freeze': ['city-desk'],
  'report.read': ['city-desk', 'unit-secretary', 'street-desk', 'auditor'],
})
