/** The greatest common divisor of two whole numbers ≥ 0; that of 0 and another is the other. */
export function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
