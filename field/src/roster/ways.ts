import { cannotCome } from '@muster/core/roster/asks.wire.ts'
import type { Ways } from '../ledger/send.ts'
import { api } from '../platform/api.ts'

/** “I cannot come” is an act on a plan, not a fact: it goes by its own door; its subject is the assignment. */
export const CANNOT_COME = 'roster.cannot-come'

export const rosterWays: Ways = {
  [CANNOT_COME]: ({ subjectId = '' }) => api(cannotCome, { assignmentId: subjectId }),
}
