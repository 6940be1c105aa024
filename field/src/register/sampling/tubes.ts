import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { sampled, sampleWithdrawn, tubeSealed } from '@muster/core/register/sampling/kinds.ts'
import type { mySampling } from '@muster/core/register/sampling/rounds.wire.ts'
import { roomIn, type Taken } from '@muster/core/register/sampling/tube.ts'
import type { Kept } from '../../platform/outbox.ts'

export type AtPost = OutputOf<typeof mySampling>['rows'][number]

/** A sample that this phone wrote down, and how it is called there. */
export interface Own extends Taken {
  readonly label: string
}

/** A tube as this phone knows it: what the server told, and what was written down here since. */
export interface Seen {
  readonly tube: string
  readonly sealedAt: number | null
  readonly box: string | null
  readonly samples: readonly Taken[]
  readonly own: readonly Own[]
  readonly room: number
}

/** Puts together what the server has told of a tube and what waits here, each sample once. */
export function seenTube(at: AtPost, tube: string, entries: readonly Kept[]): Seen {
  const told = at.tubes.filter(one => one.tube === tube)[0]
  const standing = entries.filter(({ state }) => state !== 'refused').map(({ fact }) => fact)
  const gone = standing.filter(({ kind }) => kind === sampleWithdrawn.name).map(({ payload }) => payload.sampleId)
  const isHere = (payload: Readonly<Record<string, unknown>>) =>
    payload.roundId === at.round.id && payload.tube === tube
  const own = entries
    .filter(({ fact, state }) => state !== 'refused' && fact.kind === sampled.name && isHere(fact.payload))
    .filter(({ id }) => gone.indexOf(id) < 0)
    .map(({ id, fact, label }) => ({ id, at: Date.parse(fact.occurredAt), who: whoOf(fact.payload) ?? id, label }))
  const others = (told?.samples ?? [])
    .filter(({ id }) => gone.indexOf(id) < 0 && !own.some(one => one.id === id))
    .map(({ id, at: then }) => ({ id, at: Date.parse(then), who: id }))
  const seals = standing
    .filter(({ kind, payload }) => kind === tubeSealed.name && isHere(payload))
    .map(({ occurredAt }) => Date.parse(occurredAt))
  const sealed = told?.sealedAt ? [...seals, Date.parse(told.sealedAt)] : seals
  const sealedAt = sealed.length > 0 ? Math.min(...sealed) : null
  const samples = [...others, ...own]
  return {
    tube,
    sealedAt,
    box: told?.box ?? null,
    samples,
    own,
    room: roomIn({ size: at.round.tubeSize, sealedAt }, samples),
  }
}

/** Whom a phone means, as far as it knows without names being compared by a server. */
export function whoOf(payload: Readonly<Record<string, unknown>>): string | undefined {
  const { code, nth, residentId, name, door } = payload
  if (typeof code === 'string') return `${code} ${typeof nth === 'number' ? nth : 1}`
  if (typeof residentId === 'string') return residentId
  return typeof name === 'string' ? `${name} ${typeof door === 'string' ? door : ''}` : undefined
}

/**
 * How many of a family were counted in the whole round as far as this phone knows: whoever goes on in the next tube is another
 * one. Those of a recalled tube are to come again. Undefined when nothing is known of the family here.
 */
export function countedOf(at: AtPost, code: string, entries: readonly Kept[]): number | undefined {
  const standing = entries.filter(({ state }) => state !== 'refused')
  const gone = standing
    .filter(({ fact }) => fact.kind === sampleWithdrawn.name)
    .map(({ fact }) => fact.payload.sampleId)
  const recalled = at.tubes.filter(one => one.recalled).map(({ tube }) => tube)
  const all = standing.filter(
    ({ fact: { kind, payload } }) => kind === sampled.name && payload.roundId === at.round.id && payload.code === code,
  )
  const counted = all
    .filter(({ id, fact }) => gone.indexOf(id) < 0 && recalled.indexOf(String(fact.payload.tube)) < 0)
    .map(({ fact }) => Number(fact.payload.nth ?? 1))
  return all.length > 0 ? Math.max(0, ...counted) : undefined
}

/** Tubes that are sealed and in no box yet, those that were sealed here too. */
export function toPack(at: AtPost, entries: readonly Kept[], packed: readonly string[]): string[] {
  const here = entries
    .filter(({ fact }) => fact.kind === tubeSealed.name && fact.payload.roundId === at.round.id)
    .map(({ fact }) => String(fact.payload.tube))
  const told = at.tubes.filter(({ sealedAt, box }) => sealedAt && !box).map(({ tube }) => tube)
  return [...here, ...told].filter(
    (tube, nth, all) =>
      all.indexOf(tube) === nth &&
      packed.indexOf(tube) < 0 &&
      !at.tubes.some(one => one.tube === tube && one.box !== null),
  )
}
