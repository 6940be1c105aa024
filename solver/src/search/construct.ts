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

/**
 * Person after person takes the best line at what each place is worth by then. Long horizons are filled window by
 * window, everybody's first, then everybody's second.
 */
export function construct(model: Model, chance: Random): Constructed {
  const empty: Lines = new Uint16Array(model.lines.length * model.days).fill(OFF)
  const seat = new Seat(standingOf(model, empty))
  const order = shuffled(model.lines.length, chance)
  const stuck = new Set<number>()
  const windows = windowsOf(model.days)
  for (const [from, to] of windows) {
    for (const person of order) {
      // Before the last window a line may stay behind its share (leave, illness): later windows make up for it.
      const found = fill(seat, person, from, to, chance, {})
      if (!found && to === model.days && !anew(seat, person, windows, chance)) stuck.add(person)
    }
  }
  return { standing: standingOf(model, seat.standing.lines), stuck: [...stuck].sort((a, b) => a - b) }
}

/** A line for somebody who came to no end: window by window again, whatever it is worth to the counts; at last all days at once. */
function anew(seat: Seat, person: number, windows: ReturnType<typeof windowsOf>, chance: Random): boolean {
  const { days } = seat.standing.model
  let found = false
  for (const [from, to] of windows)
    found = fill(seat, person, from, to, chance, { anyhow: true, quick: false, width: 768 })
  return found || write(seat, person, 0, days, chance, [{}, { width: WIDEST, anyhow: true }])
}

/** Fills a window; where what came before leaves no way, more and more of it is made anew. */
function fill(seat: Seat, person: number, from: number, to: number, chance: Random, how: Entering): boolean {
  const { days } = seat.standing.model
  if (to - from === days) return false
  const program = shareOf(seat.program(person), to)
  for (let start = from, back = to - from; ; start = Math.max(0, start - back), back *= 2) {
    const tries: Entering[] = [
      { quick: true, width: 24 },
      { quick: true, width: 96, anyhow: true },
    ]
    if (to === days && to - start <= SPAN) tries.push({ anyhow: true })
    const all = tries.map(each => ({ ...each, ...how, program }))
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
