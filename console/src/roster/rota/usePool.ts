import type { SKILLS } from '@muster/core/people/wire.ts'
import { stops, type Verdict } from '@muster/core/roster/guard.ts'
import { useDeferredValue, useMemo } from 'react'
import { placeAt } from './grid.ts'
import { judge, minutesInWeek, spansOf } from './judge.ts'
import type { PoolAnswer, Workbench } from './useWorkbench.ts'

export type Skill = (typeof SKILLS)[number]
export interface PoolFilter {
  readonly typed: string
  readonly skill: Skill | ''
  readonly unit: string
}

export interface PoolRow {
  readonly person: PoolAnswer['people'][number]
  /** Minutes of duty in the seven days up to the day where the reader is. */
  readonly minutes: number
  readonly tone: 'good' | 'watch' | 'gap' | undefined
  readonly verdicts: readonly Verdict[]
}

const RANK = { good: 0, watch: 1, gap: 2 } as const

/** The pool as it fits the place where the reader is: who can come first, and of them who had least. */
export function usePool(
  bench: Workbench,
  people: PoolAnswer['people'],
  { typed, skill, unit }: PoolFilter,
): readonly PoolRow[] {
  const { ground, hand, rows, days } = bench
  const { onBoard: standsOn, ownOf } = bench.marks
  const { half } = placeAt(rows[hand.at.row], hand.at.day)
  // Judging hundreds of people at every step of the arrows can wait for the hand to rest.
  const key = useDeferredValue(half?.begun ? undefined : half?.key)
  const lastDay = useDeferredValue(half?.shift.day ?? days.at(-1)!)
  const all = useMemo(
    () =>
      people
        .map((person): PoolRow => {
          const onBoard = standsOn(person.id)
          const verdicts = key && !onBoard.includes(key) ? judge(ground, person.id, onBoard, key) : []
          const tone = key
            ? stops(verdicts) || onBoard.includes(key)
              ? 'gap'
              : ownOf(key, verdicts).length > 0
                ? 'watch'
                : 'good'
            : undefined
          return { person, minutes: minutesInWeek(spansOf(ground, person.id, onBoard), lastDay), tone, verdicts }
        })
        .toSorted((one, two) => RANK[one.tone ?? 'good'] - RANK[two.tone ?? 'good'] || one.minutes - two.minutes),
    [people, ground, standsOn, ownOf, key, lastDay],
  )
  const wanted = typed.trim().toLowerCase()
  return all.filter(
    ({ person }) =>
      (!wanted || `${person.name ?? ''} ${person.volunteerNo} ${person.unit}`.toLowerCase().includes(wanted)) &&
      (!skill || person.skills?.includes(skill)) &&
      (!unit || person.unit === unit),
  )
}
