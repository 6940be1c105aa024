import { powers } from '../platform/role.ts'

export const territoryPowers = powers({ 'territory.manage': ['system-administrator', 'city-desk'] })
