import { isCode } from './codes.ts'

/** Longitude and latitude in degrees, WGS 84; a height may follow and is dropped. */
export type Position = readonly [longitude: number, latitude: number]
type Rings = Position[][]

/** The outline of one division, ready to be stored. */
export interface Boundary {
  code: string
  polygons: Rings[]
}

/** One mistake, with a sentence in each language. */
export interface BoundaryError {
  /** Which shape of the file, counted from 1; 0 is the file itself. */
  feature: number
  zh: string
  en: string
}

export interface BoundaryOptions {
  /** The property that holds the code, `code` unless told. */
  property?: string
  /** What a code is, 12 digits unless told. */
  isCode?: (code: string) => boolean
}

/** Generous for a city's communities, small enough for one request. */
export const BOUNDARY_LIMITS = { features: 20_000, positions: 2_000_000, errors: 50 } as const

/**
 * Checks a FeatureCollection of Polygons and MultiPolygons (RFC 7946) before it is stored: every feature has a code
 * of its own, rings are closed, coordinates are finite numbers on the globe. Stops after 50 mistakes.
 *
 * NOTE a file in GCJ-02 coordinates cannot be told from one in WGS 84: it is off by some hundred metres and valid.
 *
 * @param input parsed JSON, from anybody
 */
export function readBoundaries(
  input: unknown,
  options: BoundaryOptions = {},
): { boundaries: Boundary[] } | { errors: BoundaryError[] } {
  const errors: BoundaryError[] = []
  const file = checkFile(input, errors)
  if (!file) return { errors }
  const boundaries: Boundary[] = []
  const seen = new Map<string, number>()
  const budget = { left: BOUNDARY_LIMITS.positions }
  for (const [number, feature] of file.entries()) {
    const at = number + 1
    const code = checkCode(feature, at, options, seen, errors)
    const polygons = checkGeometry(feature, at, budget, errors)
    if (code !== null && polygons) boundaries.push({ code, polygons })
    if (errors.length >= BOUNDARY_LIMITS.errors || budget.left < 0) break
  }
  return errors.length > 0 ? { errors: errors.slice(0, BOUNDARY_LIMITS.errors) } : { boundaries }
}

function checkFile(input: unknown, errors: BoundaryError[]): unknown[] | null {
  const file = record(input)
  const add = (zh: string, en: string) => void errors.push({ feature: 0, zh, en })
  if (file?.type !== 'FeatureCollection' || !Array.isArray(file.features)) {
    add('文件不是 GeoJSON 要素集合（FeatureCollection）。', 'The file is not a GeoJSON FeatureCollection.')
    return null
  }
  if (!isLongitudeLatitude(file.crs)) {
    add(
      '坐标系不是 WGS 84 或 CGCS2000 经纬度，请先转换。',
      'The coordinates are not longitude and latitude in WGS 84 or CGCS2000; convert them first.',
    )
    return null
  }
  const { length } = file.features
  if (length === 0) add('文件里没有任何图形。', 'The file holds no shapes.')
  if (length > BOUNDARY_LIMITS.features) {
    const limit = BOUNDARY_LIMITS.features
    add(`图形超过 ${limit} 个，请分批上传。`, `There are more than ${limit} shapes; upload them in parts.`)
  }
  return errors.length > 0 ? null : file.features
}

/**
 * Older files name their reference system. None, CRS84 and EPSG:4326 are WGS 84; EPSG:4490 is CGCS2000, the Chinese
 * national system, which lies within centimetres of it.
 */
function isLongitudeLatitude(crs: unknown): boolean {
  if (crs === undefined || crs === null) return true
  const name = record(record(crs)?.properties)?.name
  return typeof name === 'string' && (name.endsWith('CRS84') || /EPSG:{1,2}(4326|4490)$/i.test(name))
}

