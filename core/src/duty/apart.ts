import { standing, type TurnFact, type TurnOf, turnsOf } from './turns.ts'

/** A turn, and the shift that it is of. */
export interface OfShift {
  readonly shiftId: string
  readonly turn: TurnOf
}

/**
 * All turns of one person, from the facts of each shift, so that nobody is at two posts at one instant: whoever was seen at
 * another post had moved on by then, whether or not they said so, and in whatever order it was heard. What a phone only
 * claims moves nobody.
 */
export function apart(heard: ReadonlyMap<string, readonly TurnFact[]>): OfShift[] {
  const shifts = [...heard].map(([shiftId, facts]) => ({ shiftId, facts, seen: standing(facts).filter(isSeen) }))
  return shifts.flatMap(({ shiftId, facts }) => {
    const elsewhere = shifts.filter(other => other.shiftId !== shiftId).flatMap(({ seen }) => seen)
    return turnsOf(facts, elsewhere).map(turn => ({ shiftId, turn }))
  })
}

const isSeen = ({ kind, payload }: TurnFact): boolean => kind === 'duty.checked-in' && payload.proven === true
