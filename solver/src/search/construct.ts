import { WIDEST } from '../line/best-line.ts'
import { type Lines, type Model, OFF } from '../model/model.ts'
import { type Standing, standingOf } from '../model/score.ts'
import { type Random, shuffled } from '../random.ts'
import { Seat } from './seat.ts'
import { shareOf, windowsOf } from './windows.ts'

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
  for (const [from, to] of windowsOf(model.days)) {
    for (const person of order) {
      // Before the last window a line may stay behind its share (leave, illness): later windows reach back for it.
      if (!fill(seat, person, from, to, chance) && to === model.days) stuck.add(person)
    }
  }
  return { standing: standingOf(model, seat.standing.lines), stuck: [...stuck].sort((a, b) => a - b) }
}

/** Fills a window; where what came before leaves no way, more and more of it is made anew. */
function fill(seat: Seat, person: number, from: number, to: number, chance: Random): boolean {
  const program = shareOf(seat.program(person), to)
  for (let start = from, back = to - from; ; start = Math.max(0, start - back), back *= 2) {
    seat.leave(person, start, to)
    // What stands breaks a rule, or is not a whole line yet: any line is better.
    seat.standing.linePrices[person] = Infinity
    const found =
      seat.write(person, start, to, chance, { program }) ||
      seat.write(person, start, to, chance, { program, width: WIDEST, anyhow: true })
    seat.rejoin(person, start, to)
    if (found) return true
    if (start === 0) return false
  }
}
