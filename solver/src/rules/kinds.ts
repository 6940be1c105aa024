/** The vocabulary: every kind of rule, by the word it has in a problem. */
import type { Rule, RuleKind } from '../problem/parameters.ts'
import { away } from './away.ts'
import { consent } from './consent.ts'
import { daily } from './daily.ts'
import { fair } from './fair.ts'
import { keep } from './keep.ts'
import { near } from './near.ts'
import { overlap } from './overlap.ts'
import { pin } from './pin.ts'
import { prefer } from './prefer.ts'
import { request } from './request.ts'
import { rest } from './rest.ts'
import type { Definition, Kind } from './rule.ts'
import { run } from './run.ts'
import { skill } from './skill.ts'
import { standby } from './standby.ts'
import { succession } from './succession.ts'
import { suit } from './suit.ts'
import { together } from './together.ts'
import { total } from './total.ts'
import { weekends } from './weekends.ts'
import { wholeWeekends } from './whole-weekends.ts'

export const KINDS: { readonly [K in RuleKind]: Kind<K> } = {
  overlap,
  rest,
  succession,
  daily,
  run,
  total,
  weekends,
  'whole-weekends': wholeWeekends,
  away,
  request,
  skill,
  suit,
  together,
  near,
  fair,
  prefer,
  pin,
  keep,
  standby,
  consent,
}

/** The definition of a rule's kind. */
export const kindOf = (rule: Rule): Definition<Rule> => KINDS[rule.rule]
