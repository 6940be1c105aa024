import { powers } from '../platform/role.ts'

const DESKS = ['city-desk', 'unit-secretary', 'street-desk'] as const
export const peoplePowers = powers({
  'people.read': [...DESKS, 'captain'],
  'people.manage': ['city-desk', 'unit-secretary'],
  'people.manage-units': ['city-desk'],
  'people.import': ['city-desk', 'unit-secretary'],
  'people.export': ['city-desk', 'unit-secretary'],
  'people.exempt': ['unit-secretary'],
  'people.lead-teams': ['city-desk', 'unit-secretary', 'street-desk'],
  'people.own': ['volunteer', 'captain'],
})
