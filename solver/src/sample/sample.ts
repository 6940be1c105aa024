import type { Rule } from '../problem/parameters.ts'
import { type Demand, FORMAT, type Person, type Problem } from '../problem/problem.ts'
import { type Random, random } from '../random.ts'
import { centresOf, jobId, jobsOf, peopleOf, SHIFTS, type Site, SKILLS, sitesOf } from './city.ts'
import type { Dials } from './dials.ts'

/** A Monday, so that weekends lie where a reader looks for them. */
const START = '2026-03-30'

/**
 * A problem of the domain: posts of a city to be kept by its people, with the rules that protect them, by a seed. The empty roster
 * keeps every hard rule, so each sample can be solved; how much of the need can be met is a matter of the dials.
 */
export function sampleProblem(seed: number, dials: Dials): Problem {
  const chance = random(seed)
  const centres = centresOf(chance)
  const sites = sitesOf(dials, centres, chance)
  const people = peopleOf(dials, centres, chance)
  return {
    format: FORMAT,
    name: `sample ${seed}`,
    horizon: { start: START, days: dials.days },
    skills: SKILLS.map(id => ({ id })),
    posts: sites.map(({ post }) => post),
    shifts: [...SHIFTS],
    jobs: jobsOf(sites),
    people,
    demands: demandsOf(dials, sites, chance),
    rules: [
      ...protection(),
      ...comfort(people),
      ...absences(dials, people, chance),
      ...requests(dials, people, chance),
    ],
  }
}

/** Safety of people: all of it hard. */
function protection(): Rule[] {
  return [
    { rule: 'skill', price: 'hard' },
    { rule: 'overlap', price: 'hard', kmPerHour: 20 },
    { rule: 'rest', price: 'hard', minutes: 480 },
    { rule: 'daily', price: 'hard', minutes: 720 },
    { rule: 'run', price: 'hard', of: 'work', max: 6 },
    { rule: 'total', price: 'hard', of: 'shifts', max: 6, window: { days: 7, every: 1 } },
    { rule: 'suit', price: 'hard', minutes: 240, cooling: 120 },
  ]
}

/** What makes a rota good to live with. */
function comfort(people: readonly Person[]): Rule[] {
  const teams = people.some(({ team }) => team !== undefined)
  return [
    { rule: 'near', price: 2, free: 3 },
    { rule: 'run', price: 15, of: 'off', min: 2, openStart: true, openEnd: true },
    { rule: 'fair', price: 1, of: 'shifts', target: 8, step: 2, levels: 4 },
    { rule: 'total', price: 20, of: 'shifts', tags: ['night'], max: 4 },
    ...(teams ? [{ rule: 'together' as const, price: 3, by: 'team' as const, at: 'post' as const, least: 2 }] : []),
  ]
}

/** Needs of each post, shift and day; weekends need less. Their sum is the dial's share of what the people can give. */
function demandsOf(dials: Dials, sites: readonly Site[], chance: Random): Demand[] {
  const slots = sites.flatMap(site => site.shifts.map(shift => ({ site, shift, weight: 0.5 + chance.unit() })))
  const given = dials.people * dials.days * (5 / 7) * (1 - dials.absence) * dials.tightness
  const weights = slots.reduce((sum, { weight }) => sum + weight, 0) * dials.days * (1 - WEEKEND_LESS * (2 / 7))
  return slots.flatMap(({ site, shift, weight }) =>
    Array.from({ length: dials.days }, (_, day) => {
      const less = day % 7 >= 5 ? 1 - WEEKEND_LESS : 1
      const wanted = spread((given * weight * less) / weights, chance)
      return demandsOn(day, wanted, site, jobId(site.post, shift), site.skill && jobId(site.post, shift, site.skill))
    }).flat(),
  )
}

const WEEKEND_LESS = 0.3

/** A whole number whose mean is `mean`. */
const spread = (mean: number, chance: Random): number => Math.floor(mean + chance.unit())

function demandsOn(day: number, wanted: number, site: Site, plain: string, skilled: string | undefined): Demand[] {
  const jobs = skilled === undefined ? [plain] : [plain, skilled]
  const all: Demand = {
    day,
    jobs,
    minimum: Math.ceil(wanted * 0.7),
    missing: 40,
    preferred: wanted,
    under: 20,
    maximum: wanted + 1,
    excess: 30,
    over: 2,
  }
  if (wanted === 0) return []
  if (skilled === undefined || site.skill === undefined) return [all]
  return [all, { day, jobs: [skilled], skill: site.skill, minimum: 1, missing: 60, over: 5 }]
}

/** Whoever is away is so for some days on end. */
function absences({ absence, days }: Dials, people: readonly Person[], chance: Random): Rule[] {
  return people.flatMap(({ id }): Rule[] => {
    const away = new Set<number>()
    for (let day = 0; day < days; day++)
      if (chance.unit() < absence / MEAN_ABSENCE) {
        const until = Math.min(days, day + 1 + chance.int(2 * MEAN_ABSENCE - 1))
        for (; day < until; day++) away.add(day)
      }
    return away.size === 0 ? [] : [{ rule: 'away', price: 'hard', people: [id], days: [...away], reason: 'leave' }]
  })
}

/** Days on end. */
const MEAN_ABSENCE = 3

function requests({ wishes, days }: Dials, people: readonly Person[], chance: Random): Rule[] {
  return people.flatMap(({ id }): Rule[] =>
    chance.unit() < wishes ? [{ rule: 'request', price: 10, people: [id], days: [chance.int(days)], want: 'off' }] : [],
  )
}
