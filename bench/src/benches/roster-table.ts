import { median } from '../figures/line.ts'
import { PUBLISHED } from './roster-files.ts'
import type { RosterResult } from './roster-run.ts'

const COLUMNS = [
  'instance',
  'best known',
  'median',
  'gap',
  'least – most',
  'proven bound',
  'CPU s',
  'HiGHS alone',
] as const

/** The results as rows of cells, headings first, and last the mean of all gaps. */
export function rosterRows(results: readonly RosterResult[]): string[][] {
  const methods = Object.keys(PUBLISHED).filter(name => results.some(({ published }) => name in published))
  const rows = results.map(result => [
    ...cellsOf(result),
    ...methods.map(name => withGap(result.published[name], result.best)),
  ])
  return [[...COLUMNS, ...methods], ...rows, meansOf(results, methods)]
}

function cellsOf({ instance, best, runs, highs }: RosterResult): string[] {
  const costs = runs.map(({ cost }) => cost)
  const bound = Math.max(...runs.map(run => run.bound ?? -Infinity))
  return [
    instance,
    best === undefined ? '–' : String(best),
    String(median(costs)),
    percent(gapOf(median(costs), best)),
    `${Math.min(...costs)} – ${Math.max(...costs)}`,
    bound > 0 ? String(Math.ceil(bound - 1e-6)) : '–',
    median(runs.map(({ cpuSeconds }) => cpuSeconds)).toFixed(0),
    highs ? withGap(highs.cost, best) : '',
  ]
}

/** Means over the instances that a method has an answer for; how many those are stands beside them. */
function meansOf(results: readonly RosterResult[], methods: readonly string[]): string[] {
  const mean = (costOf: (result: RosterResult) => number | undefined) => {
    const gaps = results.flatMap(result => gapOf(costOf(result), result.best) ?? [])
    const sum = gaps.reduce((total, gap) => total + gap, 0)
    return gaps.length === 0 ? '' : `${percent(sum / gaps.length)} of ${gaps.length}`
  }
  const ours = mean(({ runs }) => median(runs.map(({ cost }) => cost)))
  const highs = mean(result => result.highs?.cost)
  return ['mean gap', '', '', ours, '', '', '', highs, ...methods.map(name => mean(result => result.published[name]))]
}

const gapOf = (cost: number | undefined, best: number | undefined): number | undefined =>
  cost === undefined || best === undefined ? undefined : (cost - best) / best

const percent = (share: number | undefined): string => (share === undefined ? '–' : `${(100 * share).toFixed(2)} %`)

const withGap = (cost: number | undefined, best: number | undefined): string =>
  cost === undefined ? '–' : `${cost} (${percent(gapOf(cost, best))})`

/** Rows padded so that their columns stand below each other. */
export function alignedRows(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)))
  return rows.map(row => row.map((cell, column) => cell.padStart(widths[column]!)).join('  '))
}

/** The rows as a table of a page. */
export function markdownRows([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}
