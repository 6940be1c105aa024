import type { LineProgram } from '../line/program.ts'
import type { Lines, Model, Score } from '../model/model.ts'
import { better } from '../model/price.ts'
import { type Standing, scoreOf, setLines } from '../model/score.ts'
import { type Random, random } from '../random.ts'
import { type Budget, progressOf } from './budget.ts'
import { begin } from './construct.ts'
import { choose, KINDS, type Ruin } from './neighbourhood.ts'
import { Seat } from './seat.ts'

export interface Search extends Budget {
  readonly seed: number
  /** Begins here instead of with nothing; every line must be allowed. */
  readonly lines?: Lines
  /** A better roster that others found since it was asked last. Asked once a round. */
  readonly hear?: () => Lines | undefined
  /** Each better roster, once a round at most; `lines` is the caller's. */
  readonly onIncumbent?: (lines: Lines, score: Score) => void
}

export interface Found {
  readonly lines: Lines
  readonly score: Score
  /** Who has no line that their own rules allow: their line is empty, and the score's `soft` is Infinity. */
  readonly stuck: readonly number[]
  readonly rounds: number
}

/**
 * Adaptive large neighbourhood search (Ropke & Pisinger 2006): a few people leave the roster for some days and come back
 * one by one, each with the best line that is left; worse rosters are accepted as in annealing, ever less.
 */
export function search(model: Model, options: Search): Found {
  const chance = random(options.seed)
  const { standing, stuck } = begin(model, options.lines, chance)
  const score = scoreOf(standing)
  options.onIncumbent?.(standing.lines.slice(), score)
  if (stuck.length > 0 || model.lines.length === 0) return { lines: standing.lines, score, stuck, rounds: 0 }
  return new Rounds(standing, options, chance, score).run(options)
}

/** People come back by a line that is good and soon found: many rounds are worth more than the best line in each. */
const QUICK = { quick: true, width: 12 } as const

/** Whom a search tells, and whom it hears. */
type Company = Pick<Search, 'hear' | 'onIncumbent'>

/** A search that may go on now and then, a spell at a time, where others work in between: what it has learned stays. */
export class Rounds {
  readonly #seat: Seat
  readonly #standing: Standing
  readonly #company: Company
  readonly #chance: Random
  readonly #ruin: Ruin = { people: [], from: 0, to: 0 }
  readonly #weights = new Float64Array(KINDS.length).fill(1)
  #saved: Lines
  #best: Lines
  #bestScore: Score
  /** How much dearer than the best the roster at hand is. */
  #above = 0
  /** What an ordinary change costs: the measure of what may be accepted. */
  #usual = 0

  /** @param programs those that are made already */
  constructor(
    standing: Standing,
    company: Company,
    chance: Random,
    score: Score,
    programs?: (person: number) => LineProgram,
  ) {
    this.#seat = new Seat(standing, programs)
    this.#standing = standing
    this.#company = company
    this.#chance = chance
    this.#best = standing.lines.slice()
    this.#bestScore = score
    this.#saved = new Uint16Array(0)
  }

  run(budget: Budget): Found {
    const progress = progressOf(budget)
    let rounds = 0
    for (let share = progress.share(0); share < 1; share = progress.share(++rounds)) {
      this.#round(share)
      const heard = this.#company.hear?.()
      if (heard) this.#adopt(heard)
    }
    return { lines: this.#best, score: this.#bestScore, stuck: [], rounds }
  }

  /** Rounds until it is time to stop, from a better roster where others have one; `share` says how much of all the time is over. */
  spell(lines: Lines, score: Score, share: () => number, stop: () => boolean): void {
    if (better(score, this.#bestScore)) this.#adopt(lines)
    while (!stop()) this.#round(share())
  }

  /** The best so far; the caller may not change it. */
  get best(): { readonly lines: Lines; readonly score: Score } {
    return { lines: this.#best, score: this.#bestScore }
  }

  #round(share: number): void {
    const kind = this.#pick()
    choose(KINDS[kind]!, this.#standing, this.#chance, this.#ruin)
    this.#save()
    const change = this.#recreate(share)
    const accepted = change <= 0 || this.#chance.unit() < Math.exp(-change / this.#heat(share))
    if (change > 1e-4 && change < this.#standing.model.hardPrice / 2) this.#measure(change)
    this.#learn(kind, change)
    if (accepted) this.#above += change
    else this.#restore()
    if (this.#above < -1e-6) this.#keep()
  }

  /** Follows the median, which a few dear changes do not move. */
  #measure(change: number): void {
    if (this.#usual === 0) this.#usual = change
    else this.#usual *= change > this.#usual ? 1.01 : 1 / 1.01
  }

  /** Goes on from what others found; what was learned stays. */
  #adopt(lines: Lines): void {
    setLines(this.#standing, lines)
    this.#above = 0
    this.#best.set(lines)
    this.#bestScore = scoreOf(this.#standing)
  }

  #heat(share: number): number {
    return Math.max(1e-9, this.#usual * 0.25 * 0.01 ** share)
  }

  #pick(): number {
    const total = this.#weights.reduce((sum, weight) => sum + weight, 0)
    let rest = this.#chance.unit() * total
    let kind = 0
    while (kind < KINDS.length - 1 && rest >= this.#weights[kind]!) rest -= this.#weights[kind++]!
    return kind
  }

  /** A kind that found something better is chosen more often, but none is forgotten. */
  #learn(kind: number, change: number): void {
    const worth = this.#above + change < -1e-6 ? 8 : change < -1e-6 ? 2 : 0
    this.#weights[kind] = Math.max(0.4, 0.99 * this.#weights[kind]! + 0.01 * worth)
  }

  #recreate(share: number): number {
    const { people, from, to, pause } = this.#ruin
    let change = 0
    for (const person of people) change += this.#seat.leave(person, from, to)
    const blur = this.#chance.int(4) === 0 ? this.#usual * 0.2 * (1 - share) : 0
    for (const person of people)
      change += this.#seat.enter(person, from, to, this.#chance, { blur, ...QUICK, ...(pause && { pause }) })
    return change
  }

  #save(): void {
    const { days } = this.#standing.model
    const { people, from, to } = this.#ruin
    if (this.#saved.length < people.length * days) this.#saved = new Uint16Array(people.length * days)
    for (const [at, person] of people.entries()) {
      this.#saved.set(this.#standing.lines.subarray(person * days + from, person * days + to), at * days)
    }
  }

  #restore(): void {
    const { days } = this.#standing.model
    const { people, from, to } = this.#ruin
    for (const [at, person] of people.entries()) {
      this.#seat.leave(person, from, to)
      this.#standing.lines.set(this.#saved.subarray(at * days, at * days + to - from), person * days + from)
      this.#seat.rejoin(person, from, to)
    }
  }

  #keep(): void {
    const score = scoreOf(this.#standing)
    this.#above = 0
    if (!better(score, this.#bestScore)) return
    this.#bestScore = score
    this.#best.set(this.#standing.lines)
    this.#company.onIncumbent?.(this.#best.slice(), score)
  }
}
