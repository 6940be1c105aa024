import { holdsIdNumber } from '../platform/private-number.ts'
import { people } from './problems.ts'

/** A stretch of days, both ends included; without an end it goes on. */
export interface Days {
  readonly from: string
  readonly until: string | null
}

/** Whether two stretches share a day. */
export const shareADay = (one: Days, other: Days): boolean =>
  (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until)

/** A place in a tree, by ids from the top down, each followed by `/`. */
export const pathBelow = (parent: string | null, id: string): string => `${parent ?? ''}${id}/`

/**
 * The path of a unit that moves below another one.
 *
 * @throws Problem `people/unit-loop` when the new parent is the unit itself or stands below it
 */
export function moveBelow(own: { readonly id: string; readonly path: string }, parent: string | null): string {
  if (parent?.startsWith(own.path)) throw people('people/unit-loop')
  return pathBelow(parent, own.id)
}

/**
 * No text of a person holds an identity number, in whatever field it was put.
 *
 * @param texts by the name of their field, as the screen shows it
 * @throws Problem `people/id-number`
 */
export function refuseIdNumbers(texts: Readonly<Record<string, string | null | undefined>>): void {
  for (const [field, text] of Object.entries(texts))
    if (text && holdsIdNumber(text)) throw people('people/id-number', { field })
}

/** What the roster holds about a person and an import may change. */
export interface Held {
  readonly name: string
  readonly unitId: string
  readonly phone: string | null
  readonly residence: string | null
  readonly skills: readonly string[]
  readonly availability: string
  readonly onCall: boolean
}

/** What a row of a file says about a person; null where it says nothing, and then nothing changes. */
export type Said = { readonly [K in keyof Held]: Held[K] | null }

export const NEW: Omit<Held, 'name' | 'unitId'> = {
  phone: null,
  residence: null,
  skills: [],
  availability: 'any-time',
  onCall: false,
}

/** What will be held: the row where it speaks, else what is held already. An empty cell never erases. */
export function merged(held: Omit<Held, 'name' | 'unitId'> | Held, said: Said): Held {
  const spoken = Object.entries(said).filter(([, value]) => value !== null)
  return { ...held, ...Object.fromEntries(spoken) } as Held
}

/** The fields in which two states differ; the order of skills says nothing. */
export function changesOf(before: Held, after: Held): (keyof Held)[] {
  const plain = (value: Held[keyof Held]) => (Array.isArray(value) ? [...(value as string[])].sort().join() : value)
  return (Object.keys(after) as (keyof Held)[]).filter(field => plain(before[field]) !== plain(after[field]))
}
