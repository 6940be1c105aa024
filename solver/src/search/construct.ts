import { WIDEST } from '../line/best-line.ts'
import { type Lines, type Model, OFF } from '../model/model.ts'
import { type Standing, standingOf } from '../model/score.ts'
import { type Random, shuffled } from '../random.ts'
import { type Entering, Seat } from './seat.ts'
import { SPAN, shareOf, windowsOf } from './windows.ts'

/** A first roster, and who has no line that their rules allow: nobody can be of use to them but who wrote the rules. */
export interface Constructed {
  readonly standing: Standing
  readonly stuck: readonly number[]
}

/** The roster that is given, or one that is made. */
export const begin = (model: Model, lines: Lines | undefined, chance: Random): Constructed =>
  lines ? { standing: standingOf(model, lines), stuck: [] } : construct(model, chance)

/** A line for a window. */
const SOON: readonly Entering[] = [
  { quick: true, width: 24 },
  { quick: true, width: 96, anyhow: true },
]
/** One for all of a long horizon: what cannot reach its hours any more is struck early. */
const FAR: Entering = { quick: true, far: true, width: 24 }
/** The same for those who have none that way: at last whatever it is worth to the counts. */
const FARTHER: readonly Entering[] = [
  { ...FAR, width: 96 },
  { ...FAR, width: 96, anyhow: true },
  { ...FAR, width: 768, anyhow: true },
]

/**
 * Person after person takes the best line at what each place is worth by then. Long horizons are filled window by
 * window, everybody's first, then everybody's second.
 */
export function construct(model: Model, chance: Random): Constructed {
  const { days } = model
  const empty: Lines = new Uint16Array(model.lines.length * days).fill(OFF)
  const seat = new Seat(standingOf(model, empty))
  const order = shuffled(model.lines.length, chance)
  const stuck: number[] = []
  for (const [from, to] of windowsOf(days)) {
    for (const person of order) {
      // Before the last window a line may stay behind its share (leave, illness): later windows make up for it.
      if (to < days) fill(seat, person, from, to, chance)
      else if (!finish(seat, person, from, chance)) stuck.push(person)
    }
  }
  return { standing: standingOf(model, seat.standing.lines), stuck: stuck.sort((a, b) => a - b) }
}

/** The last window; where what came before leaves no way, all days anew. */
function finish(seat: Seat, person: number, from: number, chance: Random): boolean {
  const { days } = seat.standing.model
  const whole = (ways: readonly Entering[]) => write(seat, person, 0, days, chance, ways)
  if (from === 0) return whole([{}, { width: WIDEST, anyhow: true }])
  if (write(seat, person, from, days, chance, SOON) || whole([FAR])) return true
  return fill(seat, person, from, days, chance) || whole(FARTHER)
}

/** Fills a window; where what came before leaves no way, more and more of it is made anew. */
function fill(seat: Seat, person: number, from: number, to: number, chance: Random): boolean {
  const { days } = seat.standing.model
  const program = shareOf(seat.program(person), to)
  for (let start = from, back = to - from; ; start = Math.max(0, start - back), back *= 2) {
    const ways = to === days && to - start <= SPAN ? [...SOON, { anyhow: true }] : SOON
    const all = ways.map(way => ({ ...way, program }))
    if (write(seat, person, start, to, chance, all)) return true
    if (start === 0) return false
  }
}

/** The first line that one of several ways to look for it finds. */
function write(
  seat: Seat,
  person: number,
  from: number,
  to: number,
  chance: Random,
  ways: readonly Entering[],
): boolean {
  seat.leave(person, from, to)
  // What stands breaks a rule, or is not a whole line yet: any line is better.
  seat.standing.linePrices[person] = Infinity
  const found = ways.some(how => seat.write(person, from, to, chance, how))
  seat.rejoin(person, from, to)
  return found
}
