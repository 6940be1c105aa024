import { problems } from '../platform/problem.ts'

export const roster = problems({})
