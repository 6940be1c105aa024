import { powers } from '../platform/role.ts'

const DESKS = ['city-desk', 'street-desk'] as const
export const registerPowers = powers({
  'register.read': [...DESKS, 'captain'],
  'register.plan': [...DESKS],
  'register.settle': [...DESKS, 'captain'],
  'register.enter': [...DESKS, 'captain', 'volunteer'],
})
