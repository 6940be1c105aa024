import { fault } from '../problem/fault.ts'
import { jobOn } from '../problem/roster.ts'
import { type Kind, priceIn } from './rule.ts'

/** Decided by hand. */
export const pin: Kind<'pin'> = {
  words: { zh: '手工固定', en: 'Pins' },
  text: {
    zh: '手工定下的安排：某人某天就上这个班，或者就休息。',
    en: 'What was decided by hand: this person has this job on this day, or none.',
  },
  unit: { zh: '天', en: 'day' },
  looksAt: 'line',
  faults(view, { pins }, path) {
    const seen = new Map<string, string | null>()
    return pins.flatMap(({ person, day, job }, at) => {
      const key = `${day} ${person}`
      if (seen.has(key) && seen.get(key) !== job)
        return [fault(`${path}.pins[${at}]`, 'contradiction', { person, day })]
      seen.set(key, job)
      return day >= view.days ? [fault(`${path}.pins[${at}].day`, 'beyond-horizon', { day, days: view.days })] : []
    })
  },
  breaches: (view, roster, rule) =>
    rule.pins.flatMap(({ person, day, job }) => {
      const at = view.personOf.get(person)
      if (at === undefined) return []
      if ((jobOn(view, roster, at, day)?.id ?? null) === job) return []
      return [{ people: [at], days: [day], units: 1, price: rule.price }]
    }),
  lower(view, rule, draft) {
    for (const { person, day, job } of rule.pins) {
      const at = view.personOf.get(person)
      if (at === undefined) continue
      const wanted = job === null ? 0 : view.jobOf.get(job)!.number
      const others = [...view.jobs.keys()].filter(number => number !== wanted)
      draft.node(
        [at],
        priceIn(rule.price),
        others.map(number => day * view.jobs.length + number),
      )
    }
  },
}
