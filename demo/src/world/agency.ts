import { AVAILABILITY, SKILLS } from '@muster/core/people/wire.ts'
import type { PersonPlan } from './city.ts'
import { type Dice, diceOf } from './dice.ts'
import { inventNames } from './names.ts'
import type { Base } from './places.ts'
import { AGENCY } from './units.ts'

export type Staff = Omit<PersonPlan, 'role'> & { readonly part: string }

const MANY = 400

/**
 * The staff of one agency, a quarter in each part. No two have the same name but the first two, who work in different
 * parts: so one line of a chain is a question.
 */
export function inventAgency(base: Base): Staff[] {
  const dice = diceOf(20221104)
  const names = inventNames(dice, MANY - 1)
  return [names[0]!, ...names].map((name, nth) => inventOne(dice, base, name, nth))
}

function inventOne(dice: Dice, base: Base, name: string, nth: number): Staff {
  return {
    volunteerNo: `QD-${String(nth + 1).padStart(6, '0')}`,
    name,
    unit: AGENCY.name,
    part: AGENCY.parts[nth % AGENCY.parts.length]!,
    residence: dice.pick(base.communities),
    phone: dice.once(2) ? `000${20_000_001 + nth}` : null,
    skills: dice.shuffle(SKILLS).slice(0, dice.below(4)),
    availability: dice.once(3) ? dice.pick(AVAILABILITY) : 'any-time',
    onCall: dice.once(3),
  }
}
