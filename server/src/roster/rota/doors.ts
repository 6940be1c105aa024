import type { Door } from '../../platform/slice.ts'

export const rotaDoors: readonly Door[] = []
