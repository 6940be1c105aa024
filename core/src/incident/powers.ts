import { powers } from '../platform/role.ts'

export const incidentPowers = powers({
  'incident.command': ['city-desk'],
  'incident.read': ['city-desk', 'unit-secretary', 'street-desk', 'captain', 'volunteer'],
  'incident.note': ['city-desk', 'street-desk', 'unit-secretary'],
})
