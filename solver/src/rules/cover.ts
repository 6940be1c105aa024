import type { Cover } from '../model/model.ts'
import type { Demand, Roster } from '../problem/problem.ts'
import { jobOn } from '../problem/roster.ts'
import type { View } from '../problem/view.ts'
import type { Breach, Definition } from './rule.ts'

/** Who has a skill, by the people it is among: many demands ask for the same. */
const skilled = new WeakMap<View, Map<string, Int32Array>>()

function skilledOf(view: View, skill: string, demand: Demand): Int32Array {
  const known = skilled.get(view) ?? new Map<string, Int32Array>()
  const people = known.get(skill) ?? Int32Array.from(counted(view, demand))
  skilled.set(view, known.set(skill, people))
  return people
}

const counted = (view: View, { skill }: Demand): number[] =>
  [...view.people.keys()].filter(
    person => skill === undefined || (view.people[person]!.skills?.includes(skill) ?? false),
  )

function breaches(view: View, roster: Roster, demand: Demand): Breach[] {
  const { day, minimum = 0, preferred = minimum, maximum = Infinity } = demand
  const there = counted(view, demand).filter(person => {
    const job = jobOn(view, roster, person, day)
    return job !== undefined && demand.jobs.includes(job.id)
  })
  const jobs = [...new Set(demand.jobs)].map(id => view.jobOf.get(id)!.number)
  const found = (units: number, price: Breach['price']): Breach[] =>
    units > 0 && price !== 0 ? [{ people: there, days: [day], jobs, units, price }] : []
  return [
    ...found(minimum - there.length, demand.missing ?? 'hard'),
    ...found(preferred - there.length, demand.under ?? 0),
    ...found(there.length - preferred, demand.over ?? 0),
    ...found(there.length - maximum, demand.excess ?? 'hard'),
  ]
}

function priceOf({ minimum = 0, preferred = minimum, maximum = Infinity, ...prices }: Demand): Cover {
  const { missing = 'hard', excess = 'hard' } = prices
  return {
    kind: 'cover',
    minimum,
    missing: missing === 'hard' ? 0 : missing,
    missingHard: missing === 'hard',
    preferred,
    under: prices.under ?? 0,
    over: prices.over ?? 0,
    maximum,
    excess: excess === 'hard' ? 0 : excess,
    excessHard: excess === 'hard',
  }
}

/** Not written as a rule but as demands, each with its own prices. */
export const cover: Definition<Demand> = {
  words: { zh: '岗位人数', en: 'Cover' },
  text: {
    zh: '每天每个岗位需要多少人：最低、理想、最高，各有各的代价。低于最低或高于最高，通常不允许。',
    en: 'How many people a job needs on a day: a minimum, a preferred number and a maximum, each with a price of its own. Below the minimum or above the maximum is usually not allowed.',
  },
  unit: { zh: '人', en: 'person' },
  looksAt: 'count',
  breaches,
  lower(view, demand, draft) {
    const price = priceOf(demand)
    const jobs = [...new Set(demand.jobs)].map(id => view.jobOf.get(id)!.number).toSorted((a, b) => a - b)
    const people = demand.skill === undefined ? {} : { people: skilledOf(view, demand.skill, demand) }
    draft.count({ day: demand.day, jobs, ...people, price })
  },
}
