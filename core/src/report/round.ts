import type { Words } from '../platform/shapes.ts'

/** A figure for the public: never more than the exact one. */
export interface Rounded {
  readonly value: number
  /** True when something was cut off: it is said with 余, “more than”. */
  readonly approx: boolean
  /** To what it was cut down; 1 when it was left as it is. */
  readonly step: 1 | 100 | 1000
}

/**
 * Cuts a count down to whole thousands, below 1,000 to whole hundreds; below 100 it stays exact. Cut down and never
 * up, so that “more than 6,000” holds, and nobody can read more out of it than there was.
 */
export function roundedDown(exact: number): Rounded {
  const step = exact >= 1000 ? 1000 : exact >= 100 ? 100 : 1
  const value = Math.floor(exact / step) * step
  return { value, approx: value < exact, step }
}

/** 6,396 → 6000余 · more than 6,000; from 10,000 up in 万: 12,345 → 1.2万余. */
export function roundedWords(exact: number): Words {
  const { value, approx } = roundedDown(exact)
  const zh = value >= 10_000 ? `${value / 10_000}万` : String(value)
  return { zh: `${zh}${approx ? '余' : ''}`, en: `${approx ? 'more than ' : ''}${grouped(value)}` }
}

/** 6396 → 6,396, in every language and on every machine alike. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')
