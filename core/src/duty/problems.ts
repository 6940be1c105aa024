import { problems } from '../platform/problem.ts'

export const duty = problems({})
