/** What one file may cost. Sizes are bytes unless the name says otherwise. */
export interface SheetLimits {
  readonly fileBytes: number
  /** Sum of the sizes a zip declares for its entries; no entry inflates past what it declares. */
  readonly inflatedBytes: number
  /** Inflated size over packed size, for entries of more than `ratioFreeBytes`. */
  readonly ratio: number
  readonly ratioFreeBytes: number
  readonly entries: number
  /** Header row included. */
  readonly rows: number
  readonly columns: number
  readonly cellCharacters: number
  /** All cells of the chosen sheet together: what a worker hands to the main thread. */
  readonly characters: number
  readonly milliseconds: number
}

const MiB = 1024 * 1024

/** Fault catalogue F28 and F29. The heap of the worker is fixed with the pool (`pool.ts`). */
export const limits: SheetLimits = {
  fileBytes: 20 * MiB,
  inflatedBytes: 50 * MiB,
  ratio: 100,
  ratioFreeBytes: MiB,
  entries: 2000,
  rows: 20_000,
  columns: 100,
  cellCharacters: 2000,
  characters: 20_000_000,
  milliseconds: 5000,
}
