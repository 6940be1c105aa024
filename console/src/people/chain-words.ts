import { defineWords } from '../platform/language.ts'
import { en } from './chain-words.en.ts'
import { zh } from './chain-words.zh.ts'

export const useChainWords = defineWords('people-chain', zh, en)
