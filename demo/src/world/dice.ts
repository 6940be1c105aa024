/** Chance that falls the same way every time: the same seed gives the same city. */
export interface Dice {
  /** A whole number from 0 to `below` − 1. */
  below(below: number): number
  pick<T>(list: readonly T[]): T
  /** True once in so many throws. */
  once(inSoMany: number): boolean
  /** A new list in another order. */
  shuffle<T>(list: readonly T[]): T[]
}

/** Numbers from a 32-bit counter, mixed twice by multiplication and shift: plenty for inventing people, nothing secret. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    const once = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    const twice = Math.imul(once ^ (once >>> 15), 0x735a2d97)
    return ((twice ^ (twice >>> 15)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: list => list[below(list.length)]!,
    once: inSoMany => below(inSoMany) === 0,
    shuffle: list => {
      const mixed = [...list]
      for (let at = mixed.length - 1; at > 0; at--) {
        const other = below(at + 1)
        ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
      }
      return mixed
    },
  }
}
