import { powers } from '../platform/role.ts'

const DESKS = ['city-desk', 'street-desk'] as const
export const rosterPowers = powers({
  'roster.read': [...DESKS, 'unit-secretary', 'captain'],
  'roster.plan': DESKS,
  'roster.control': DESKS,
  'roster.assign': [...DESKS, 'captain'],
  'roster.own': ['volunteer', 'captain'],
  'roster.cover': ['city-desk', 'unit-secretary'],
  'roster.second': ['city-desk', 'unit-secretary'],
  'roster.renew': ['city-desk', 'unit-secretary', 'street-desk'],
})
