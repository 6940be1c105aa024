import { powers } from '../platform/role.ts'

const DESKS = ['city-desk', 'unit-secretary', 'street-desk'] as const
export const calloutPowers = powers({
  'callout.issue': DESKS,
  'callout.read': [...DESKS, 'captain', 'volunteer'],
  'callout.run': [...DESKS, 'captain'],
  'callout.answer': ['volunteer', 'captain', 'unit-secretary'],
  'callout.weigh-offers': DESKS,
})
