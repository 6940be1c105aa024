import { defineWords } from '../platform/language.ts'
import { en } from './record-words.en.ts'
import { zh } from './record-words.zh.ts'

/** Words of somebody's record of service. */
export const useRecordWords = defineWords('duty-record', zh, en)
