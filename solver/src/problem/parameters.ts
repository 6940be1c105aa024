/**
 * What each kind of rule can be told, in JSON. What the kinds mean, and what one unit of a breach is, stands in
 * `rules/`, one file a kind. Prices are for one unit.
 */
import * as z from 'zod/mini'
import { id, minutes, price, what, when, who, whole } from './shapes.ts'

/** What all rules have: a kind, a price, and perhaps a name of their own to be called by in reasons. */
const rule = <K extends string, S extends z.core.$ZodShape>(kind: K, shape: S) =>
  z.strictObject({
    rule: z.literal(kind),
    name: z.optional(z.string().check(z.maxLength(200))),
    price: price(),
    ...shape,
  })

/** What a sum adds up: days with a job, their minutes, their minutes in a protective suit. */
const measure = z.enum(['shifts', 'minutes', 'suit'])
const count = () => whole(0, 1_000_000)

/** So many days together; a new window begins every `every` days: 1 rolls, the same as `days` does not overlap. */
const window = z.strictObject({ days: whole(1, 3660), every: whole(1, 3660) })

/** Two jobs do not overlap in real time, the way between their posts included. */
export const overlap = rule('overlap', {
  ...who,
  kmPerHour: z.optional(z.number().check(z.gt(0))),
  spare: z.optional(minutes()),
})
/** Minutes free between the end of a job (`jobs`, `posts` … choose which) and the start of the next. */
export const rest = rule('rest', { ...who, ...what, minutes: minutes() })
/** A job of `next` must not stand on the day after a job of the rule's own scope. */
export const succession = rule('succession', { ...who, ...what, ...when, next: z.strictObject(what) })
/** At most so many minutes of work in the 24 hours from the start of any job. */
export const daily = rule('daily', { ...who, minutes: minutes() })
/**
 * How many days on end: at work (in jobs of the scope), off, or in each shift by itself. With `openEnds` a run that
 * touches the first or last day of the horizon is never too short.
 */
export const run = rule('run', {
  ...who,
  ...what,
  of: z.enum(['work', 'off', 'shift']),
  min: z.optional(whole(0, 3660)),
  max: z.optional(whole(0, 3660)),
  openStart: z.optional(z.boolean()),
  openEnd: z.optional(z.boolean()),
})
/** Least and most of something in the horizon, or in every window; `carried` adds what history brings in. */
export const total = rule('total', {
  ...who,
  ...what,
  ...when,
  of: measure,
  min: z.optional(count()),
  max: z.optional(count()),
  window: z.optional(window),
  carried: z.optional(z.boolean()),
})
/** At most so many weekends with work. */
export const weekends = rule('weekends', { ...who, ...what, max: count(), carried: z.optional(z.boolean()) })
/** Saturday and Sunday are both worked or both free. */
export const wholeWeekends = rule('whole-weekends', { ...who })
/** No work on these days, or none that touches the minutes `between` of these days. */
export const away = rule('away', {
  ...who,
  ...what,
  ...when,
  between: z.optional(z.strictObject({ from: whole(0, 1440), to: whole(0, 1440) })),
  reason: z.optional(z.enum(['off', 'duty', 'village', 'leave'])),
})
/** Somebody asks to have, or not to have, such a job on such a day; costs where it is not granted. */
export const request = rule('request', { ...who, ...what, ...when, want: z.enum(['on', 'off']) })
/** Who works has the skill of the job; who has an alternative to it may stand in at `alternative`. */
export const skill = rule('skill', { ...who, ...what, alternative: z.optional(price()) })
/** At most so many minutes in a suit in one job, and so many minutes between two such jobs. */
export const suit = rule('suit', { ...who, minutes: minutes(), cooling: z.optional(minutes()) })
/**
 * Of these people (all of them, or each team or unit by itself) none, or at least `least`, and never more than `most`,
 * share a job, post or shift on a day.
 */
export const together = rule('together', {
  ...who,
  ...what,
  ...when,
  by: z.enum(['all', 'team', 'unit']),
  at: z.enum(['job', 'post', 'shift']),
  least: z.optional(whole(1, 100_000)),
  most: z.optional(whole(1, 100_000)),
})
/** Each kilometre between home and post beyond `free`, every day. */
export const near = rule('near', { ...who, ...what, free: z.optional(z.number().check(z.gte(0))) })
/**
 * An even share: what somebody has beyond `target`, the load of the past included, costs `price` a unit in the first
 * `step`, twice that in the second, and so on up to `levels` times.
 */
export const fair = rule('fair', {
  ...who,
  ...what,
  ...when,
  of: measure,
  target: count(),
  step: whole(1, 1_000_000),
  levels: whole(1, 20),
  carried: z.optional(z.boolean()),
})
/** When these people work on these days, then rather in such jobs. */
export const prefer = rule('prefer', { ...who, ...what, ...when })
/** This person, this day: this job, or null for none. */
export const pin = rule('pin', {
  pins: z.array(z.strictObject({ person: id(), day: whole(0, 3659), job: z.nullable(id()) })),
})
/** As published: hard freezes, a price is what one changed day of one person costs. */
export const keep = rule('keep', { ...who, ...when })
/** People at hand: at least `minimum`, and `share` of the minimum demanded elsewhere that day, in jobs of the scope. */
export const standby = rule('standby', {
  ...what,
  ...when,
  minimum: z.optional(whole(0, 100_000)),
  share: z.optional(z.number().check(z.gte(0), z.lte(1))),
})
/** Volunteers have such jobs (of these tags) only where they agreed; who is under a duty order is not asked. */
export const consent = rule('consent', { ...who, tags: z.array(id()).check(z.minLength(1)) })

/** Every kind of rule that a problem can hold. */
export const anyRule = z.discriminatedUnion('rule', [
  overlap,
  rest,
  succession,
  daily,
  run,
  total,
  weekends,
  wholeWeekends,
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
])
export type Rule = z.infer<typeof anyRule>
export type RuleKind = Rule['rule']
/** The parameters of one kind. */
export type RuleOf<K extends RuleKind> = Extract<Rule, { rule: K }>
