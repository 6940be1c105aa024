import * as ledger from '@muster/core/ledger/wire.ts'
import { byPattern } from '@muster/core/visit/pattern.ts'
import * as wire from '@muster/core/visit/wire.ts'
import { v7 } from 'uuid'
import type { Ask } from '../platform/testing/town.ts'

/** A fact of a sweep as a phone's outbox holds it. */
export const told = (kind: string, subjectId: string, at: Date, payload: object, supersedes?: string) => ({
  id: v7(),
  kind: `visit.${kind}`,
  subjectId,
  occurredAt: at.toISOString(),
  payload,
  ...(supersedes && { supersedes }),
})

/** Sends facts. @returns what became of each: its verdict, or the slug that refuses it */
export async function send(hand: Ask, ...facts: object[]): Promise<string[]> {
  const { answers } = await hand(ledger.send, { facts })
  return answers.map(({ verdict, problem }) => problem?.type ?? verdict)
}

/** Doors of a building by pattern. @returns them in walking order */
export async function addDoors(desk: Ask, siteId: string, pattern: Parameters<typeof byPattern>[0]) {
  const rows = byPattern(pattern).map(spot => ({ id: v7(), ...spot }))
  return (await desk(wire.addHouseholds, { siteId, rows })).rows
}
