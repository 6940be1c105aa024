/**
 * The price of a count, made ready for a linear programme: the greatest convex function below it, as segments on both
 * sides of its least point. For cover this is the price itself. For a table that is not convex it lies below, which
 * keeps a bound valid and makes the programme's value a little too hopeful; incumbents are always scored by the model.
 */
export interface Envelope {
  /** The number of people at which it is least. */
  readonly base: number
  /** What it costs there. */
  readonly least: number
  /** From `base` down to 0, cheapest first. */
  readonly below: readonly Segment[]
  /** From `base` up, cheapest first. */
  readonly above: readonly Segment[]
}

/** So many people at so much each. */
export interface Segment {
  readonly width: number
  readonly price: number
}

/** @param prices by number of people, 0 … the most that can come */
export function envelope(prices: Float64Array): Envelope {
  const corners = hull(prices)
  let least = 0
  for (let i = 1; i < corners.length; i++) {
    if ((prices[corners[i] as number] as number) < (prices[corners[least] as number] as number)) least = i
  }
  return {
    base: corners[least] as number,
    least: prices[corners[least] as number] as number,
    ...sides(prices, corners, least),
  }
}

function sides(prices: Float64Array, corners: readonly number[], least: number) {
  const segment = (near: number, far: number): Segment => {
    const width = Math.abs(far - near)
    return { width, price: ((prices[far] as number) - (prices[near] as number)) / width }
  }
  const below = corners.slice(0, least).map((corner, i) => segment(corners[i + 1] as number, corner))
  const above = corners.slice(least + 1).map((corner, i) => segment(corners[least + i] as number, corner))
  return { below: below.reverse(), above }
}

/** Corners of the lower convex hull, left to right (Andrew 1979). */
function hull(prices: Float64Array): number[] {
  const corners: number[] = []
  for (let x = 0; x < prices.length; x++) {
    while (corners.length > 1 && !turnsUp(prices, corners.at(-2) as number, corners.at(-1) as number, x)) corners.pop()
    corners.push(x)
  }
  return corners
}

function turnsUp(prices: Float64Array, a: number, b: number, c: number): boolean {
  const [atA, atB, atC] = [prices[a] as number, prices[b] as number, prices[c] as number]
  return (atB - atA) * (c - b) < (atC - atB) * (b - a)
}
