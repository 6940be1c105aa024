/**
 * A problem made ready for search: numbers only. Every rule is lowered to the six terms below, so that search, exact
 * dynamic programming and column generation know nothing of rules. Prices add up and are never negative except where a
 * wish is rewarded; `Infinity` in a line forbids. Days are 0 … days − 1, people 0 … lines.length − 1, jobs 1 … jobs − 1;
 * job {@link OFF} is a day without work. A person works at most one job a day; what is longer or split is one job.
 *
 * Choices of one day: `day * jobs + job`, called a cell.
 */
export interface Model {
  readonly days: number
  /** Number of choices a day, OFF included. */
  readonly jobs: number
  readonly lines: readonly Line[]
  readonly counts: readonly Count[]
  /**
   * What one unit of a hard count costs in the search: more than all soft prices together. A line has no such price:
   * what is forbidden there is never tried.
   */
  readonly hardPrice: number
}

/** The choice of not working. */
export const OFF = 0

/** All that depends on the roster of one person alone. People of equal rules share arrays; never change one in place. */
export interface Line {
  /** `days * jobs` prices of each choice on each day, wishes, skills, travel, disturbance and absences included. */
  readonly node: Float64Array
  /** `jobs * jobs` prices of the second job on the day after the first: `first * jobs + second`. Rest and succession. */
  readonly arc: Float64Array
  /** Where a day has an entry, the arcs into that day stand in it, whole, instead of in `arc` (complete weekends). */
  readonly arcOn?: readonly (Float64Array | undefined)[]
  /** The job of the day before the first; its arcs hold for day 0. */
  readonly before: number
  readonly runs: readonly Run[]
  readonly sums: readonly Sum[]
}

/** Consecutive days with a choice out of a set (worked, off, of one shift …): how long such a run may be. */
export interface Run {
  /** 1 for each of the `jobs` choices that belongs to the set, OFF included where it does. */
  readonly of: Uint8Array
  /** Days; below it each missing day costs `shortPrice`. 0 or 1: no lower limit. */
  readonly min: number
  /** Days; above it each further day costs `longPrice`. `Infinity`: no upper limit. */
  readonly max: number
  readonly shortPrice: number
  readonly longPrice: number
  /** Days that the run had reached on the day before the first; 0 when it was not one. */
  readonly before: number
  /** A run that touches the last day is not too short: it may go on. */
  readonly openEnd: boolean
  /** A run that touches the first day, and did not begin before, is not too short. */
  readonly openStart: boolean
}

/** A sum over the days of a window (minutes, shifts of a kind, worked weekends), and what it costs. */
export interface Sum {
  /** `[from, to)` in days. */
  readonly from: number
  readonly to: number
  /** What each of the `jobs` choices adds: whole numbers ≥ 0. */
  readonly of: Uint16Array | Int32Array
  /**
   * Days that count together: a group adds the largest of its days and not their sum, so that a weekend is worked once
   * though both days are. Each group is days in ascending order, groups share no day and lie within the window. Where
   * there are groups, a day in none of them adds nothing (a group may be one day alone). Absent: every day by itself.
   */
  readonly groups?: readonly (readonly number[])[]
  /** Added before the window began: minutes or weekends carried in. */
  readonly before: number
  /** Convex, piecewise linear, zero between `min` and `max`: prices a unit below and above, in one or several steps. */
  readonly price: Convex
}

/**
 * A convex price of a whole number: zero from `min` to `max`, then so much a unit. `steps` make it steeper further out,
 * for shares that should be even. `Infinity` forbids.
 */
export interface Convex {
  readonly min: number
  readonly below: number
  readonly max: number
  readonly above: number
  /** Beyond `from` each unit costs `more` in addition; ascending. */
  readonly steps?: readonly { readonly from: number; readonly more: number }[]
}

/**
 * How many of some people have one of some jobs on one day, and what it costs: cover of a post, a pair that stays
 * together, so many of a unit at least where there is one. One day only, so that one person adds 0 or 1.
 */
export interface Count {
  readonly day: number
  /** Ascending. */
  readonly jobs: readonly number[]
  /** Ascending indices of people; absent: everybody. */
  readonly people?: Int32Array
  readonly price: Cover | Table
}

/** Cover: convex, so that it has a place in a linear programme. */
export interface Cover {
  readonly kind: 'cover'
  /** Below it, each one missing costs `missing`, in addition to `under`; hard when `missingHard`. */
  readonly minimum: number
  readonly missing: number
  readonly missingHard: boolean
  /** Below it, each one costs `under`; `preferred` ≥ `minimum`. */
  readonly preferred: number
  readonly under: number
  /** Above `preferred`, each one costs `over`. */
  readonly over: number
  /** Above it, each one costs `excess` in addition; hard when `excessHard`. `Infinity`: no limit. */
  readonly maximum: number
  readonly excess: number
  readonly excessHard: boolean
}

/** Any other price by number of people, 0 …; the last entry holds for all larger numbers. */
export interface Table {
  readonly kind: 'table'
  readonly prices: Float64Array
  /** Units of a hard breach by number, as long as `prices`; absent: never hard. */
  readonly hard?: Float64Array
}

/** Who has which job when: `person * days + day`; OFF where somebody is free. Jobs fit in 16 bits. */
export type Lines = Uint16Array

/** What a roster costs. Better is less: first by `hard`, then by `soft`. */
export interface Score {
  /** Units of hard counts (people missing below a hard minimum or beyond a hard maximum). 0: every hard rule holds. */
  readonly hard: number
  readonly soft: number
}
