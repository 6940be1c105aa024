import { defineWords } from '../platform/language.ts'
import { en } from './roster-words.en.ts'
import { zh } from './roster-words.zh.ts'

/** Words of the roster's pages, apart from those of the search that every page loads. */
export const useRosterWords = defineWords('people-roster', zh, en)
