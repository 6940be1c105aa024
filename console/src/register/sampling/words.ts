import { defineWords } from '../../platform/language.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

export const useSamplingWords = defineWords('sampling', zh, en)
