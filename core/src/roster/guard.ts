import type { Days } from '../people/rules.ts'
import type { AVAILABILITY, SKILLS } from '../people/wire.ts'
import type { Words } from '../platform/shapes.ts'
import { dayNumber, dayOf, wallClock } from '../platform/wall-clock.ts'
import { GUARD_SENTENCES as say } from './guard-sentences.ts'
import type { SafetyLimits } from './safety.ts'

export const GUARD_RULES = [
  'overlap',
  'rest',
  'hours',
  'days',
  'nights',
  'suit',
  'heat',
  'insurance',
  'unavailable',
  'skill',
  'availability',
] as const
export type GuardRule = (typeof GUARD_RULES)[number]

/** Rules that no second name lifts: nobody is in two places; the law; a person's own word, or an exemption that stands. */
export const FIRM: readonly GuardRule[] = ['overlap', 'insurance', 'unavailable']

/** A stretch on duty, served or planned: instants in milliseconds. */
export interface Span {
  /** From the report time (planned) or checking in (served). */
  readonly from: number
  readonly until: number
  /** The tenant's day it counts for: that of the shift's start, so that a night belongs to its evening. */
  readonly day: string
}

/** A shift as it is offered to somebody, and what its post asks for. */
export interface Duty extends Span {
  readonly danger: boolean
  /** Longest spell in a protective suit there; null where none is worn. */
  readonly suitMinutes: number | null
  /** Of each list that is not empty (the post's, the shift's) a person must have one skill. */
  readonly skills: readonly (readonly (typeof SKILLS)[number][])[]
}

/** What the guard must know of a person. */
export interface Guarded {
  /** All that is served or planned within eight days before and after, without the shift in question. Any order. */
  readonly spans: readonly Span[]
  readonly skills: readonly (typeof SKILLS)[number][]
  readonly availability: (typeof AVAILABILITY)[number]
  readonly lightDuty: boolean
  /** Own word, yes or no; no reason is ever asked. */
  readonly fit: boolean
  /** Last day of insurance cover; null: none. */
  readonly coveredUntil: string | null
  readonly exempt: readonly Days[]
}

export interface Verdict extends Words {
  readonly rule: GuardRule
  readonly level: 'stop' | 'warn'
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** A night counts when an hour or more of it is served, wall minutes 0 to 300. */
const NIGHT = { from: 0, until: 300, least: 60 }

/**
 * Whether a person can be given a shift: every rule that speaks against it, with its numbers. Nothing: all is well. The
 * same for the board, the door and the engine; pure, and about a microsecond for each span.
 */
export function guard(person: Guarded, duty: Duty, limits: SafetyLimits, zone: string): Verdict[] {
  const wall = wallClock(zone)
  const near = person.spans.filter(({ from, until }) => until > duty.from - 9 * DAY && from < duty.until + 9 * DAY)
  return [
    ...overlap(near, duty),
    ...rest(near, duty, limits),
    ...hours(near, duty, limits),
    ...days(near, duty, limits),
    ...nights(near, duty, limits, wall),
    ...spells(duty, limits),
    ...insurance(person, duty, wall),
    ...unavailable(person, duty, wall),
    ...skill(person, duty),
    ...availability(person, duty, wall),
  ]
}

/** Whether anything stands in the way. With `overridden`, only what no second name lifts. */
export const stops = (verdicts: readonly Verdict[], overridden = false): boolean =>
  verdicts.some(({ level, rule }) => level === 'stop' && !(overridden && !FIRM.includes(rule)))

/** Minutes of duty in the 24 h up to an instant: what a person reads before saying yes. */
export const minutesInDay = (spans: readonly Span[], until: number): number =>
  minutesWithin(united(spans), until - DAY, until)

const verdict = (rule: GuardRule, level: Verdict['level'], words: Words): Verdict[] => [{ rule, level, ...words }]

function overlap(near: readonly Span[], duty: Duty): Verdict[] {
  return near.some(({ from, until }) => from < duty.until && until > duty.from)
    ? verdict('overlap', 'stop', say.overlap())
    : []
}

/** The gap on either side: short, it is a pause within one duty; long, it is rest; between, it is neither. */
function rest(near: readonly Span[], duty: Duty, { restMinutes, pauseMinutes }: SafetyLimits): Verdict[] {
  const before = near.filter(({ from }) => from < duty.from).map(({ until }) => duty.from - until)
  const after = near.filter(({ until }) => until > duty.until).map(({ from }) => from - duty.until)
  const short = [Math.min(...before), Math.min(...after)]
    .map(gap => gap / MINUTE)
    .filter(gap => gap > pauseMinutes && gap < restMinutes)
  return short.length > 0 ? verdict('rest', 'stop', say.rest(Math.min(...short), restMinutes)) : []
}

/** The fullest 24 hours that hold some of this shift begin where a stretch begins, or end where one ends. */
function hours(near: readonly Span[], duty: Duty, { warnMinutes, mostMinutes }: SafetyLimits): Verdict[] {
  const beside = near.filter(({ from, until }) => until > duty.from - DAY && from < duty.until + DAY)
  const spans = united([...beside, duty])
  const starts = spans.flatMap(({ from, until }) => [from, until - DAY])
  const windows = [...starts, duty.from, duty.until - DAY].filter(at => at < duty.until && at + DAY > duty.from)
  const most = Math.max(...windows.map(at => minutesWithin(spans, at, at + DAY)))
  if (most > mostMinutes) return verdict('hours', 'stop', say.hours(most, mostMinutes))
  return most > warnMinutes ? verdict('hours', 'warn', say.hours(most, warnMinutes)) : []
}

type Stretch = Pick<Span, 'from' | 'until'>

/** Stretches in order of time, those that touch or overlap as one. */
function united(spans: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && span.from <= last.until)
      merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, span.until) }
    else merged.push({ from: span.from, until: span.until })
  }
  return merged
}

