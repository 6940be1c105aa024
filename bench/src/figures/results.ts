import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Line } from './line.ts'

/** What a figure is worth nothing without: the machine it was measured on. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly node: string
  readonly postgres: string
  /** `fsync on, synchronous_commit on, …`: what acknowledged means. */
  readonly settings: string
  /** Other work on the machine when the bench began: mean of the last minute. */
  readonly load: number
}

/** What one bench found. */
export interface Result {
  readonly bench: string
  readonly at: string
  /** `3 runs, 8 s, 1,000,000 facts`. */
  readonly size: string
  readonly machine: Machine
  readonly lines: readonly Line[]
  readonly notes: readonly string[]
}

/** The results of a file, in the order of the benches; none when there is no file. */
export function readResults(file: string): Result[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { results: Result[] }).results : []
}

/** Puts a result into a file; the earlier one of the same bench gives way. */
export function keepResult(file: string, result: Result, order: readonly string[]): void {
  const others = readResults(file).filter(({ bench }) => bench !== result.bench)
  const results = [...others, result].sort((a, b) => order.indexOf(a.bench) - order.indexOf(b.bench))
  writeFileSync(file, `${JSON.stringify({ results }, null, 2)}\n`)
}

/** One line about the machine. */
export const machineLine = (machine: Machine): string =>
  `${machine.cores} × ${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.node}, PostgreSQL ${machine.postgres} (${machine.settings}), load ${machine.load.toFixed(2)} at the start`
