import type { Highs } from 'highs'
import { programsOf } from '../line/program.ts'
import type { Line, Model } from '../model/model.ts'
import { random } from '../random.ts'
import { begin } from '../search/construct.ts'
import { type Column, columnOf } from './column.ts'
import { generate } from './generate.ts'
import { Master } from './master.ts'
import { Pricing } from './pricing.ts'
import { type Row, type Scope, whole } from './scope.ts'

/** Which days are decided now, and how long the rest may be looked at: a moment on any steady clock, in milliseconds. */
export interface Foresight {
  /** Days from the first on. */
  readonly firm: number
  readonly seed: number
  readonly now: () => number
  readonly deadline: number
}

/** A model whose later days are prices. */
export interface Foreseen {
  readonly model: Model
  /** Lines found on the way, at what they cost in this model: enough to go on from. */
  readonly columns: readonly Column[]
  /** A roster costs in the whole model at least what it costs in this one and this together. */
  readonly later: number
}

/**
 * Only the first days are decided now; later ones will be planned again when more is known of them. So no roster is made for
 * them: the linear programme of all days says what one more person is worth in each later count, and these prices take the
 * place of the counts (Lagrangian relaxation; Geoffrion 1974). What everybody's own rules ask for over all days stays in
 * their lines, so that the first days are worth what can still be made of the rest.
 */
export function foreseen(model: Model, highs: Highs, foresight: Foresight): Foreseen {
  const scope = whole(model)
  const { worth, columns } = lookedAhead(scope, highs, foresight)
  const rows = [...scope.rows.entries()].filter(([, { count }]) => model.counts[count]!.day >= foresight.firm)
  const later = rows.reduce((sum, [at, row]) => sum + leastOf(row, worth[at]!), 0)
  const counts = model.counts.filter(({ day }) => day < foresight.firm)
  const here = { ...model, counts, lines: paidLines(scope, rows, worth) }
  const isLater = Uint8Array.from(scope.rows, ({ count }) => (model.counts[count]!.day < foresight.firm ? 0 : 1))
  const there = whole(here)
  const paid = ({ rows: its }: Column) => its.reduce((sum, row) => sum + (isLater[row] ? worth[row]! : 0), 0)
  return {
    model: here,
    later,
    columns: columns.map(column => columnOf(there, column.of, column.jobs, column.price - paid(column))),
  }
}

/**
 * By row what one more person there is worth; where time is over before the programme is solved, as it was asked last. Where
 * somebody has no line at all there is no programme, and nothing is worth anything.
 */
function lookedAhead(scope: Scope, highs: Highs, { seed, now, deadline }: Foresight) {
  const { model, people } = scope
  const { days } = model
  const { standing, stuck } = begin(model, undefined, random(seed))
  const nothing = new Float64Array(scope.rows.length)
  if (stuck.length > 0) return { columns: [], worth: nothing }
  const master = new Master(highs, scope)
  try {
    const lineOf = (person: number) => standing.lines.slice(person * days, (person + 1) * days)
    master.add(Array.from(people, person => columnOf(scope, person, lineOf(person), standing.linePrices[person]!)))
    const pricing = new Pricing(scope, programsOf(model))
    const aim = { cutoff: Infinity, reachable: (bound: number) => bound, stop: () => now() >= deadline }
    const { centre } = generate(master, pricing, aim)
    // Whole prices keep costs apart, which soon proves what is best.
    return { columns: master.columns, worth: (centre ?? nothing).map(Math.round) }
  } finally {
    master.dispose()
  }
}

/** What a row costs at least where each one in it is paid for. */
const leastOf = ({ prices }: Row, worth: number): number =>
  prices.reduce((least, price, number) => Math.min(least, price + number * worth), Infinity)

/** Lines that are paid for what they are worth to some rows. Who had the same prices, and counts in the same rows, shares them. */
function paidLines({ model }: Scope, rows: readonly (readonly [number, Row])[], worth: Float64Array): Line[] {
  const made = new Map<Float64Array, Map<string, Float64Array>>()
  const special = rows.filter(([, { about }]) => about)
  return model.lines.map((line, person) => {
    const alike = made.get(line.node) ?? new Map<string, Float64Array>()
    const key = special.map(([, { about }]) => Number(about!.has(person))).join('')
    const node = alike.get(key) ?? paid(line.node, person)
    made.set(line.node, alike.set(key, node))
    return { ...line, node }
  })

  function paid(prices: Float64Array, person: number): Float64Array {
    const node = prices.slice()
    for (const [at, { count, about }] of rows) {
      if (about && !about.has(person)) continue
      const { day, jobs } = model.counts[count]!
      for (const job of jobs) node[day * model.jobs + job]! -= worth[at]!
    }
    return node
  }
}
