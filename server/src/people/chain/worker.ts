import { type Chain, parseChain } from '@muster/core/people/chain.ts'

/** The worker's door; the pool calls it by name. */
export const work = (text: string): Chain => parseChain(text)
