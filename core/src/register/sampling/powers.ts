import { powers } from '../../platform/role.ts'

export const samplingPowers = powers({
  /** Whoever tells results reads them; nobody else does. */
  'register.tellResults': ['city-desk'],
  /** Who people in a recalled tube are, and where. */
  'register.recall': ['street-desk', 'captain'],
})
