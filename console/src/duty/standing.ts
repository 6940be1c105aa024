import type { Sheet } from '@muster/core/duty/turns.wire.ts'

/** A shift in numbers, as far as its one mark depends on them. */
interface Numbers {
  readonly startsAt: string
  readonly endsAt: string
  readonly openEnd: boolean
  readonly need: number
  readonly present: number
  /** Assigned, and may still come. */
  readonly expected: number
  /** Still checked in although the shift is over. */
  readonly overdue: number
  readonly closedAt: string | null
}

export interface Standing {
  /**
   * `overdue`, `over`: what was, somebody still checked in or not; `short`, `full`: what is, by who is there; `unplanned`, `planned`:
   * what is only meant to be.
   */
  readonly is: 'overdue' | 'over' | 'short' | 'full' | 'unplanned' | 'planned'
  /** Of the people that the word is about. */
  readonly count: number
  readonly need: number
}

/** How a shift stands at an instant. Nobody is there by being planned, nor without proof. */
export function standingOf(shift: Numbers, now: number): Standing {
  const { need, present, expected, overdue } = shift
  const over = shift.closedAt !== null || (!shift.openEnd && Date.parse(shift.endsAt) <= now)
  if (over) return { is: overdue > 0 ? 'overdue' : 'over', count: overdue, need }
  if (Date.parse(shift.startsAt) <= now) {
    const missing = Math.max(0, need - present)
    return { is: missing > 0 ? 'short' : 'full', count: missing, need }
  }
  const meant = present + expected
  return meant < need ? { is: 'unplanned', count: need - meant, need } : { is: 'planned', count: meant, need }
}

/** The numbers of a shift by its roll. */
export function numbersOf({ shift, present, people, closedAt }: Sheet, now: number) {
  const there = people.filter(({ state }) => state === 'on' || state === 'break')
  const awaited = people.filter(({ state }) => state === 'expected' || state === 'late')
  const over = closedAt !== null || (!shift.openEnd && Date.parse(shift.endsAt) <= now)
  return {
    ...shift,
    need: shift.people,
    present,
    expected: awaited.length,
    late: people.filter(({ state }) => state === 'late').length,
    unproven: there.filter(({ turn }) => turn?.flags.includes('unproven')).length,
    overdue: over ? there.length : 0,
    closedAt,
  }
}
