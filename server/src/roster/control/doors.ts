import type { Door } from '../../platform/slice.ts'

export const controlDoors: readonly Door[] = []
