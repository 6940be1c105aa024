import type { Kind } from '../platform/kind.ts'

export const rosterKinds: readonly Kind[] = []
