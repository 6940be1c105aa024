import { powers } from '../platform/role.ts'

const DESKS = ['city-desk', 'street-desk'] as const
export const dutyPowers = powers({
  'duty.read': [...DESKS, 'unit-secretary', 'captain'],
  'duty.run': [...DESKS, 'captain'],
  'duty.own': ['volunteer', 'captain'],
  'duty.care': [...DESKS, 'captain'],
})
