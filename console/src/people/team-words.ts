import { defineWords } from '../platform/language.ts'
import { en } from './team-words.en.ts'
import { zh } from './team-words.zh.ts'

export const useTeamWords = defineWords('people-team', zh, en)
