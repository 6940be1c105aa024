import { AVAILABILITY, SKILLS } from '@muster/core/people/wire.ts'
import { type Dice, diceOf } from './dice.ts'
import { inventName } from './names.ts'
import { type Base, type Place, streetOf } from './places.ts'
import { CITY_UNITS, type UnitPlan } from './units.ts'

/** How many people a city's day has, by what becomes of them. */
export interface Size {
  /** Report by 16:00. */
  readonly people: number
  /** Of these: report a second time at the partner community. */
  readonly twice: number
  /** Of these: are moved to another community. */
  readonly edits: number
  /** Of these: leave between 16:00 and 18:00. */
  readonly withdrawals: number
  /** Beside them: said so before 16:00, heard at 20:30. */
  readonly late: number
  readonly exempt: number
  readonly missing: number
}
export const WHOLE: Size = {
  people: 6396,
  twice: 300,
  edits: 120,
  withdrawals: 15,
  late: 40,
  exempt: 36,
  missing: 18,
}

/** The same day with fewer people; every kind of them is still there. */
export const sizeOf = (people: number): Size => {
  const share = (many: number) => Math.max(6, Math.round((many * people) / WHOLE.people))
  const { twice, edits, withdrawals, late, exempt, missing } = WHOLE
  return {
    people,
    twice: share(twice),
    edits: share(edits),
    withdrawals: share(withdrawals),
    late: share(late),
    exempt: share(exempt),
    missing: share(missing),
  }
}

export interface PersonPlan {
  readonly volunteerNo: string
  readonly name: string
  readonly unit: string
  readonly part: string | null
  readonly residence: Place | null
  readonly phone: string | null
  readonly skills: readonly (typeof SKILLS)[number][]
  readonly availability: (typeof AVAILABILITY)[number]
  readonly onCall: boolean
  readonly role: 'reports' | 'late' | 'exempt' | 'missing'
}

export interface City {
  readonly units: readonly (UnitPlan & { readonly partners: readonly string[] })[]
  readonly people: readonly PersonPlan[]
  /** Urban communities to which somebody reports. */
  readonly covered: readonly Place[]
}

/**
 * 43 of 46 streets and 343 of 348 communities: two streets (拾屯, 沿湖) have villages only, so nobody can be missed
 * there; 三河尖街道, an enclave of the mines 90 km away, has two communities; the three others lie in towns.
 */
const FAR_STREET = '320312001000'

/** Units whose people have their phones joined, and units whose secretary approves exemptions; by their place in the list. */
export const PHONE_UNITS = [6, 7, 8, 9] as const
export const EXEMPTING_UNITS = [0, 1, 2, 3, 4, 5] as const

/** Invents the city's roster: the same for the same base and size. */
export function inventCity(base: Base, size: Size): City {
  const dice = diceOf(20220330)
  const streets = new Set(base.streets.map(({ code }) => code))
  const covered = base.communities.filter(({ code }) => streets.has(streetOf(code)) && streetOf(code) !== FAR_STREET)
  const units = CITY_UNITS.map(unit => ({
    ...unit,
    partners: dice
      .shuffle(covered)
      .slice(0, 2)
      .map(({ code }) => code),
  }))
  const roles = rolesByUnit(dice, size)
  const homes = homesOf(dice, covered, size.people)
  const residenceFor = (role: PersonPlan['role']): Place | null => {
    if (role !== 'reports') return dice.pick(base.communities)
    const { place, spare } = homes.pop()!
    // The roster does not know where one in forty lives: they report at the partner community of their unit.
    return spare && dice.once(40) ? null : place
  }
  let number = 0
  const people = units.flatMap((unit, nth) =>
    roles[nth]!.map(role => invent(dice, { number: ++number, unit, residence: residenceFor(role), role })),
  )
  return { units, people, covered }
}

/** Where those who report live: every covered community gets its people first, the rest fall where they fall. */
function homesOf(dice: Dice, covered: readonly Place[], many: number): { place: Place; spare: boolean }[] {
  const each = Math.min(3, Math.floor(many / covered.length))
  const sure = Array.from({ length: each }, () => covered.map(place => ({ place, spare: false }))).flat()
  const rest = Array.from({ length: many - sure.length }, () => ({ place: dice.pick(covered), spare: true }))
  return dice.shuffle([...sure, ...rest])
}

/** The roles of everybody in each unit, in order; units differ in size by a factor of six. */
function rolesByUnit(dice: Dice, size: Size): PersonPlan['role'][][] {
  const roles: PersonPlan['role'][][] = CITY_UNITS.map(() => ['reports'])
  const lots = CITY_UNITS.flatMap((_, nth) => Array.from({ length: 2 + dice.below(10) }, () => nth))
  for (let left = size.people - CITY_UNITS.length; left > 0; left--) roles[dice.pick(lots)]!.push('reports')
  const spread = (role: PersonPlan['role'], many: number, units: readonly number[]) => {
    for (let nth = 0; nth < many; nth++) roles[units[nth % units.length]!]!.push(role)
  }
  spread('late', size.late, PHONE_UNITS)
  spread('exempt', size.exempt, EXEMPTING_UNITS)
  spread('missing', size.missing, dice.shuffle(CITY_UNITS.map((_, nth) => nth)))
  return roles.map(dice.shuffle)
}

interface Wanted {
  readonly number: number
  readonly unit: UnitPlan
  readonly residence: Place | null
  readonly role: PersonPlan['role']
}

function invent(dice: Dice, { number, unit, residence, role }: Wanted): PersonPlan {
  return {
    volunteerNo: `XZ-${String(number).padStart(6, '0')}`,
    name: inventName(dice),
    unit: unit.name,
    part: unit.parts.length > 0 ? dice.pick(unit.parts) : null,
    residence,
    // No number in China begins with 000: nobody can be rung up by mistake.
    phone: dice.once(4) ? `000${String(10_000_000 + number)}` : null,
    skills: dice.shuffle(SKILLS).slice(0, Math.max(0, dice.below(5) - 2)),
    availability: dice.once(3) ? dice.pick(AVAILABILITY) : 'any-time',
    onCall: dice.once(3),
    role,
  }
}
