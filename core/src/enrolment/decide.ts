import type { AS } from './kinds.ts'
import { enrolment } from './problems.ts'

/** What is known when somebody reports in. */
export interface Arrival {
  readonly as: (typeof AS)[number]
  readonly unit: string
  readonly community: { readonly name: string; readonly level: string }
  /** The community is registered as partner of the person's unit, or of one above it. */
  readonly partner: boolean
  /** The person stands reported there already, by another report than the one that is moved. */
  readonly there: boolean
}

/**
 * Decides whether a report counts. Residence is the person's own word: people live where the roster does not know it
 * yet. A partner community must be registered, because the unit answers for it.
 *
 * @throws Problem `enrolment/not-a-community`, `enrolment/not-partner`, `enrolment/already`
 */
export function decideReport({ as, unit, community, partner, there }: Arrival): void {
  const { name } = community
  if (community.level !== 'community') throw enrolment('enrolment/not-a-community', { name })
  if (as === 'partner' && !partner) throw enrolment('enrolment/not-partner', { community: name, unit })
  if (there) throw enrolment('enrolment/already', { community: name })
}
