import type { Highs } from 'highs'
import { type LineProgram, programsOf } from '../line/program.ts'
import type { Lines, Model, Score } from '../model/model.ts'
import { better, costOfScore } from '../model/price.ts'
import { type Standing, scoreOf, setLine, setLines, standingOf } from '../model/score.ts'
import { type Random, random } from '../random.ts'
import { begin } from '../search/construct.ts'
import type { Exchange } from '../search/exchange.ts'
import { Rounds } from '../search/lns.ts'
import { choose } from './choose.ts'
import { type Column, columnOf } from './column.ts'
import { dive } from './dive.ts'
import { Ear } from './ear.ts'
import { type Aim, generate } from './generate.ts'
import { Master } from './master.ts'
import { neighbourhood } from './neighbourhood.ts'
import { type Part, Parts } from './part.ts'
import { Pricing } from './pricing.ts'
import { reachableOf, stepOf } from './reachable.ts'
import { type Scope, scopeOf, whole } from './scope.ts'
import { Clock, type Time, type Timing } from './time.ts'
import { Turns } from './turns.ts'

/** When to stop, and what chance to begin with. */
export interface PolishOptions extends Timing {
  readonly seed: number
  /** Nobody else searches: search goes first, and where the programme of all is too large to be solved soon it takes turns with parts. */
  readonly alone?: boolean
  /** A roster to begin with. Absent: one is made. */
  readonly lines?: Lines
  /** Lines that are known already to be of use. */
  readonly columns?: readonly Column[]
}

/** Search that goes first, where nobody else searches. */
const FIRST = { share: 0.08, most: Infinity }
/** Of the time left: in what the linear programme of all must have asked everybody once, or there is no hope for it; what the first root and a dive take at most, and what a later root or a mix may take, in milliseconds too. */
const TRIAL = { share: 0.03, most: Infinity }
const ROOT = { share: 0.2, most: Infinity }
const DIVE = { share: 0.3, most: Infinity }
const AGAIN = { share: 0.1, most: 8000 }
/** Milliseconds for the columns of a part, and for its integer programme. */
const PART = { share: 0.5, most: 700 }
/** Milliseconds of a spell of search. */
const SPELL = { share: 0.1, most: 500 }
/** Columns of one integer programme over everybody. */
const MOST_COLUMNS = 3000
/** Parts in vain before the next dive. */
const PATIENCE = 15

/**
 * Improves rosters by column generation until the deadline or until a roster is proven best: first the bound of the whole
 * model; then a dive and an integer programme over all columns found; then small parts of the roster, solved one by one (large
 * neighbourhood search by column generation), and all again where parts are in vain. Tells each better roster and bound, and takes up those
 * of others.
 */
export function polish(model: Model, highs: Highs, exchange: Exchange, options: PolishOptions): void {
  const chance = random(options.seed)
  const begun = begin(model, options.lines, chance)
  const whole = begun.stuck.length === 0
  // Of whoever has no line the search says so; where there is none, this does.
  if (options.alone || (whole && !options.lines)) {
    const { lines } = begun.standing
    exchange.send({ kind: 'incumbent', lines: lines.slice(), score: scoreOf(begun.standing) })
  }
  if (whole) {
    const work = new Polish(begun.standing, highs, exchange, options, chance)
    try {
      work.run()
    } finally {
      work.dispose()
    }
  }
  exchange.send({ kind: 'done' })
}

class Polish {
  readonly #model: Model
  readonly #highs: Highs
  readonly #exchange: Exchange
  readonly #options: PolishOptions
  readonly #random: Random
  readonly #programs: (person: number) => LineProgram
  readonly #step: number
  readonly #reachable: (bound: number) => number
  readonly #scope: Scope
  readonly #master: Master
  readonly #pricing: Pricing
  readonly #parts: Parts
  readonly #turns: Turns
  readonly #ear: Ear
  readonly #clock: Clock
  /** Whether the linear programme of all has asked everybody once. */
  #hopeful = false
  #rounds: Rounds | undefined
  /** The best roster. */
  readonly #standing: Standing
  #score: Score
  #bound = -Infinity
  /** The duals of the whole, by count. */
  #worth: Float64Array | undefined

