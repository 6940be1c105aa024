import { defineWords } from '../platform/language.ts'
import { en } from './import-words.en.ts'
import { zh } from './import-words.zh.ts'

export const useImportWords = defineWords('people-import', zh, en)
