import { fault } from '../problem/fault.ts'
import type { RuleOf } from '../problem/parameters.ts'
import type { Roster } from '../problem/problem.ts'
import { jobOn } from '../problem/roster.ts'
import { type JobView, knownPast, meansAllJobs, meansJob, pastOf, peopleOf, type View } from '../problem/view.ts'
import { type Breach, groupPeople, type Kind, priceIn, setOf } from './rule.ts'

type Belongs = (job: JobView | undefined) => boolean

/** The sets of choices whose runs are meant: one, or one for each shift. */
function setsOf(view: View, rule: RuleOf<'run'>): Belongs[] {
  if (rule.of === 'off') return [job => job === undefined]
  const meant: Belongs = job => job !== undefined && meansJob(rule, job)
  if (rule.of === 'work') return [meant]
  return view.setting.shifts.map(
    ({ id }) =>
      job =>
        meant(job) && job?.shift === id,
  )
}

/** Runs from start to end, days of the past negative; those that are over before the eve of the horizon left out. */
function runsOf(view: View, roster: Roster, person: number, belongs: Belongs): number[][] {
  const runs: number[][] = []
  for (let day = -knownPast(view, person); day < view.days; day++) {
    if (!belongs(jobOn(view, roster, person, day))) continue
    if (runs.at(-1)?.at(-1) === day - 1) runs.at(-1)!.push(day)
    else runs.push([day])
  }
  return runs.filter(run => run.at(-1)! >= -1)
}

function breachesOf(view: View, rule: RuleOf<'run'>, person: number, run: readonly number[]): Breach[] {
  const [first, last] = [run[0]!, run.at(-1)!]
  const excused = (rule.openStart && first === 0) || (rule.openEnd && last === view.days - 1)
  const short = excused ? 0 : (rule.min ?? 0) - run.length
  // Days too many that lie in the past are not this roster's doing.
  const long = run.filter((day, at) => day >= 0 && at >= (rule.max ?? Infinity)).length
  const units = Math.max(0, short, long)
  return units > 0 ? [{ people: [person], days: run, units, price: rule.price }] : []
}

/** How many days of the past a run had reached on the eve. */
function reached(view: View, person: number, belongs: Belongs): number {
  const known = knownPast(view, person)
  let days = 0
  while (days < known && belongs(pastOf(view, person, -1 - days))) days++
  return days
}

/** Days on end. */
export const run: Kind<'run'> = {
  words: { zh: '连续天数', en: 'Days on end' },
  text: {
    zh: '连续上班、连续休息或连续同一班次的天数下限和上限；历史天数计入，可以不计较排班期两端未完的段。',
    en: 'Least and most days on end at work, off, or in the same shift. The days before count; runs cut by the ends of the horizon may be forgiven.',
  },
  unit: { zh: '天', en: 'day' },
  looksAt: 'line',
  faults(_, rule, path) {
    const { min, max } = rule
    if (min === undefined && max === undefined) return [fault(path, 'nothing', { one: 'min / max' })]
    if (min !== undefined && max !== undefined && min > max) return [fault(path, 'order', { less: 'min', more: 'max' })]
    const scoped = rule.of === 'off' && !meansAllJobs(rule)
    return scoped ? [fault(path, 'no-use', { given: 'jobs, posts, shifts, skills, tags', because: 'of: off' })] : []
  },
  breaches: (view, roster, rule) =>
    setsOf(view, rule).flatMap(belongs =>
      peopleOf(view, rule).flatMap(person =>
        runsOf(view, roster, person, belongs).flatMap(days => breachesOf(view, rule, person, days)),
      ),
    ),
  lower(view, rule, draft) {
    const price = priceIn(rule.price)
    for (const belongs of setsOf(view, rule)) {
      const of = setOf(view, job => belongs(view.jobs[job]))
      for (const [before, people] of groupPeople(peopleOf(view, rule), person => reached(view, person, belongs)))
        draft.run(people, {
          of,
          min: rule.min ?? 0,
          max: rule.max ?? Infinity,
          shortPrice: price,
          longPrice: price,
          before,
          openStart: rule.openStart ?? false,
          openEnd: rule.openEnd ?? false,
        })
    }
  },
}
