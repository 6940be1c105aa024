import { powers } from '../platform/role.ts'

const DESKS = ['city-desk', 'street-desk'] as const
export const visitPowers = powers({
  'visit.read': [...DESKS, 'captain'],
  'visit.plan': [...DESKS],
  'visit.settle': [...DESKS, 'captain'],
  'visit.do': [...DESKS, 'captain', 'volunteer'],
})
