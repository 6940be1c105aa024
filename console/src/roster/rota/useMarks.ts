import { stops, type Verdict } from '@muster/core/roster/guard.ts'
import { useMemo } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { type Draft, type Held, peopleOf, type Target } from './edits.ts'
import { halfKey, isStandby, shiftOfHalf } from './grid.ts'
import { type Ground, judge, ofTheShift, shiftsByPerson } from './judge.ts'

/** What stands in the way of letting go: the guard's words about somebody, or a reason of the board itself. */
export interface Against {
  readonly personId: string
  readonly half: string
  readonly verdicts: readonly Verdict[]
  readonly own?: 'begun' | 'twice'
}

export type Tone = 'good' | 'watch' | 'gap'

export interface Marks {
  /** What speaks against somebody who is there already. */
  readonly ofPlaced: (half: string, personId: string) => readonly Verdict[]
  /** The same without what the shift says of everybody. */
  readonly ownOf: (half: string, verdicts: readonly Verdict[]) => readonly Verdict[]
  /** How a half looks to what is in the hand. */
  readonly toneFor: (half: string) => Tone | undefined
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
    const placed = new Map<string, readonly Verdict[]>()
    const shifts = new Map<string, ReadonlySet<string>>()
    const ofShift = (half: string) => {
      const found = shifts.get(half) ?? ofTheShift(ground, half)
      shifts.set(half, found)
      return found
    }
    const ownOf = (half: string, verdicts: readonly Verdict[]) =>
      verdicts.filter(({ level, zh }) => level === 'stop' || !ofShift(half).has(zh))
    return {
      onBoard,
      ownOf,
      ofPlaced: (half: string, personId: string) => {
        const key = `${half} ${personId}`
        const found = placed.get(key) ?? judge(ground, personId, onBoard(personId), half)
        placed.set(key, found)
        return found
      },
      against: (now: readonly Held[], target: Target) => againstAll(ground, draft, onBoard, now, target),
    }
  }, [ground, draft])
  return useMemo(() => {
    const tones = new Map<string, Tone>()
    return {
      ...judged,
      toneFor: (half: string) => {
        if (held.length === 0) return undefined
        const tone = tones.get(half) ?? toneOf(judged.against(held, { half }), judged.ownOf)
        tones.set(half, tone)
        return tone
      },
    }
  }, [judged, held])
}

function toneOf(all: readonly Against[], ownOf: Marks['ownOf']): Tone {
  if (blocks(all)) return 'gap'
  return all.some(({ half, verdicts }) => ownOf(half, verdicts).length > 0) ? 'watch' : 'good'
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
  const moves = held.map(({ personId, from }) => ({ personId, from, to: target.half }))
  const [one] = held
  if (held.length === 1 && one?.from && target.personId && target.personId !== one.personId)
    moves.push({ personId: target.personId, from: target.half, to: one.from })
  return moves.flatMap(({ personId, from, to }) => {
    if (from === to) return []
    const own = ownReason(ground, draft, personId, from, to)
    const verdicts = judge(
      ground,
      personId,
      onBoard(personId).filter(half => half !== from),
      to,
    )
    return own || verdicts.length > 0 ? [{ personId, half: to, verdicts, ...(own ? { own } : {}) }] : []
  })
}

function ownReason(ground: Ground, draft: Draft, personId: string, from: string | undefined, to: string) {
  const shiftId = shiftOfHalf(to)
  const shift = ground.shifts.get(shiftId)
  if (shift && Date.parse(shift.startsAt) <= serverNow()) return 'begun'
  const other = halfKey(shiftId, !isStandby(to))
  return other !== from && peopleOf(draft, other).includes(personId) ? 'twice' : undefined
}
