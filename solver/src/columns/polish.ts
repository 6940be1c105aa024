import type { Highs } from 'highs'
import { type LineProgram, programsOf } from '../line/program.ts'
import type { Lines, Model, Score } from '../model/model.ts'
import { better, priceOfLine, scoreOfLines } from '../model/price.ts'
import { type Random, random } from '../random.ts'
import type { Exchange } from '../search/exchange.ts'
import { choose } from './choose.ts'
import { type Column, columnOf } from './column.ts'
import { dive } from './dive.ts'
import { type Aim, generate, reducedPrice } from './generate.ts'
import { Master } from './master.ts'
import { neighbourhood } from './neighbourhood.ts'
import { Pricing } from './pricing.ts'
import { reachableOf } from './reachable.ts'
import { type Scope, scopeOf, whole } from './scope.ts'

/** When to stop, and what chance to begin with. */
export interface PolishOptions {
  readonly seed: number
  /** Milliseconds of any steady clock, and the moment on it when all is to end. */
  readonly now: () => number
  readonly deadline: number
}

/** Part of the time the root may take, people in a first neighbourhood, seconds for one integer programme. */
const ROOT_PART = 0.4
const FIRST_SIZE = 8
const SECONDS = 4
/** Columns of one integer programme over everybody. */
const MOST_COLUMNS = 3000
/** Neighbourhoods in vain before the next dive. */
const PATIENCE = 40

/**
 * Improves rosters by column generation until the deadline or until a roster is proven best: the bound of the whole model
 * first; then dives and an integer programme over the columns found; then small parts of the roster, solved one by one
 * (large neighbourhood search by column generation). Tells each better roster and bound, and takes up those of others.
 */
export function polish(model: Model, highs: Highs, exchange: Exchange, options: PolishOptions): void {
  const work = new Polish(model, highs, exchange, options)
  try {
    work.run()
  } finally {
    work.dispose()
    exchange.send({ kind: 'done' })
  }
}

class Polish {
  readonly #model: Model
  readonly #highs: Highs
  readonly #exchange: Exchange
  readonly #options: PolishOptions
  readonly #random: Random
  readonly #programs: (person: number) => LineProgram
  readonly #reachable: (bound: number) => number
  readonly #scope: Scope
  readonly #master: Master
  readonly #pricing: Pricing
  readonly #began: number
  #best: Lines | undefined
  #score: Score = { hard: Number.POSITIVE_INFINITY, soft: Number.POSITIVE_INFINITY }
  #bound = Number.NEGATIVE_INFINITY
  /** The duals of the best bound of the whole, by count. */
  #worth: Float64Array | undefined
  #stopped = false
  #size = FIRST_SIZE

  constructor(model: Model, highs: Highs, exchange: Exchange, options: PolishOptions) {
    this.#model = model
    this.#highs = highs
    this.#exchange = exchange
    this.#options = options
    this.#random = random(options.seed)
    this.#programs = programsOf(model)
    this.#reachable = reachableOf(model)
    this.#scope = whole(model)
    this.#master = new Master(highs, this.#scope)
    this.#pricing = new Pricing(this.#scope, this.#programs)
    this.#began = options.now()
  }

