import type { Call } from '@muster/core/callout/wire.ts'
import type { State } from '../shared/StateMark.tsx'

/** People still wanting: places that nobody has and that are held for nobody. */
export const shortOf = ({ quota, counts }: Call): number => Math.max(0, quota - counts.confirmed - counts.held)

/** Whether the call takes sign-ups. */
export const isOpen = ({ state }: Call): boolean => state === 'open' || state === 'full'

/** The colour of a call: a gap while places want people, a watch while a hold waits for an answer. */
export function toneOf(call: Call): State {
  if (!isOpen(call)) return call.state === 'departed' ? 'good' : 'silent'
  if (shortOf(call) > 0) return 'gap'
  return call.counts.held > 0 ? 'watch' : 'good'
}
