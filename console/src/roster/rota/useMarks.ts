import { stops, type Verdict } from '@muster/core/roster/guard.ts'
import { useMemo } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { type Draft, type Held, peopleOf, type Target } from './edits.ts'
import { isStandby, shiftOfSlot, slotKey } from './grid.ts'
import { type Ground, judge, ofTheShift, shiftsByPerson } from './judge.ts'

/** What stands in the way of letting go: the guard's words about somebody, or a reason of the board itself. */
export interface Against {
  readonly personId: string
  readonly slot: string
  readonly verdicts: readonly Verdict[]
  readonly own?: 'begun' | 'twice'
}

export type Tone = 'good' | 'watch' | 'gap'

export interface Marks {
  /** What speaks against somebody who is there already. */
  readonly ofSeat: (slot: string, personId: string) => readonly Verdict[]
  /** The same without what the shift says of everybody. */
  readonly ownOf: (slot: string, verdicts: readonly Verdict[]) => readonly Verdict[]
  /** How a slot looks to what is in the hand. */
  readonly toneFor: (slot: string) => Tone | undefined
  /** All that speaks against letting go there. */
  readonly against: (held: readonly Held[], target: Target) => readonly Against[]
  readonly onBoard: (personId: string) => readonly string[]
}

const NONE: readonly string[] = []

/** What the guard says of a draft, worked out where somebody looks and kept until the draft changes. */
export function useMarks(ground: Ground, draft: Draft, held: readonly Held[]): Marks {
  const judged = useMemo(() => {
    const byPerson = shiftsByPerson(draft)
    const onBoard = (personId: string) => byPerson.get(personId) ?? NONE
    const seats = new Map<string, readonly Verdict[]>()
    const shifts = new Map<string, ReadonlySet<string>>()
    const ofShift = (slot: string) => {
      const found = shifts.get(slot) ?? ofTheShift(ground, slot)
      shifts.set(slot, found)
      return found
    }
    const ownOf = (slot: string, verdicts: readonly Verdict[]) =>
      verdicts.filter(({ level, zh }) => level === 'stop' || !ofShift(slot).has(zh))
    return {
      onBoard,
      ownOf,
      ofSeat: (slot: string, personId: string) => {
        const key = `${slot} ${personId}`
        const found = seats.get(key) ?? judge(ground, personId, onBoard(personId), slot)
        seats.set(key, found)
        return found
      },
      against: (now: readonly Held[], target: Target) => againstAll(ground, draft, onBoard, now, target),
    }
  }, [ground, draft])
  return useMemo(() => {
    const tones = new Map<string, Tone>()
    return {
      ...judged,
      toneFor: (slot: string) => {
        if (held.length === 0) return undefined
        const tone = tones.get(slot) ?? toneOf(judged.against(held, { slot }), judged.ownOf)
        tones.set(slot, tone)
        return tone
      },
    }
  }, [judged, held])
}

function toneOf(all: readonly Against[], ownOf: Marks['ownOf']): Tone {
  if (blocks(all)) return 'gap'
  return all.some(({ slot, verdicts }) => ownOf(slot, verdicts).length > 0) ? 'watch' : 'good'
}

/** Whether it cannot be let go there. */
export const blocks = (all: readonly Against[]): boolean => all.some(({ own, verdicts }) => own || stops(verdicts))

function againstAll(
  ground: Ground,
  draft: Draft,
  onBoard: (personId: string) => readonly string[],
  held: readonly Held[],
  target: Target,
): Against[] {
  const moves = held.map(({ personId, from }) => ({ personId, from, to: target.slot }))
  const [one] = held
  if (held.length === 1 && one?.from && target.personId && target.personId !== one.personId)
    moves.push({ personId: target.personId, from: target.slot, to: one.from })
  return moves.flatMap(({ personId, from, to }) => {
    if (from === to) return []
    const own = ownReason(ground, draft, personId, from, to)
    const verdicts = judge(
      ground,
      personId,
      onBoard(personId).filter(slot => slot !== from),
      to,
    )
    return own || verdicts.length > 0 ? [{ personId, slot: to, verdicts, ...(own ? { own } : {}) }] : []
  })
}

function ownReason(ground: Ground, draft: Draft, personId: string, from: string | undefined, to: string) {
  const shiftId = shiftOfSlot(to)
  const shift = ground.shifts.get(shiftId)
  if (shift && Date.parse(shift.startsAt) <= serverNow()) return 'begun'
  const other = slotKey(shiftId, !isStandby(to))
  return other !== from && peopleOf(draft, other).includes(personId) ? 'twice' : undefined
}
