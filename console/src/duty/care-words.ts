import { defineWords } from '../platform/language.ts'
import { en } from './care-words.en.ts'
import { zh } from './care-words.zh.ts'

/** Words of cases of care. */
export const useCareWords = defineWords('duty-care', zh, en)
