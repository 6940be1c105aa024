import type { Fault } from '../fault.ts'
import { fault } from '../problem/fault.ts'
import type { RuleOf } from '../problem/parameters.ts'
import type { Roster } from '../problem/problem.ts'
import { peopleOf, type View } from '../problem/view.ts'
import type { Breach, Kind } from './rule.ts'
import { addSums, amountIn, atMost, between, carriedIn, pastIn, type Window, windowsOf } from './sums.ts'

type Total = RuleOf<'total'>

/** What somebody brings into a window: totals for the whole horizon, days for one that began before it. */
const broughtIn = (view: View, rule: Total, window: Window, person: number): number =>
  rule.window ? pastIn(view, person, rule, window) : rule.carried ? carriedIn(view, person, rule)! : 0

/** A window that begins before the horizon is full of days nobody can change: its minimum is not asked. */
const minimumOf = (rule: Total, window: Window): number => (isFull(rule, window) ? (rule.min ?? 0) : 0)

const isFull = (rule: Total, { from, to }: Window): boolean =>
  !rule.window || (from >= 0 && to - from === rule.window.days)

function breachesIn(view: View, roster: Roster, rule: Total, window: Window, person: number): Breach[] {
  const before = broughtIn(view, rule, window, person)
  const amount = amountIn(view, roster, person, rule, window) + (rule.window ? 0 : before)
  const units = Math.max(minimumOf(rule, window) - amount, amount - Math.max(rule.max ?? Infinity, before))
  const days = Array.from({ length: window.to - Math.max(0, window.from) }, (_, at) => Math.max(0, window.from) + at)
  return units > 0 ? [{ people: [person], days, units, price: rule.price }] : []
}

function faults(_: View, rule: Total, path: string): Fault[] {
  const { min, max, window, carried } = rule
  if (min === undefined && max === undefined) return [fault(path, 'nothing', { one: 'min / max' })]
  if (min !== undefined && max !== undefined && min > max) return [fault(path, 'order', { less: 'min', more: 'max' })]
  if (carried && window) return [fault(`${path}.carried`, 'no-use', { given: 'carried', because: 'window' })]
  return carriedFaults(rule, path)
}

/** Whether history has a total of what a rule adds up. */
export function carriedFaults(
  rule: Pick<Total, 'carried' | 'of' | 'jobs' | 'posts' | 'shifts' | 'skills' | 'tags'>,
  path: string,
): Fault[] {
  const narrow = rule.jobs ?? rule.posts ?? rule.shifts ?? rule.skills
  const known = !narrow && (!rule.tags || (rule.tags.length === 1 && rule.of === 'shifts'))
  return rule.carried && !known ? [fault(`${path}.carried`, 'carried-scope')] : []
}

/** How much of something, at least and at most. */
export const total: Kind<'total'> = {
  words: { zh: '次数与工时', en: 'How much in all' },
  text: {
    zh: '整个排班期内，或每个固定、滚动时段内，班次数、工时或防护服时长的下限和上限；可限定班次、标签和日期。班次算在开始的那一天。',
    en: 'Least and most shifts, minutes or minutes in a suit in the horizon, or in every fixed or rolling window; for some jobs, tags or days only. A shift counts on the day it starts.',
  },
  unit: { zh: '个（班次或分钟）', en: 'shift or minute' },
  looksAt: 'line',
  faults,
  breaches: (view, roster, rule) =>
    windowsOf(view.days, rule.window).flatMap(window =>
      peopleOf(view, rule).flatMap(person => breachesIn(view, roster, rule, window, person)),
    ),
  lower(view, rule, draft) {
    for (const window of windowsOf(view.days, rule.window))
      addSums(draft, view, peopleOf(view, rule), {
        scope: rule,
        window,
        before: person => broughtIn(view, rule, window, person),
        price: before => between(minimumOf(rule, window), atMost(rule.max, before), rule.price),
      })
  },
}
