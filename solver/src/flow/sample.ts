import { random } from '../random.ts'
import type { AssignInput, Person, Place } from './input.ts'

/** A city for trials. Invented, the same for the same seed. */
export interface CityDials {
  readonly people: number
  readonly places: number
  readonly seed?: number
  /** Addresses stand on a grid as compounds do, so that many people share one; otherwise every home is its own. */
  readonly addresses?: boolean
  /** Capacity of all places together, as a multiple of the people. */
  readonly slack?: number
  /** Share of people with the skill that every tenth place needs. */
  readonly skilled?: number
  /** Share of the capacity that a place should have at least. */
  readonly minimum?: number
}

/** Width of the city, km. */
const WIDTH = 40
/** Addresses lie this far apart, km. */
const RASTER = 0.2

/** A city with clustered homes, and communities that are denser where people live. */
export function sampleCity(dials: CityDials): AssignInput {
  const { people, places, seed = 1, addresses = true, slack = 1.15, skilled = 0.2, minimum = 0 } = dials
  const chance = random(seed)
  const bell = () => chance.unit() + chance.unit() + chance.unit() - 1.5
  const quarters = Array.from({ length: 12 }, () => ({
    x: WIDTH * (0.15 + 0.7 * chance.unit()),
    y: WIDTH * (0.15 + 0.7 * chance.unit()),
    spread: WIDTH * (0.04 + 0.08 * chance.unit()),
  }))
  const spot = (raster: number) => {
    const quarter = quarters[chance.int(quarters.length)]!
    const [x, y] = [quarter.x + bell() * quarter.spread * 2, quarter.y + bell() * quarter.spread * 2]
    return raster ? { x: Math.round(x / raster) * raster, y: Math.round(y / raster) * raster } : { x, y }
  }
  const shares = Array.from({ length: places }, () => 0.5 + chance.unit())
  const all = shares.reduce((sum, share) => sum + share, 0)
  return {
    people: Array.from({ length: people }, (_, i): Person => {
      const at = spot(addresses ? RASTER : 0)
      return chance.unit() < skilled ? { id: `p${i}`, at, skills: ['first-aid'] } : { id: `p${i}`, at }
    }),
    places: shares.map((share, i): Place => {
      const capacity = Math.ceil((share / all) * people * slack)
      const place = { id: `c${i}`, at: spot(0), capacity, minimum: Math.floor(capacity * minimum) }
      return i % 10 === 0 ? { ...place, needs: ['first-aid'] } : place
    }),
    prices: { km: 1, missing: 20, unassigned: 100, unknownKm: 10 },
  }
}
