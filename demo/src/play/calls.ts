import * as departure from '@muster/core/callout/departure.wire.ts'
import * as seats from '@muster/core/callout/seats.wire.ts'
import * as callout from '@muster/core/callout/wire.ts'
import type { InputOf } from '@muster/core/platform/endpoint.ts'
import type { Ids } from '../world/id.ts'
import type { Ask } from './ask.ts'

type Draft = InputOf<typeof callout.draft>

/** Drafts a call and publishes it; one that was published already stays as it is. */
export async function issueCall(desk: Ask, draft: Draft): Promise<callout.Call> {
  const call = await desk(callout.draft, draft)
  return call.state === 'draft' ? desk(callout.publish, { callId: call.id, version: call.version }) : call
}

/** Marks everybody who has a confirmed place as present. */
export async function rollAll(desk: Ask, callId: string, at: 'muster' | 'departure', ids: Ids, instant: string) {
  const { rows } = await desk(seats.seats, { callId })
  const confirmed = rows.filter(({ state }) => state === 'confirmed')
  const marks = confirmed.map(({ person }) => ({
    id: ids(instant, callId, at, person.id),
    personId: person.id,
    present: true,
  }))
  return desk(departure.rollCall, { callId, at, marks })
}

/** The team leaves, unless it has left. */
export async function depart(desk: Ask, callId: string, ids: Ids, instant: string): Promise<callout.Call> {
  const call = await desk(callout.get, { callId })
  if (call.state === 'departed') return call
  return desk(departure.depart, { callId, id: ids(instant, callId, 'departed'), version: call.version })
}
