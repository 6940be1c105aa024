import { defineWords } from '../platform/language.ts'
import { en } from './unit-words.en.ts'
import { zh } from './unit-words.zh.ts'

export const useUnitWords = defineWords('people-unit', zh, en)
