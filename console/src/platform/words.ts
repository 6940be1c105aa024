import { defineWords } from './language.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

export const usePlatformWords = defineWords('platform', zh, en)
