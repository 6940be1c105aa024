import type { Kind } from '../platform/kind.ts'

export const dutyKinds: readonly Kind[] = []
