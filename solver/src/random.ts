/**
 * Seeded random numbers: the same seed gives the same roster on every machine. Four words of 32 bits and 32-bit
 * arithmetic throughout (xoshiro128**, Blackman & Vigna 2018): a slip into 64-bit shifts would show as bias in the search.
 */
export interface Random {
  /** A whole number from 0 up to, not including, `below` (1 … 2³¹). */
  int(below: number): number
  /** A number from 0 up to, not including, 1. */
  unit(): number
}

/** @param seed any 32-bit whole number */
export function random(seed: number): Random {
  let [a, b, c, d] = spread(seed)
  const next = (): number => {
    const turned = Math.imul(b, 5)
    const result = Math.imul((turned << 7) | (turned >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result >>> 0
  }
  // The high bits of a product are as even as the word itself: the bias is below 2⁻³² × `below`.
  return { int: below => Math.floor((next() / 4_294_967_296) * below), unit: () => next() / 4_294_967_296 }
}

/** 0 … count − 1 in an order that chance gives. */
export function shuffled(count: number, chance: Random): Int32Array {
  const order = Int32Array.from({ length: count }, (_, at) => at)
  for (let at = count - 1; at > 0; at--) {
    const other = chance.int(at + 1)
    const held = order[at]!
    order[at] = order[other]!
    order[other] = held
  }
  return order
}

/** Spreads a seed over four words, so that neighbouring seeds give unlike streams (splitmix32). */
function spread(seed: number): [number, number, number, number] {
  let state = seed | 0
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) | 0
  }
  return [word(), word(), word(), word() | 1]
}
