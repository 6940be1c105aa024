import { fault } from '../problem/fault.ts'
import type { RuleOf } from '../problem/parameters.ts'
import type { Roster } from '../problem/problem.ts'
import { jobOn } from '../problem/roster.ts'
import { daysOf, type JobView, jobsOf, peopleOf, type View } from '../problem/view.ts'
import { type Breach, groupPeople, type Kind } from './rule.ts'

type Together = RuleOf<'together'>

/** The people that should keep together: all of the scope, or each team or unit by itself. */
function groupsOf(view: View, rule: Together): (readonly number[])[] {
  const people = peopleOf(view, rule)
  if (rule.by === 'all') return [people]
  const key = rule.by
  const groups = groupPeople(people, person => view.people[person]![key])
  return [...groups].filter(([name]) => name !== undefined).map(([, members]) => members)
}

/** Jobs that count as the same place to be, by what they share; those without a post share none. */
function sharedBy(view: View, rule: Together): JobView[][] {
  const key = rule.at === 'job' ? 'id' : rule.at
  const places = Map.groupBy(jobsOf(view, rule), job => job[key])
  return [...places].filter(([name]) => name !== undefined).map(([, jobs]) => jobs)
}

/** How far a number is from none, or `least` to `most`. */
function unitsOf({ least = 1, most = Infinity }: Together, number: number): number {
  return number === 0 ? 0 : Math.max(0, least - number, number - most)
}

function breachesOf(view: View, roster: Roster, rule: Together, members: readonly number[], day: number): Breach[] {
  return sharedBy(view, rule).flatMap(jobs => {
    const people = members.filter(person => {
      const job = jobOn(view, roster, person, day)
      return job !== undefined && jobs.includes(job)
    })
    const units = unitsOf(rule, people.length)
    return units > 0 ? [{ people, days: [day], jobs: jobs.map(job => job.number), units, price: rule.price }] : []
  })
}

/** Who comes together works together. */
export const together: Kind<'together'> = {
  words: { zh: '编组同岗', en: 'Keeping together' },
  text: {
    zh: '一对搭档、一个队伍或一个单位的人，同一天在同一岗位（或同一点位、同一班次）要么没有，要么至少几人、至多几人。',
    en: 'Of a pair, a team or a unit, either nobody or at least so many, and at most so many, share a job, post or shift on a day.',
  },
  unit: { zh: '人', en: 'person' },
  looksAt: 'count',
  faults(_, { least, most }, path) {
    if (least === undefined && most === undefined) return [fault(path, 'nothing', { one: 'least / most' })]
    const wrong = least !== undefined && most !== undefined && least > most
    return wrong ? [fault(path, 'order', { less: 'least', more: 'most' })] : []
  },
  breaches: (view, roster, rule) =>
    groupsOf(view, rule).flatMap(members =>
      daysOf(view, rule).flatMap(day => breachesOf(view, roster, rule, members, day)),
    ),
  lower(view, rule, draft) {
    const days = daysOf(view, rule)
    const places = sharedBy(view, rule).map(jobs => jobs.map(job => job.number))
    for (const members of groupsOf(view, rule)) {
      const units = Float64Array.from({ length: members.length + 1 }, (_, number) => unitsOf(rule, number))
      const nothing = new Float64Array(units.length)
      const { price } = rule
      const table =
        price === 'hard' ? { prices: nothing, hard: units } : { prices: units.map(number => number * price) }
      const counted = { people: Int32Array.from(members), price: { kind: 'table', ...table } as const }
      for (const day of days) for (const jobs of places) draft.count({ day, jobs, ...counted })
    }
  },
}
