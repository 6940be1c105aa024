/** How much a value grows per unit of time: the line of least squares through the points; 0 for fewer than two. */
export function slopeOf(points: readonly (readonly [time: number, value: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const [time, value] = [mean(points.map(([at]) => at)), mean(points.map(([, of]) => of))]
  const over = points.reduce((sum, [at, of]) => sum + (at - time) * (of - value), 0)
  const under = points.reduce((sum, [at]) => sum + (at - time) ** 2, 0)
  return under === 0 ? 0 : over / under
}
