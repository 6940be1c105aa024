import { defineWords } from '../platform/language.ts'
import { en } from './desk-words.en.ts'
import { zh } from './desk-words.zh.ts'

/** Words of the set-up and the settings, apart from those of the sign-in that everybody loads. */
export const useDeskWords = defineWords('access-desk', zh, en)
