import type { Client } from '@muster/core/platform/client.ts'
import { divisionOf } from '@muster/core/territory/division.ts'
import * as territory from '@muster/core/territory/wire.ts'
import { inParallel } from '../play/parallel.ts'

/** A place as the city's own list of divisions has it; `trail` from the area down. */
export interface Place {
  readonly code: string
  readonly name: string
  readonly trail: readonly string[]
}

/** What coverage is counted over: areas, their streets, their urban communities (also those in towns). */
export interface Base {
  readonly areas: readonly Place[]
  readonly streets: readonly Place[]
  readonly communities: readonly Place[]
}

/** Reads the base of some areas through the public list of divisions. */
export async function readBase(ask: Client, areaCodes: readonly string[]): Promise<Base> {
  const below = async (parent: string) => (await ask(territory.children, { parent })).rows
  const root = (await ask(territory.children, {})).rows[0]!
  const areas = (await below(root.code)).filter(({ code }) => areaCodes.includes(code))
  const lower = (await inParallel(areas, 5, ({ code }) => below(code))).flat()
  const communities = (await inParallel(lower, 6, ({ code }) => below(code))).flat()
  return {
    areas: areas.map(placeOf),
    streets: lower.filter(isStreet).map(placeOf),
    communities: communities.filter(({ urban }) => urban).map(placeOf),
  }
}

/** The street of a community. */
export const streetOf = (code: string): string => `${code.slice(0, 9)}000`

const isStreet = ({ code, name }: territory.Territory) => divisionOf(code, name).kind === 'street'
const placeOf = ({ code, name, trail }: territory.Territory): Place => ({ code, name, trail: trail.slice(1) })
