import type { LineProgram } from './program.ts'

/** Prices that differ by less are equal. */
export const EPSILON = 1e-9

/** Days between two looks at whether time is left. */
export const DAYS_A_LOOK = 8

/** What is asked of one person's line. */
export interface Question {
  readonly program: LineProgram
  /** `days * jobs` prices to add to the line's own: what each choice costs the others. Never lower than −1e9. */
  readonly extra: Float64Array
  /** The line as it is, and where the answer is written: `person * days` is {@link at}. */
  readonly lines: Uint16Array
  readonly at: number
  /** Days `[from, to)` are free, the others stay as they are in {@link lines}. */
  readonly from: number
  readonly to: number
  /** Days of these that stay as they are: so that work can move between two windows far apart. Absent: none. */
  readonly pause?: { readonly from: number; readonly to: number }
  /** Only lines cheaper than this are of interest: the lower, the faster. Absent: any. */
  readonly below?: number | undefined
  /** Labels kept a day at most: beyond, the answer may fall short of the best, and says so. Absent: 20,000. */
  readonly width?: number | undefined
  /** One try with so many labels: a good line soon, not always the best. */
  readonly quick?: boolean | undefined
  /** Strikes lines on the way that cannot reach their hours any more: worth its time only where many days are free. */
  readonly far?: boolean | undefined
  /** True: no time left, the answer is what was found by then and proves nothing. Asked now and then. */
  readonly stop?: (() => boolean) | undefined
}
