import * as wire from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { v7 } from 'uuid'
import { addPeople, addUnit, type Place, phones } from '../../callout/testing.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'
import { STREET } from '../posts/testing.ts'

/** A quarter past one on a Monday afternoon. */
export const NOW = '2022-03-28T05:15:00.000Z'

/** Two desks that stay signed in however far the clock moves, and an agency. */
export interface Stage {
  readonly t: Town
  readonly city: Ask
  readonly street: Ask
  readonly unit: Place
}

/** Sets the stage of stories about what people are asked. */
export async function openStage(): Promise<Stage> {
  const t = await town({ territory: '320300000000' })
  t.clock.set(NOW)
  const city = await lasting(t, 'city-desk')
  const street = await lasting(t, 'street-desk', { territory: STREET })
  return { t, city, street, unit: await addUnit(t, '某市局') }
}

/** Puts somebody on a shift by hand. */
export const putBy =
  (desk: Ask) =>
  (shift: Shift, personId: string, over: object = {}) =>
    desk(assign.assign, { shiftId: shift.id, id: v7(), personId, ...over })

/** Somebody with their phone in their hand. */
export interface Somebody {
  readonly id: string
  readonly hand: Ask
}

/** Signs somebody in for as long as the story takes. */
export async function lasting(t: Town, ...who: Parameters<Town['as']>): Promise<Ask> {
  const ask = await t.as(...who)
  await t.owner
    .updateTable('session')
    .set({ idle_minutes: 100_000, expires_at: new Date('2099-01-01') })
    .execute()
  return ask
}

/** People of a unit who live in a community of the street, with phones. */
export async function volunteersOf(
  t: Town,
  unit: Place,
  count: number,
  residence = '320302001002',
): Promise<Somebody[]> {
  const ids = await addPeople(t, unit, count, { residence })
  const hands = await phones(t, ids)
  return ids.map((id, nth) => ({ id, hand: hands[nth]! }))
}

/** Takes everybody of earlier stories off the roster, so that each ranking is about its own people. */
export const everybodyLeaves = (t: Town) =>
  t.owner.updateTable('person').set({ left_at: t.clock.now }).where('left_at', 'is', null).execute()

/** What somebody is asked. */
export const asked = async ({ hand }: Somebody) => (await hand(wire.myAsks, {})).rows

/** Answers the first that somebody is asked. */
export async function say(who: Somebody, yes: boolean) {
  const [one] = await asked(who)
  return who.hand(wire.answerAsk, { askId: one!.id, yes })
}
