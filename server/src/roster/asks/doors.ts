import type { Door } from '../../platform/slice.ts'

export const asksDoors: readonly Door[] = []
