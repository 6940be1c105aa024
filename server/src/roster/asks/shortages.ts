import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { ASK_SENTENCES as say } from '@muster/core/roster/ask-sentences.ts'
import type * as asksWire from '@muster/core/roster/asks.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type * as wire from '@muster/core/roster/shortage.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import type { Ctx } from '../../platform/context.ts'
import { within } from '../../platform/door/within.ts'
import { minutesToday } from '../assign/list.ts'
import { mustHaveRoom, roomOn } from '../assign/place.ts'
import { reachedPeople } from '../assign/reach.ts'
import { mustHaveSeen } from '../assign/rows.ts'
import { hoursLeft, lockedShift, mustGoOn, type ShiftRow } from '../assign/shift.ts'
import { whereOf } from '../assign/tell.ts'
import { ask } from './ask.ts'
import { rank } from './candidates.ts'
import { raise } from './raise.ts'
import { asksWhere, lockedShortage, type ShortageRow, shortageById, shortagesWhere } from './rows.ts'
import { endShortage } from './settle.ts'
import { askPeople, askWave } from './waves.ts'

/** Shortages at one's posts, the open ones and the soonest first. */
export async function shortages(ctx: Ctx, { open }: ParsedOf<typeof wire.shortages>) {
  const mine = within(ctx.scope, { territoryPath: sql.ref('t.path'), teamPath: sql.ref('g.path') })
  return { rows: await shortagesWhere(ctx, sql`${mine} and (not ${open} or h.state = 'open')`) }
}

async function one(ctx: Ctx, id: string): Promise<wire.Shortage> {
  const [found] = await shortagesWhere(ctx, sql`h.id = ${id}`)
  return found!
}

/** Raises a shortage by hand: for no more people than the shift has places for. */
export async function raiseShortage(ctx: Ctx, input: ParsedOf<typeof wire.raiseShortage>): Promise<wire.Shortage> {
  const shift = await lockedShift(ctx, input.shiftId)
  const [known] = await shortagesWhere(ctx, sql`h.id = ${input.id}`)
  if (known) {
    if (known.shift.id !== shift.id) throw door('door/not-found')
    return known
  }
  await mustHaveRoom(ctx, shift)
  const people = Math.min(input.people, await roomOn(ctx, shift))
  const { id, cause, neededBy } = input
  await raise(ctx, shift, { id, people, cause, ask: input.ask, ...(neededBy && { neededBy: new Date(neededBy) }) })
  return one(ctx, id)
}

/** Asks the next wave now, or people whom the desk chose. */
export async function askMore(ctx: Ctx, input: ParsedOf<typeof wire.askMore>): Promise<wire.Shortage> {
  const { shortage, shift } = await openShortage(ctx, input)
  if (input.personIds) await askChosen(ctx, shortage, shift, input.personIds)
  else await askWave(ctx, shortage, shift, await rank(ctx, shortage, shift))
  await audit(ctx, 'roster.asked-more', `shortage/${shortage.id}`, { wave: shortage.wave + 1 })
  return one(ctx, shortage.id)
}

async function askChosen(
  ctx: Ctx,
  shortage: ShortageRow,
  shift: ShiftRow,
  personIds: readonly string[],
): Promise<void> {
  const known = new Set((await asksWhere(ctx, sql`k.shortage_id = ${shortage.id}`)).map(({ person_id }) => person_id))
  // Of other people's people a desk may ask whom the ranking offered it, and nobody else.
  const offered = (await rank(ctx, shortage, shift)).map(({ person }) => person.id)
  const askable = new Set([...(await reachedPeople(ctx, shift, personIds)), ...offered])
  const fresh = personIds.filter(id => askable.has(id) && !known.has(id))
  const minutes = await minutesToday(ctx, fresh)
  await askPeople(
    ctx,
    shortage,
    shift,
    fresh.map(personId => ({ personId, minutes: minutes.get(personId) ?? 0 })),
  )
}

/** Nobody is needed any more: everybody who was asked is told. */
export async function closeShortage(ctx: Ctx, input: ParsedOf<typeof wire.closeShortage>): Promise<wire.Shortage> {
  const { shortage, shift } = await openShortage(ctx, input)
  await endShortage(ctx, shortage, shift, 'closed')
  return one(ctx, shortage.id)
}

/** A shortage and its shift, held; as the asker saw it. */
async function openShortage(ctx: Ctx, { shortageId, version }: { shortageId: string; version: number }) {
  const { shift_id } = await shortageById(ctx, shortageId)
  const shift = await lockedShift(ctx, shift_id)
  const shortage = await lockedShortage(ctx, shortageId)
  mustHaveSeen(shortage, version)
  if (shortage.state !== 'open') throw roster('roster/shortage-over')
  return { shortage, shift }
}

/** Asks people to take a shift that has room, without raising a shortage; who has been asked already is left out. */
export async function askToTake(ctx: Ctx, input: ParsedOf<typeof asksWire.askToTake>) {
  const shift = await lockedShift(ctx, input.shiftId)
  mustGoOn(ctx, shift)
  await mustHaveRoom(ctx, shift)
  const until = new Date(Math.min(new Date(input.until).getTime(), hoursLeft(ctx, shift).until.getTime()))
  if (until <= ctx.now) throw roster('roster/time-past')
  const open = await asksWhere(ctx, sql`k.shift_id = ${shift.id} and k.kind = 'take' and k.state = 'open'`)
  const known = new Set(open.map(({ person_id }) => person_id))
  const fresh = (await reachedPeople(ctx, shift, input.personIds)).filter(id => !known.has(id))
  const words = say.take(whereOf(ctx, shift))
  await ask(
    ctx,
    { id: v7(), kind: 'take', until, shiftId: shift.id },
    fresh.map(personId => ({ personId, words })),
  )
  await audit(ctx, 'roster.asked', `shift/${shift.id}`, { people: fresh.length })
  return { asked: fresh.length }
}
