import type { Door } from '../../platform/slice.ts'

export const assignDoors: readonly Door[] = []
