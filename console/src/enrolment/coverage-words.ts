import { defineWords } from '../platform/language.ts'
import { en } from './coverage-words.en.ts'
import { zh } from './coverage-words.zh.ts'

export const useCoverageWords = defineWords('enrolment-coverage', zh, en)
