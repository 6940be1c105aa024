import { powers } from '../platform/role.ts'

export const ledgerPowers = powers({
  'ledger.send': ['city-desk', 'unit-secretary', 'street-desk', 'captain', 'volunteer'],
  'ledger.read': ['city-desk', 'street-desk', 'unit-secretary'],
})