  run(): void {
    const first = this.#pricing.round(new Float64Array(this.#scope.rows.length))
    this.#master.add(first.columns)
    if (first.columns.length < this.#scope.people.length) return
    this.#raise(first.bound)
    const { now, deadline } = this.#options
    const rootEnd = this.#began + ROOT_PART * (deadline - this.#began)
    this.#root(() => this.#over() || now() > rootEnd)
    while (!this.#over()) {
      this.#dive()
      for (let inVain = 0; inVain < PATIENCE && !this.#over() && this.#best; ) inVain = this.#part() ? 0 : inVain + 1
      if (!this.#over()) this.#mix()
    }
  }

  dispose(): void {
    this.#master.dispose()
  }

  #aim(stop: () => boolean = () => this.#over()): Aim {
    return { cutoff: this.#cost(), reachable: this.#reachable, stop }
  }

  #root(stop: () => boolean): void {
    const aim = { ...this.#aim(stop), onBound: (bound: number) => this.#raise(bound) }
    const { centre } = generate(this.#master, this.#pricing, { ...aim, centre: this.#centreOf(this.#scope) })
    if (!centre) return
    this.#worth = new Float64Array(this.#model.counts.length)
    for (const [at, { count }] of this.#scope.rows.entries()) this.#worth[count] = centre[at] as number
  }

  /** The best duals known, as a scope has rows. */
  #centreOf(scope: Scope): Float64Array | undefined {
    const worth = this.#worth
    return worth && Float64Array.from(scope.rows, ({ count }) => worth[count] as number)
  }

  #dive(): void {
    const chosen = dive(this.#master, this.#pricing, this.#aim(), this.#random)
    if (chosen) this.#offer(this.#scope, chosen)
    this.#root(() => this.#over())
  }

  /** The best roster from all columns found so far, the least promising left out. */
  #mix(): void {
    if (!this.#master.solve()) return
    const gap = this.#cost() - this.#bound
    const priced = this.#master.columns.map(column => ({ column, price: reducedPrice(this.#master, column) }))
    const pool = priced.filter(({ price }) => price < gap).sort((a, b) => a.price - b.price)
    const columns = pool.slice(0, MOST_COLUMNS).map(({ column }) => column)
    const chosen = choose(this.#highs, this.#scope, columns, {
      cutoff: this.#cost(),
      seconds: this.#seconds(3 * SECONDS),
    })
    if (chosen) this.#offer(this.#scope, chosen)
  }

  /** Solves for some people, the others as they are; whether that made the roster better. */
  #part(): boolean {
    const best = this.#best as Lines
    const scope = scopeOf(this.#model, best, this.#some(this.#size), 0, this.#model.days)
    const start = Array.from(scope.people, (person, of) => this.#columnOf(scope, of, best, person))
    const cutoff = this.#cost() - this.#elsewhere(scope, best)
    const before = this.#options.now()
    const seconds = this.#seconds(SECONDS)
    const aim = { ...this.#aim(), cutoff, seconds, centre: this.#centreOf(scope) }
    const outcome = neighbourhood(this.#highs, this.#programs, scope, start, aim)
    this.#master.add(
      outcome.columns.map(({ of, jobs, price }) => columnOf(this.#scope, scope.people[of] as number, jobs, price)),
    )
    const took = this.#options.now() - before
    if (took > 500 * SECONDS) this.#size = Math.max(4, this.#size - 1)
    else if (!outcome.chosen && this.#random.int(3) === 0)
      this.#size = Math.min(this.#model.lines.length, this.#size + 1)
    return outcome.chosen !== undefined && this.#offer(scope, outcome.chosen)
  }

  /** What people outside a scope cost by their lines alone: what its programme does not know of. */
  #elsewhere(scope: Scope, lines: Lines): number {
    const free = new Set(scope.people)
    let sum = 0
    for (let person = 0; person < this.#model.lines.length; person++) {
      if (!free.has(person)) sum += this.#priceOf(lines, person)
    }
    return sum
  }

  #some(size: number): Int32Array {
    const people = Int32Array.from(this.#model.lines, (_, person) => person)
    for (let at = 0; at < Math.min(size, people.length); at++) {
      const other = at + this.#random.int(people.length - at)
      const held = people[at] as number
      people[at] = people[other] as number
      people[other] = held
    }
    return people.slice(0, size).sort()
  }

  #columnOf(scope: Scope, of: number, lines: Lines, person: number): Column {
    const { days } = this.#model
    return columnOf(scope, of, lines.slice(person * days, (person + 1) * days), this.#priceOf(lines, person))
  }

  #priceOf(lines: Lines, person: number): number {
    const { days, lines: all } = this.#model
    return priceOfLine(this.#model, all[person] as Model['lines'][number], lines, person * days)
  }

  /** Puts columns together with those who did not move; whether it is better than what stood. */
  #offer(scope: Scope, chosen: readonly Column[]): boolean {
    const lines = (this.#best ?? scope.lines).slice()
    for (const { of, jobs } of chosen) lines.set(jobs, (scope.people[of] as number) * this.#model.days)
    return this.#take(lines, true)
  }

  #take(lines: Lines, tell: boolean): boolean {
    const score = scoreOfLines(this.#model, lines)
    if (!better(score, this.#score)) return false
    this.#best = lines
    this.#score = score
    if (tell) this.#exchange.send({ kind: 'incumbent', lines: lines.slice(), score })
    const people = Array.from(this.#scope.people)
    this.#master.add(people.map(person => this.#columnOf(this.#scope, person, lines, person)))
    return true
  }

  #raise(bound: number): void {
    const reached = Math.min(this.#reachable(bound), this.#cost())
    if (!(reached > this.#bound)) return
    this.#bound = reached
    this.#exchange.send({ kind: 'bound', bound: reached })
  }

  #cost(): number {
    const { hard, soft } = this.#score
    return hard === 0 ? soft : hard * this.#model.hardPrice + soft
  }

  #seconds(most: number): number {
    return Math.max(0.01, Math.min(most, (this.#options.deadline - this.#options.now()) / 1000))
  }

  /** Hears what the others found, and says whether it is time to end. Between solves only: it may add columns. */
  #over(): boolean {
    for (let message = this.#exchange.take(); message; message = this.#exchange.take()) {
      if (message.kind === 'incumbent' && message.score.soft < Infinity) this.#take(message.lines, false)
      if (message.kind === 'bound') this.#bound = Math.max(this.#bound, message.bound)
      if (message.kind === 'done') this.#stopped = true
    }
    return this.#stopped || this.#options.now() >= this.#options.deadline || this.#bound >= this.#cost() - 1e-6
  }
}
