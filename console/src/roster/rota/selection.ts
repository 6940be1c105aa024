import type { Held, Placed } from './edits.ts'
import { placeAt, type Row } from './grid.ts'

/** A place of the board by row and day. */
export interface At {
  readonly row: number
  readonly day: number
}

/** Where the reader is on the board, what is chosen, and what is in the hand. */
export interface Hand {
  readonly at: At
  /** Where a choice by Shift began. */
  readonly anchor: At
  readonly chosen: readonly Placed[]
  readonly held: readonly Held[]
}

export const EMPTY_HAND: Hand = { at: { row: 0, day: 0 }, anchor: { row: 0, day: 0 }, chosen: [], held: [] }

/** Steps of the keys: rows and days. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Home: [0, -99],
  End: [0, 99],
}

/** The place a key leads to; undefined when it is no such key. */
export function stepped(at: At, key: string, rows: number, days: number): At | undefined {
  const step = STEPS[key]
  if (!step) return undefined
  return { row: within(at.row + step[0], rows), day: within(at.day + step[1], days) }
}

const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at))

/** Everybody in the block between two places. */
export function block(rows: readonly Row[], from: At, to: At): Placed[] {
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)]
  const [first, last] = [Math.min(from.day, to.day), Math.max(from.day, to.day)]
  return rows
    .slice(top, bottom + 1)
    .flatMap(row => Array.from({ length: last - first + 1 }, (_, nth) => placedAt(row, first + nth) ?? []).flat())
}

/** The person at a place, if one is there. */
export function placedAt(row: Row | undefined, day: number): Placed | undefined {
  const { half, personId } = placeAt(row, day)
  return half && personId ? { half: half.key, personId } : undefined
}

export const same = (one: Placed, two: Placed) => one.half === two.half && one.personId === two.personId

/** Chosen becomes not chosen, and the other way round. */
export const toggled = (chosen: readonly Placed[], placed: Placed): Placed[] =>
  chosen.some(one => same(one, placed)) ? chosen.filter(one => !same(one, placed)) : [...chosen, placed]

/** What is taken up at a place: all that is chosen when it is part of it, else whoever is there. */
export function takenUp({ chosen, at }: Hand, rows: readonly Row[], copy: boolean): Held[] {
  const placed = placedAt(rows[at.row], at.day)
  const all = placed && !chosen.some(one => same(one, placed)) ? [placed] : chosen
  return all.map(({ half, personId }) => (copy ? { personId } : { personId, from: half }))
}

/** The next empty place that a shift needs, reading along the days and then down; it begins again at the top. */
export function nextGap(rows: readonly Row[], days: number, { row, day }: At): At | undefined {
  const all = rows.length * days
  for (let step = 1; step <= all; step++) {
    const at = (row * days + day + step) % all
    const found = rows[Math.floor(at / days)]!
    if (!(found.kind === 'place' && found.line.standby) && placeAt(found, at % days).missing > 0)
      return { row: Math.floor(at / days), day: at % days }
  }
  return undefined
}
