/** A promise: at least, or at most, so much; of the ratio to the limit where there is one, else of the figure itself. */
export interface Target {
  readonly of: 'ratio' | 'figure'
  readonly atLeast?: number
  readonly atMost?: number
  /** As the documents say it: `≥ 1.5 ×`. */
  readonly words: string
}

/** What one run measured. */
export interface Sample {
  readonly figure: number
  readonly limit?: number
}

/** One line of the results: a figure, the limit measured in the same run, and what was promised. */
export interface Line {
  readonly what: string
  readonly unit: string
  readonly limitWhat?: string
  /** `more` is better unless told: then the ratio is figure / limit, else limit / figure. */
  readonly better: 'more' | 'less'
  readonly samples: readonly Sample[]
  readonly target?: Target
}

/** The line summed up over its runs. */
export interface Summary {
  readonly figure: number
  readonly limit: number | null
  readonly ratio: number | null
  /** Largest less smallest, as a share of the median. */
  readonly spread: number
  /** Null where nothing was promised. */
  readonly holds: boolean | null
}

/** The middle value; the mean of the two middle ones when there are two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return (low + high) / 2
}

/** Median of the runs; the ratio is taken within each run, because machines change from one run to the next. */
export function summed({ samples, better, target }: Line): Summary {
  const figures = samples.map(({ figure }) => figure)
  const compared = samples.filter((one): one is Required<Sample> => one.limit !== undefined)
  const ratios = compared.map(({ figure, limit }) => (better === 'more' ? figure / limit : limit / figure))
  const figure = median(figures)
  const ratio = ratios.length > 0 ? median(ratios) : null
  const judged = target?.of === 'ratio' ? ratio : figure
  const spread = figure === 0 ? 0 : (Math.max(...figures) - Math.min(...figures)) / Math.abs(figure)
  return {
    figure,
    ratio,
    limit: compared.length > 0 ? median(compared.map(({ limit }) => limit)) : null,
    spread,
    holds: target && judged !== null ? keeps(target, judged) : null,
  }
}

const keeps = ({ atLeast = -Infinity, atMost = Infinity }: Target, value: number): boolean =>
  value >= atLeast && value <= atMost

/** A number as people read it: three digits that count, thousands apart. */
export function readable(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toLocaleString('en', { maximumFractionDigits: Math.min(digits, 3) })
}

/** The cells of a line in the order of {@link HEADINGS}. */
export function cellsOf(line: Line): string[] {
  const { figure, limit, ratio, spread, holds } = summed(line)
  const verdict = holds === null ? '' : holds ? ' ✓' : ' ✗'
  return [
    line.what,
    `${readable(figure)} ${line.unit}`.trim(),
    limit === null ? '' : `${readable(limit)} ${line.unit}`.trim(),
    line.limitWhat ?? '',
    ratio === null ? '' : `${ratio.toFixed(2)} ×`,
    `${line.target?.words ?? ''}${verdict}`,
    line.samples.length > 1 ? `${Math.round(spread * 100)} % of ${line.samples.length}` : '',
  ]
}

export const HEADINGS = ['figure', 'measured', 'limit', 'which limit', 'ratio', 'target', 'spread'] as const

/** Rows padded so that their columns stand below each other. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row =>
    row
      .map((cell, column) =>
        [1, 2, 4].includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  )
}
