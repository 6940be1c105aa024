import type { Words, z } from './shapes.ts'

/** What one fact counts as. Persons, memberships, posts and shifts are different counts. */
export const UNITS = {
  PERSONS: { zh: '人', en: 'people' },
  PERSON_TIMES: { zh: '人次', en: 'person-times' },
  VENUE_VISITS: { zh: '家次', en: 'venue visits' },
  HOUSEHOLDS: { zh: '户', en: 'households' },
  HOUSEHOLD_VISITS: { zh: '户次', en: 'household visits' },
  BUILDING_VISITS: { zh: '栋次', en: 'building visits' },
  BATCHES: { zh: '批次', en: 'batches' },
  SHEETS: { zh: '张', en: 'sheets' },
  SITES: { zh: '处', en: 'sites' },
  UNITS: { zh: '家', en: 'units' },
  AREAS: { zh: '个区', en: 'areas' },
  STREETS: { zh: '个街道', en: 'streets' },
  COMMUNITIES: { zh: '个社区', en: 'communities' },
  PLACES: { zh: '个名额', en: 'places' },
} as const satisfies Record<string, Words>
export type CountUnit = keyof typeof UNITS

/**
 * A kind of fact: one definition, from which come the API check, the words on screen, the counting and the retention.
 * A fact is never edited; a later one supersedes it.
 */
export interface Kind<P extends z.core.$ZodType = z.core.$ZodType> {
  /** `slice.past-tense`. */
  readonly name: string
  readonly words: Words
  /** What the device says beyond who, where and when. */
  readonly payload: P
  /** Who or what the fact must name. */
  readonly needs: readonly ('person' | 'territory' | 'unit' | 'incident' | 'subject')[]
  readonly counts: { readonly unit: CountUnit; readonly once: 'per fact' | 'per person' | 'per person and territory' }
  /** Name of the retention rule in the field register. */
  readonly retention: string
  /** Other kinds whose facts it may take the place of; those of its own kind always. */
  readonly supersedes?: readonly string[]
  /** Left out of the history of a person: only its own slice shows it, to whom it may concern. */
  readonly confidential?: true
}

export const kind = <const K extends Kind>(definition: K): K => definition
