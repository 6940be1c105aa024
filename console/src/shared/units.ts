import { UNITS } from '@muster/core/platform/kind.ts'
import type { Language } from '../platform/language.ts'

/** English singulars; Chinese has none. */
const ONE: Record<string, string> = {
  people: 'person',
  'person-times': 'person-time',
  'venue visits': 'venue visit',
  households: 'household',
  'household visits': 'household visit',
  'building visits': 'building visit',
  batches: 'batch',
  sheets: 'sheet',
  sites: 'site',
  units: 'unit',
  areas: 'area',
  streets: 'street',
  communities: 'community',
  places: 'place',
}

/** A count's unit in words, `PERSONS` → 人 · people; what is not in the list is shown as it came. */
export function unitWord(unit: string, value: number, language: Language): string {
  const known = (UNITS as Record<string, { zh: string; en: string }>)[unit]
  if (!known) return unit
  return language === 'en' && value === 1 ? (ONE[known.en] ?? known.en) : known[language]
}
