/** Buckets per doubling: a quantile is right to within 1.6 %. */
const PER_DOUBLING = 64
/** From one microsecond to about twelve days. */
const DOUBLINGS = 40

/** How long things took, kept as counts by size: small whatever the number of samples, and easily added up. */
export class Histogram {
  readonly counts: Float64Array
  constructor(counts: Float64Array = new Float64Array(PER_DOUBLING * DOUBLINGS)) {
    this.counts = counts
  }

  /** @param milliseconds less than a microsecond counts as one */
  add(milliseconds: number): void {
    const bucket = Math.floor(Math.log2(Math.max(1, milliseconds * 1000)) * PER_DOUBLING)
    const at = Math.min(bucket, this.counts.length - 1)
    this.counts[at] = this.counts[at]! + 1
  }

  addAll(other: Histogram): void {
    for (const [at, count] of other.counts.entries()) this.counts[at]! += count
  }

  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0)
  }

  /** The time, in milliseconds, that this share of the samples did not exceed; 0 without samples. */
  quantile(share: number): number {
    const wanted = Math.max(1, Math.ceil(this.total * share))
    let sum = 0
    for (const [at, count] of this.counts.entries()) {
      sum += count
      if (sum >= wanted) return 2 ** ((at + 0.5) / PER_DOUBLING) / 1000
    }
    return 0
  }
}
