import type { BoardPost, BoardShift } from '@muster/core/roster/draft.wire.ts'
import { type Draft, peopleOf } from './edits.ts'

/** Half of a cell, what people are put into: the places of a shift, or its standby. */
export interface Half {
  readonly key: string
  readonly shift: BoardShift
  readonly standby: boolean
  /** How many it needs. */
  readonly need: number
  /** Its hours run: it is no longer planned, and what is missing is the duty desk's. */
  readonly begun: boolean
}

export const halfKey = (shiftId: string, standby: boolean): string => (standby ? `${shiftId} standby` : shiftId)
export const shiftOfHalf = (key: string): string => key.split(' ')[0]!
export const isStandby = (key: string): boolean => key.endsWith(' standby')

/** Halves of one post that have the same hours and role: one line of the board, with a half or none for each day. */
export interface Line {
  readonly key: string
  readonly post: BoardPost
  readonly role: string
  readonly standby: boolean
  readonly from: string
  readonly to: string
  readonly halves: readonly (Half | undefined)[]
}

/** Who sits where in a line: `sitting[day][nth]`. */
export type Sitting = readonly (readonly (string | undefined)[])[]

/** One row of the board: a post with what is missing there, or one place of a line. */
export type Row =
  | { readonly kind: 'post'; readonly key: string; readonly post: BoardPost; readonly lines: readonly Line[] }
  | {
      readonly kind: 'place'
      readonly key: string
      readonly line: Line
      readonly nth: number
      readonly sitting: Sitting
    }

export const missingOf = (draft: Draft, { key, need, begun }: Half): number =>
  begun ? 0 : Math.max(0, need - peopleOf(draft, key).length)

/** What is missing at places (not on standby) of these lines on a day. */
export const missingOn = (draft: Draft, lines: readonly Line[], day: number): number =>
  lines.reduce((sum, { standby, halves }) => sum + (!standby && halves[day] ? missingOf(draft, halves[day]) : 0), 0)

type Clock = (instant: string) => string

/** The lines of a board by post: each line at the hour at which it begins, its standby below it. */
export function linesOf(
  posts: readonly BoardPost[],
  shifts: readonly BoardShift[],
  days: readonly string[],
  clock: Clock,
  now: number,
): ReadonlyMap<string, readonly Line[]> {
  const byPost = Map.groupBy(shifts, ({ postId }) => postId)
  return new Map(posts.map(post => [post.id, linesOfPost(post, byPost.get(post.id) ?? [], days, clock, now)]))
}

function linesOfPost(
  post: BoardPost,
  shifts: readonly BoardShift[],
  days: readonly string[],
  clock: Clock,
  now: number,
): Line[] {
  const found = new Map<string, (BoardShift | undefined)[]>()
  for (const shift of shifts) {
    const day = days.indexOf(shift.day)
    if (day < 0 || shift.cancelled) continue
    let key = `${clock(shift.startsAt)} ${clock(shift.endsAt)} ${shift.role}`
    // Two shifts of the same hours on one day are two lines.
    while (found.get(key)?.[day]) key += '+'
    const line = found.get(key) ?? days.map(() => undefined)
    line[day] = shift
    found.set(key, line)
  }
  return [...found]
    .toSorted(([one], [two]) => one.localeCompare(two))
    .flatMap(([key, line]) => [false, true].map(standby => lineOf(post, key, line, standby, now)))
    .filter(({ halves }) => halves.some(half => half && (half.need > 0 || half.shift.draft.standby.length > 0)))
}

function lineOf(
  post: BoardPost,
  key: string,
  shifts: readonly (BoardShift | undefined)[],
  standby: boolean,
  now: number,
): Line {
  const [from = '', to = ''] = key.split(' ')
  const halves = shifts.map(
    shift =>
      shift && {
        key: halfKey(shift.id, standby),
        shift,
        standby,
        need: standby ? shift.standby : shift.people,
        begun: Date.parse(shift.startsAt) <= now,
      },
  )
  const role = shifts.find(shift => shift)?.role ?? ''
  return { key: `${post.id} ${key} ${standby}`, post, role, standby, from, to, halves }
}

/** The rows as they stand below each other; a folded post shows its own row only. */
export function rowsOf(
  lines: ReadonlyMap<string, readonly Line[]>,
  posts: readonly BoardPost[],
  draft: Draft,
  folded: ReadonlySet<string>,
): Row[] {
  return posts.flatMap(post => {
    const own = lines.get(post.id) ?? []
    const head: Row = { kind: 'post', key: post.id, post, lines: own }
    return folded.has(post.id) ? [head] : [head, ...own.flatMap(line => placeRows(line, draft))]
  })
}

function placeRows(line: Line, draft: Draft): Row[] {
  const sitting = sittingOf(line, draft)
  const most = Math.max(...sitting.map(column => column.length))
  return Array.from(
    { length: most },
    (_, nth): Row => ({ kind: 'place', key: `${line.key} ${nth}`, line, nth, sitting }),
  )
}

/** Who serves again sits in the same row again: a week is read along the row. */
export function sittingOf({ halves }: Pick<Line, 'halves'>, draft: Draft): Sitting {
  const people = halves.map(half => (half ? peopleOf(draft, half.key) : []))
  const most = Math.max(...halves.map((half, day) => Math.max(half?.need ?? 0, people[day]?.length ?? 0)))
  const usual = new Map<string, number>()
  return people.map(present => {
    const column: (string | undefined)[] = Array.from({ length: most }, () => undefined)
    const known = present.filter(person => usual.has(person))
    for (const person of [...known, ...present.filter(one => !usual.has(one))]) {
      const own = usual.get(person)
      const nth = own !== undefined && column[own] === undefined ? own : column.indexOf(undefined)
      column[nth] = person
      usual.set(person, nth)
    }
    return column
  })
}

/** What stands at a place of the board. */
export interface Place {
  readonly half: Half | undefined
  readonly personId: string | undefined
  /** At an empty place that the half needs: how many are missing from here downwards; else 0. */
  readonly missing: number
}

export function placeAt(row: Row | undefined, day: number): Place {
  if (row?.kind !== 'place') return { half: undefined, personId: undefined, missing: 0 }
  const half = row.line.halves[day]
  const column = row.sitting[day] ?? []
  const personId = column[row.nth]
  if (!half || personId || half.begun) return { half, personId, missing: 0 }
  const present = column.filter(one => one !== undefined).length
  const emptyBefore = column.slice(0, row.nth).filter(one => one === undefined).length
  return { half, personId, missing: Math.max(0, half.need - present - emptyBefore) }
}
