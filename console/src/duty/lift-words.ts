import { defineWords } from '../platform/language.ts'
import { en } from './lift-words.en.ts'
import { zh } from './lift-words.zh.ts'

/** Words of lifted stops. */
export const useLiftWords = defineWords('duty-lifts', zh, en)