function checkCode(
  feature: unknown,
  at: number,
  options: BoundaryOptions,
  seen: Map<string, number>,
  errors: BoundaryError[],
): string | null {
  const { property = 'code', isCode: valid = isCode } = options
  const raw = record(record(feature)?.properties)?.[property]
  const code = typeof raw === 'number' ? String(raw) : raw
  const refuse = (zh: string, en: string) => {
    errors.push({ feature: at, zh, en })
    return null
  }
  if (typeof code !== 'string' || code === '') {
    return refuse(
      `缺少属性“${property}”（区划代码）。`,
      `The property “${property}” with the division code is missing.`,
    )
  }
  const shown = code.slice(0, 40)
  if (!valid(code)) return refuse(`“${shown}”不是有效的区划代码。`, `“${shown}” is not a valid division code.`)
  const first = seen.get(code)
  if (first !== undefined) {
    return refuse(
      `代码 ${shown} 与第 ${first} 个图形重复，请合并为一个图形。`,
      `The code ${shown} repeats shape ${first}; merge them into one shape.`,
    )
  }
  seen.set(code, at)
  return code
}

function checkGeometry(
  feature: unknown,
  at: number,
  budget: { left: number },
  errors: BoundaryError[],
): Rings[] | null {
  const geometry = record(record(feature)?.geometry)
  const coordinates = geometry?.coordinates
  const raw = geometry?.type === 'Polygon' ? [coordinates] : geometry?.type === 'MultiPolygon' ? coordinates : null
  if (!Array.isArray(raw) || raw.length === 0) {
    errors.push({
      feature: at,
      zh: '图形必须是面（Polygon 或 MultiPolygon）。',
      en: 'The shape must be a Polygon or a MultiPolygon.',
    })
    return null
  }
  const polygons: Rings[] = []
  for (const polygon of raw) {
    const rings = readRings(polygon, budget)
    if (typeof rings === 'string') {
      errors.push({ feature: at, ...RING_FAULTS[rings] })
      return null
    }
    polygons.push(rings)
  }
  return polygons
}

const RING_FAULTS = {
  shape: { zh: '边界线至少要有 4 个坐标点。', en: 'A ring needs at least 4 positions.' },
  open: {
    zh: '边界线没有闭合，最后一点须与第一点相同。',
    en: 'A ring is not closed; its last position must equal its first.',
  },
  range: { zh: '坐标不是有效的经纬度。', en: 'A coordinate is not a longitude and latitude.' },
  swapped: {
    zh: '坐标顺序似乎颠倒，应为先经度、后纬度。',
    en: 'Coordinates seem to be the wrong way round; longitude comes first.',
  },
  many: {
    zh: `坐标点超过 ${BOUNDARY_LIMITS.positions} 个，请先简化图形。`,
    en: `There are more than ${BOUNDARY_LIMITS.positions} positions; simplify the shapes first.`,
  },
} as const
type RingFault = keyof typeof RING_FAULTS

function readRings(polygon: unknown, budget: { left: number }): Rings | RingFault {
  if (!Array.isArray(polygon) || polygon.length === 0) return 'shape'
  const rings: Rings = []
  for (const one of polygon) {
    const ring = readRing(one, budget)
    if (typeof ring === 'string') return ring
    rings.push(ring)
  }
  return rings
}

function readRing(ring: unknown, budget: { left: number }): Position[] | RingFault {
  if (!Array.isArray(ring) || ring.length < 4) return 'shape'
  budget.left -= ring.length
  if (budget.left < 0) return 'many'
  const positions: Position[] = []
  for (const one of ring) {
    const position = readPosition(one)
    if (typeof position === 'string') return position
    positions.push(position)
  }
  const [first, last] = [positions[0]!, positions.at(-1)!]
  return first[0] === last[0] && first[1] === last[1] ? positions : 'open'
}

function readPosition(value: unknown): Position | 'range' | 'swapped' {
  if (!Array.isArray(value) || value.length < 2) return 'range'
  const [x, y] = value as unknown[]
  if (!Number.isFinite(x) || !Number.isFinite(y)) return 'range'
  if (onGlobe(x as number, y as number)) return [x as number, y as number]
  return onGlobe(y as number, x as number) ? 'swapped' : 'range'
}

function onGlobe(longitude: number, latitude: number): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}