const minutesWithin = (spans: readonly Stretch[], from: number, until: number): number =>
  spans.reduce((sum, one) => sum + Math.max(0, Math.min(one.until, until) - Math.max(one.from, from)), 0) / MINUTE

function days(near: readonly Span[], duty: Duty, { mostDaysInSeven: most }: SafetyLimits): Verdict[] {
  const today = dayNumber(duty.day)
  const served = new Set([today, ...near.map(({ day }) => dayNumber(day))])
  const week = [0, 1, 2, 3, 4, 5, 6]
  const counts = week.map(back => week.filter(nth => served.has(today - back + nth)).length)
  const fullest = Math.max(...counts)
  return fullest > most ? verdict('days', 'stop', say.days(fullest, most)) : []
}

/** Days of which somebody serves an hour or more between midnight and five. */
function nightsOf({ from, until }: Span, wall: (instant: number) => number): number[] {
  const [start, end] = [wall(from), wall(until)]
  const found: number[] = []
  for (let day = Math.floor(start / 1440); day * 1440 < end; day++) {
    const served = Math.min(end, day * 1440 + NIGHT.until) - Math.max(start, day * 1440 + NIGHT.from)
    if (served >= NIGHT.least) found.push(day)
  }
  return found
}

function nights(
  near: readonly Span[],
  duty: Duty,
  { mostNights }: SafetyLimits,
  wall: (instant: number) => number,
): Verdict[] {
  const own = nightsOf(duty, wall)
  if (own.length === 0) return []
  const all = new Set([...near, duty].flatMap(span => nightsOf(span, wall)))
  const longest = Math.max(...own.map(night => rowOf(all, night)))
  return longest > mostNights ? verdict('nights', 'stop', say.nights(longest, mostNights)) : []
}

/** How many days in a row, through this one, are in the set. */
function rowOf(all: ReadonlySet<number>, day: number): number {
  let [first, last] = [day, day]
  while (all.has(first - 1)) first -= 1
  while (all.has(last + 1)) last += 1
  return last - first + 1
}

/** Long in a suit or in the heat: not forbidden, but a break must be planned; the clock on the post sees to it. */
function spells(duty: Duty, { suitMinutes, heatMinutes }: SafetyLimits): Verdict[] {
  const minutes = (duty.until - duty.from) / MINUTE
  const suit = duty.suitMinutes === null ? null : Math.min(duty.suitMinutes, suitMinutes)
  return [
    ...(suit !== null && minutes > suit ? verdict('suit', 'warn', say.suit(minutes, suit)) : []),
    ...(heatMinutes !== null && minutes > heatMinutes ? verdict('heat', 'warn', say.heat(minutes, heatMinutes)) : []),
  ]
}

/** The last day of which a shift holds a moment. */
const lastDay = (duty: Duty, wall: (instant: number) => number): string =>
  dayOf(Math.floor(wall(duty.until - 1) / 1440))

function insurance(person: Guarded, duty: Duty, wall: (instant: number) => number): Verdict[] {
  if (!duty.danger) return []
  const { coveredUntil } = person
  const covered = coveredUntil !== null && coveredUntil >= lastDay(duty, wall)
  return covered ? [] : verdict('insurance', 'stop', say.insurance())
}

/**
 * Not fit by their own word, on light duty, exempt on one of its days: one rule and one sentence, so that nobody reads which of
 * them it is. Whoever is stopped at a plain post by day may be exempt or not fit; comparing posts does not tell the two apart.
 */
function unavailable(person: Guarded, duty: Duty, wall: (instant: number) => number): Verdict[] {
  const heavy = duty.danger || duty.suitMinutes !== null || nightsOf(duty, wall).length > 0
  const last = lastDay(duty, wall)
  const exempt = person.exempt.some(({ from, until }) => from <= last && (until === null || until >= duty.day))
  const spared = !person.fit || exempt || (person.lightDuty && heavy)
  return spared ? verdict('unavailable', 'stop', say.unavailable()) : []
}

function skill(person: Guarded, duty: Duty): Verdict[] {
  const missing = duty.skills.filter(list => list.length > 0 && !list.some(one => person.skills.includes(one)))
  return missing.length > 0 ? verdict('skill', 'stop', say.skill(missing)) : []
}

/** What a person chose as convenient; asked all the same when it matters, so it only warns. */
function availability(person: Guarded, duty: Duty, wall: (instant: number) => number): Verdict[] {
  const suits = SUITS[person.availability]
  const start = Math.floor(wall(duty.from) / 1440) * 1440
  const fits = suits(wall(duty.from) - start, wall(duty.until) - start, dayNumber(duty.day))
  return fits ? [] : verdict('availability', 'warn', say.availability(person.availability))
}

/** By wall minutes of the day on which a person reports. 1 January 1970 was a Thursday. */
const SUITS: Readonly<
  Record<(typeof AVAILABILITY)[number], (from: number, until: number, dayNumber: number) => boolean>
> = {
  'any-time': () => true,
  'not-now': () => false,
  daytime: (from, until) => from >= 6 * 60 && until <= 20 * 60,
  evenings: from => from >= 17 * 60,
  weekends: (_from, _until, day) => [2, 3].includes(day % 7),
}
