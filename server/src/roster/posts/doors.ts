import type { Door } from '../../platform/slice.ts'

export const postsDoors: readonly Door[] = []
