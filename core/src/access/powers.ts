import { powers } from '../platform/role.ts'

export const accessPowers = powers({
  'access.manage': ['system-administrator'],
  'access.invite': ['unit-secretary', 'street-desk', 'city-desk'],
  'access.set-clock': ['system-administrator'],
})
