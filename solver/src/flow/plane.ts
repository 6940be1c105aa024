import type { Point } from './input.ts'

/** Mean radius of the Earth in km (IUGG). */
const EARTH = 6371.0088
const RADIAN = Math.PI / 180

export interface Spot {
  readonly x: number
  readonly y: number
}

/**
 * Lays points on a plane in km: degrees are stretched for the middle latitude of the places. Right to about 0.1 % within
 * a city; not meant for a country.
 */
export function planeOf(places: readonly { readonly at: Point }[]): (point: Point) => Spot {
  const latitudes = places.flatMap(({ at }) => ('lat' in at ? [at.lat] : []))
  const middle = latitudes.reduce((sum, lat) => sum + lat, 0) / (latitudes.length || 1)
  const east = EARTH * RADIAN * Math.cos(middle * RADIAN)
  const north = EARTH * RADIAN
  return point => ('lat' in point ? { x: point.lon * east, y: point.lat * north } : point)
}
