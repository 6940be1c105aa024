import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Rows of a small CSV file by the names in its first line; cells in double quotes may hold commas. None when there is no file. */
export function readCsv(folder: string, file: string): Record<string, string>[] {
  const path = join(folder, file)
  if (!existsSync(path)) return []
  const [head = [], ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/).map(cellsOf)
  return rows.map(cells => Object.fromEntries(head.map((name, column) => [name, cells[column] ?? ''])))
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => (quoted ?? plain ?? '').trim())

/** The methods of `published-methods.csv` that stand in the table, by the words of the table. */
export const PUBLISHED = {
  'ejection chain, 10 min': 'EC_10min',
  'IP + VNS, 10 min': 'IPVNS_10min',
  'branch & price': 'BP_sol',
  'Gurobi 5.6, 1 h': 'Gurobi563_1h_sol',
} as const

/** What published methods reached on an instance; who found nothing is not named. */
export function publishedOn(folder: string, instance: string): Record<string, number> {
  const row = readCsv(folder, 'published-methods.csv').find(one => one.instance === instance)
  return Object.fromEntries(
    Object.entries(PUBLISHED).flatMap(([words, column]) => {
      const value = row?.[column] ?? ''
      return value === '' ? [] : [[words, Number(value)]]
    }),
  )
}
