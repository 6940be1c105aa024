import type { Model } from './model.ts'

/**
 * Which counts hear of a choice. People who are counted together are a circle: everybody is the first, and each team, pair
 * or skill that some count is about is one more. A person's choice is heard by the counts of their circles alone, however
 * many teams there are.
 */
export interface Listeners {
  /** The number of circles. */
  readonly size: number
  /** The circles of person `p` stand in `circles` from `from[p]` to `from[p + 1]`, everybody's first. */
  readonly from: Int32Array
  readonly circles: Int32Array
  /** The counts of circle `c` that hear of cell `x` stand in `counts` from `start[c * cells + x]` to the next. */
  readonly start: Int32Array
  readonly counts: Int32Array
}

/** The circle of everybody. */
export const EVERYBODY = 0

export function listenersOf(model: Model): Listeners {
  const { people, ofCount } = circlesOf(model)
  const rows = rowsOf(model, ofCount)
  const start = new Int32Array(people.length * model.days * model.jobs + 1)
  for (const row of rows.row) start[row + 1]!++
  for (let row = 1; row < start.length; row++) start[row]! += start[row - 1]!
  const counts = new Int32Array(start.at(-1)!)
  const next = start.slice()
  for (let at = 0; at < counts.length; at++) counts[next[rows.row[at]!]!++] = rows.count[at]!
  return { size: people.length, ...circlesByPerson(people, model.lines.length), start, counts }
}

/** Each place in which a count is: its circle's row of a cell, and the count. */
function rowsOf({ counts, days, jobs }: Model, circleOf: Int32Array): { row: Int32Array; count: Int32Array } {
  const size = counts.reduce((sum, count) => sum + count.jobs.length, 0)
  const row = new Int32Array(size)
  const count = new Int32Array(size)
  let at = 0
  for (let index = 0; index < counts.length; index++) {
    const first = (circleOf[index]! * days + counts[index]!.day) * jobs
    for (const job of counts[index]!.jobs) {
      row[at] = first + job
      count[at++] = index
    }
  }
  return { row, count }
}

/** The circles by their people (everybody: undefined), and which of them each count is about. */
function circlesOf({ counts }: Model): { people: (Int32Array | undefined)[]; ofCount: Int32Array } {
  const people: (Int32Array | undefined)[] = [undefined]
  // Counts of one team mostly share the list itself: only lists not yet seen are read.
  const byList = new Map<Int32Array | undefined, number>([[undefined, EVERYBODY]])
  const byPeople = new Map<string, number>()
  const circleOf = (list: Int32Array): number => {
    const key = list.join()
    const circle = byPeople.get(key) ?? people.push(list) - 1
    byPeople.set(key, circle)
    return circle
  }
  const ofCount = Int32Array.from(counts, ({ people: list }) => {
    const circle = byList.get(list) ?? circleOf(list!)
    byList.set(list, circle)
    return circle
  })
  return { people, ofCount }
}

function circlesByPerson(
  people: readonly (Int32Array | undefined)[],
  all: number,
): Pick<Listeners, 'from' | 'circles'> {
  const own = Array.from({ length: all }, () => [EVERYBODY])
  for (const [circle, members] of people.entries()) for (const person of members ?? []) own[person]!.push(circle)
  const from = new Int32Array(all + 1)
  for (const [person, circles] of own.entries()) from[person + 1] = from[person]! + circles.length
  return { from, circles: Int32Array.from(own.flat()) }
}