  constructor(standing: Standing, highs: Highs, exchange: Exchange, options: PolishOptions, chance: Random) {
    const { model } = standing
    this.#model = model
    this.#highs = highs
    this.#exchange = exchange
    this.#options = options
    this.#random = chance
    this.#programs = programsOf(model)
    this.#step = stepOf(model)
    this.#reachable = reachableOf(this.#step)
    this.#scope = whole(model)
    this.#master = new Master(highs, this.#scope)
    this.#pricing = new Pricing(this.#scope, this.#programs)
    this.#parts = new Parts(model, chance)
    this.#standing = standing
    this.#score = scoreOf(standing)
    this.#clock = new Clock(options)
    this.#ear = new Ear(exchange)
    const timed = (work: () => void) => () => this.#timed(work)
    const ways = [() => this.#part(), ...(options.alone ? [() => this.#spell(SPELL)] : [])]
    this.#turns = new Turns(ways.map(timed), chance)
  }

  run(): void {
    if (this.#options.alone) this.#spell(FIRST)
    this.#enter()
    this.#master.add(this.#options.columns ?? [])
    let complete = this.#root(TRIAL) || (this.#hopeful && this.#root(ROOT))
    while (!this.#over()) {
      // Where the linear programme of all is not solved yet, dives from it end nowhere: parts are of more use.
      if (complete) this.#dive()
      if (complete) this.#mix()
      const better = complete ? () => this.#timed(() => this.#part()).saved > 0 : () => this.#turns.next()
      for (let inVain = 0; inVain < PATIENCE && !this.#over(); ) inVain = better() ? 0 : inVain + 1
      complete = this.#hopeful && this.#root(AGAIN)
    }
  }

  dispose(): void {
    this.#master.dispose()
  }

  #aim(time: Time): Aim {
    return { cutoff: this.#cost(), reachable: this.#reachable, stop: this.#until(time) }
  }

  /** Whether the linear programme of all is solved. */
  #root(time: Time): boolean {
    const onBound = (bound: number) => this.#raise(bound)
    const centre = this.#centreOf(this.#scope)
    const found = generate(this.#master, this.#pricing, { ...this.#aim(time), onBound, centre })
    this.#hopeful ||= found.bound > -Infinity
    if (!found.centre || !this.#hopeful) return found.complete
    this.#worth = new Float64Array(this.#model.counts.length)
    for (const [at, { count }] of this.#scope.rows.entries()) this.#worth[count] = found.centre[at]!
    return found.complete
  }

  /** The best duals known, as a scope has rows. */
  #centreOf(scope: Scope): Float64Array | undefined {
    const worth = this.#worth
    return worth && Float64Array.from(scope.rows, ({ count }) => worth[count]!)
  }

  #dive(): void {
    this.#hear()
    const { whole, left } = dive(this.#master, this.#pricing, this.#aim(DIVE), this.#random)
    const chosen = whole ?? (left && this.#choose(left))
    if (chosen) this.#offer(this.#scope, chosen)
  }

  /** The best roster from all columns found so far, the least promising left out. */
  #mix(): void {
    this.#hear()
    if (this.#over() || !this.#master.solve()) return
    const gap = this.#cost() - this.#master.value
    const priced = this.#master.columns.map(column => ({ column, price: this.#master.reducedPrice(column) }))
    const pool = priced.filter(({ price }) => price < gap).sort((a, b) => a.price - b.price)
    const chosen = this.#choose(pool.slice(0, MOST_COLUMNS).map(({ column }) => column))
    if (chosen) this.#offer(this.#scope, chosen)
  }

  #choose(columns: readonly Column[]): Column[] | undefined {
    const choice = { cutoff: this.#cost(), seconds: this.#clock.seconds(AGAIN), step: this.#step }
    return choose(this.#highs, this.#scope, columns, choice)
  }

  /** Solves for some people on some days, all else as it is. */
  #part(): void {
    this.#parts.next(this.#standing, part => this.#timed(() => this.#solve(part)))
  }

  /** Rounds of search for a while; half cool from the first, as others warm up a roster. */
  #spell(time: Time): void {
    this.#rounds ??= this.#searching()
    this.#rounds.spell(this.#standing.lines, this.#score, () => 0.5 + 0.5 * this.#clock.share, this.#until(time))
    const { lines, score } = this.#rounds.best
    if (!better(score, this.#score)) return
    this.#set(lines)
    this.#tell()
    this.#enter()
  }

  #searching(): Rounds {
    const standing = standingOf(this.#model, this.#standing.lines)
    return new Rounds(standing, {}, this.#random, this.#score, this.#programs)
  }

  /** What some work saved, and in what time; what others found by then does not count. */
  #timed(work: () => void): { readonly saved: number; readonly milliseconds: number } {
    this.#hear()
    const [began, before] = [this.#clock.now, this.#cost()]
    work()
    return { saved: before - this.#cost(), milliseconds: this.#clock.now - began }
  }

  #solve({ people, from, to }: Part): void {
    const scope = scopeOf(this.#model, this.#standing.lines, people, from, to)
    const start = Array.from(people, (person, of) => this.#columnOf(scope, of, person))
    const cutoff = this.#cost() - this.#elsewhere(people)
    const seconds = () => this.#clock.seconds(PART)
    const aim = { ...this.#aim(PART), cutoff, seconds, step: this.#step, centre: this.#centreOf(scope) }
    const { columns, chosen } = neighbourhood(this.#highs, this.#programs, scope, start, aim)
    this.#keep(scope, columns)
    if (chosen) this.#offer(scope, chosen)
  }

  /** Columns of a part that may be of use to everybody. */
  #keep(scope: Scope, columns: readonly Column[]): void {
    const gap = this.#cost() - this.#bound
    const all = columns.map(({ of, jobs, price }) => columnOf(this.#scope, scope.people[of]!, jobs, price))
    this.#master.add(all.filter(column => this.#master.reducedPrice(column) < gap))
  }

  /** What people outside a scope cost by their lines alone: what its programme does not know of. */
  #elsewhere(people: Int32Array): number {
    let sum = 0
    for (const price of this.#standing.linePrices) sum += price
    for (const person of people) sum -= this.#standing.linePrices[person]!
    return sum
  }

  #columnOf(scope: Scope, of: number, person: number): Column {
    const { days } = this.#model
    const { lines, linePrices } = this.#standing
    return columnOf(scope, of, lines.slice(person * days, (person + 1) * days), linePrices[person]!)
  }

  /** Puts columns together with those who did not move, and keeps the roster if it is better than what stood. */
  #offer(scope: Scope, chosen: readonly Column[]): void {
    const before = this.#standing.lines.slice()
    for (const { of, jobs } of chosen) setLine(this.#standing, scope.people[of]!, jobs)
    const score = scoreOf(this.#standing)
    if (better(score, this.#score)) {
      this.#score = score
      this.#tell()
      this.#enter()
    } else this.#set(before)
  }

  #tell(): void {
    this.#exchange.send({ kind: 'incumbent', lines: this.#standing.lines.slice(), score: this.#score })
  }

  #set(lines: Lines): void {
    setLines(this.#standing, lines)
    this.#score = scoreOf(this.#standing)
  }

  /** The lines of the best roster become columns. */
  #enter(): void {
    this.#master.add(Array.from(this.#scope.people, person => this.#columnOf(this.#scope, person, person)))
  }

  /** Takes up what others found. Never while columns are shut out or a part is solved. */
  #hear(): void {
    const heard = this.#ear.take()
    if (!heard || !better(heard.score, this.#score)) return
    this.#set(heard.lines)
    this.#enter()
  }

  #raise(bound: number): void {
    const reached = Math.min(this.#reachable(bound), this.#cost())
    if (!(reached > this.#bound)) return
    this.#bound = reached
    this.#exchange.send({ kind: 'bound', bound: reached })
  }

  #cost(): number {
    return costOfScore(this.#score, this.#model.hardPrice)
  }

  /** Says when a part of the time that is left is over, or all is. */
  #until(time: Time): () => boolean {
    const late = this.#clock.until(time)
    return () => this.#over() || late()
  }

  /** Listens to the others, and says whether it is time to end. */
  #over(): boolean {
    this.#ear.listen()
    this.#bound = Math.max(this.#bound, this.#ear.bound)
    return this.#ear.stopped || this.#clock.over || this.#bound >= this.#cost() - 1e-6
  }
}
