import { type CountingRule, RULES } from '../enrolment/rules.ts'
import type { z } from '../platform/shapes.ts'
import { grouped, roundedDown } from './round.ts'
import type { FrozenFigure } from './wire.ts'

type Frozen = z.infer<typeof FrozenFigure>

/** What was counted, by the key of its rule. */
export type Counted = Readonly<Record<keyof typeof RULES, number>>

/** The figures of a bulletin in the order in which they are read, the rounded one beside the exact one it comes from. */
export function frozenFigures(counted: Counted): Frozen[] {
  const figures = (Object.keys(RULES) as (keyof typeof RULES)[]).map(key => exact(RULES[key], counted[key]))
  return [figures[0]!, about(counted.people), ...figures.slice(1)]
}

const exact = ({ key, unit, words, zh, en }: CountingRule, value: number): Frozen => ({
  key,
  value,
  unit,
  approx: false,
  words,
  rule: { zh, en },
})

const DIGIT = { 1: '个', 100: '百', 1000: '千' } as const

function about(people: number): Frozen {
  const { value, approx, step } = roundedDown(people)
  return {
    key: 'people-about',
    value,
    unit: RULES.people.unit,
    approx,
    words: { zh: '报到人数（对外）', en: 'People reported (public)' },
    rule: {
      zh: `由“报到人数”${grouped(people)}人向下取整到${DIGIT[step]}位，不进位；有余数时加“余”。`,
      en: `The exact ${grouped(people)} cut down to whole ${step === 1 ? 'ones' : `${grouped(step)}s`}, never up; said as “more than” when something was cut off.`,
    },
  }
}

/** Where a recount comes out differently from what was frozen. */
export function differences(frozen: readonly Frozen[], recount: readonly Frozen[]) {
  const now = new Map(recount.map(({ key, value }) => [key, value]))
  return frozen
    .map(({ key, value }) => ({ key, frozen: value, now: now.get(key) ?? 0 }))
    .filter(({ frozen, now }) => frozen !== now)
}
