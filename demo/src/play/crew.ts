import * as access from '@muster/core/access/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { diceOf } from '../world/dice.ts'
import { inventNames } from '../world/names.ts'
import type { Ask } from './ask.ts'
import { inParallel } from './parallel.ts'
import { joinPhone, type Stage } from './stage.ts'

/** Invented people of one unit, who live in one community. */
export interface CrewPlan {
  readonly unitId: string
  readonly residence: string
  /** Ids, one for each. */
  readonly ids: readonly string[]
  /** Before the numbers by which they go: `XZ`. */
  readonly prefix: string
  /** Where the numbers begin. */
  readonly first: number
}

/** Adds a crew to its unit. @returns their volunteer numbers, in order */
export async function addCrew(desk: Ask, { unitId, residence, ids, prefix, first }: CrewPlan): Promise<string[]> {
  const names = inventNames(diceOf(20220300 + first), ids.length)
  const numbers = ids.map((_, nth) => `${prefix}-${String(first + nth).padStart(6, '0')}`)
  await inParallel([...ids.entries()], 6, async ([nth, id]) => {
    await desk(people.create, { id, volunteerNo: numbers[nth]!, name: names[nth]!, unitId, residence })
  })
  return numbers
}

/** Somebody's phone, joined by a link of the desk. */
export async function phoneOf(stage: Stage, desk: Ask, personId: string): Promise<Ask> {
  const invite = async () => (await desk(access.invite, { personId })).link
  return joinPhone(stage, await invite(), invite)
}
