import { defineWords } from '../platform/language.ts'
import { en } from './plan-words.en.ts'
import { zh } from './plan-words.zh.ts'

/** Words of who leaves, who is taken off or moved, and of a shift that is changed. */
export const usePlanWords = defineWords('duty-plan', zh, en)
