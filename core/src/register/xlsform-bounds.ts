/** Bounds of a number as XLSForm writes them: `. >= 0 and . <= 10`; null for anything else. */
export function bounds(constraint: string): { least?: number; most?: number } | null {
  const limits: { least?: number; most?: number } = {}
  for (const part of constraint.split(/\s+and\s+/i)) {
    const [, sign, number] = /^\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)$/.exec(part.trim()) ?? []
    if (!sign) return null
    // NOTE: “more than” a whole number is “at least” the next; of broken numbers the difference is lost on purpose.
    const step = sign === '>' ? 1 : sign === '<' ? -1 : 0
    limits[sign.startsWith('>') ? 'least' : 'most'] = Number(number) + step
  }
  return limits
}
