import type { AssignInput } from './input.ts'
import { planeOf } from './plane.ts'

/** People who are alike in all that the prices look at: same home, same useful skills, same unit where units matter. */
export interface Groups {
  /** Of each person. */
  readonly groupOf: Int32Array
  readonly size: Int32Array
  /** Home in km; not a number where it is unknown. */
  readonly x: Float64Array
  readonly y: Float64Array
  /** A bit for each skill that some place needs. */
  readonly skills: Int32Array
  /** Index into `together`; −1: of no unit that keeps together. */
  readonly unit: Int32Array
}

/** Bits of the skills that places ask for; others make no difference. */
export function skillBits({ places }: AssignInput): ReadonlyMap<string, number> {
  const bits = new Map<string, number>()
  for (const skill of places.flatMap(({ needs }) => needs ?? [])) if (!bits.has(skill)) bits.set(skill, 1 << bits.size)
  return bits
}

/** All bits of a list of skills. */
export const maskOf = (skills: readonly string[], bits: ReadonlyMap<string, number>): number =>
  skills.reduce((mask, skill) => mask | (bits.get(skill) ?? 0), 0)

/** Merges equal people, in the order of the first of each group. */
export function merge(input: AssignInput): Groups {
  const { people, places, together = [] } = input
  const bits = skillBits(input)
  const units = new Map(together.map(({ unit }, index) => [unit, index]))
  const spotOf = planeOf(places)
  const groups = new Buckets(people.length)
  people.forEach((person, index) => {
    const spot = person.at && spotOf(person.at)
    const skills = person.skills ? maskOf(person.skills, bits) : 0
    const unit = person.unit === undefined ? -1 : (units.get(person.unit) ?? -1)
    groups.add(index, spot ? spot.x : NaN, spot ? spot.y : NaN, skills, unit)
  })
  return groups.done()
}

/** A table with open addresses over the four things that make people alike: no object and no string for each person. */
class Buckets {
  private readonly slots: Int32Array
  private readonly groupOf: Int32Array
  private readonly size: Int32Array
  private readonly x: Float64Array
  private readonly y: Float64Array
  private readonly skills: Int32Array
  private readonly unit: Int32Array
  private count = 0

  constructor(people: number) {
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * people + 2))).fill(-1)
    this.groupOf = new Int32Array(people)
    this.size = new Int32Array(people)
    this.x = new Float64Array(people)
    this.y = new Float64Array(people)
    this.skills = new Int32Array(people)
    this.unit = new Int32Array(people)
  }

  add(person: number, x: number, y: number, skills: number, unit: number): void {
    const mask = this.slots.length - 1
    let slot = mixed(x, y, skills, unit) & mask
    while (this.slots[slot]! >= 0 && !this.holds(this.slots[slot]!, x, y, skills, unit)) slot = (slot + 1) & mask
    if (this.slots[slot]! < 0) this.slots[slot] = this.open(x, y, skills, unit)
    const group = this.slots[slot]!
    this.groupOf[person] = group
    this.size[group] = this.size[group]! + 1
  }

  done(): Groups {
    const { groupOf, count } = this
    return {
      groupOf,
      size: this.size.slice(0, count),
      x: this.x.slice(0, count),
      y: this.y.slice(0, count),
      skills: this.skills.slice(0, count),
      unit: this.unit.slice(0, count),
    }
  }

  private holds(group: number, x: number, y: number, skills: number, unit: number): boolean {
    if (this.skills[group] !== skills || this.unit[group] !== unit) return false
    return (this.x[group] === x && this.y[group] === y) || (Number.isNaN(x) && Number.isNaN(this.x[group]!))
  }

  private open(x: number, y: number, skills: number, unit: number): number {
    const group = this.count++
    this.x[group] = x
    this.y[group] = y
    this.skills[group] = skills
    this.unit[group] = unit
    return group
  }
}

/** Spreads metres and marks over 32 bits. */
function mixed(x: number, y: number, skills: number, unit: number): number {
  let hash = Math.imul((x * SPREAD) | 0, 0x9e3779b1) ^ Math.imul((y * SPREAD) | 0, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15) ^ skills, 0xc2b2ae35) ^ Math.imul(unit + 1, 0x27d4eb2f)
  return hash ^ (hash >>> 13)
}

/** Tenths of a metre in a kilometre. */
const SPREAD = 10_000
