import * as ledger from '@muster/core/ledger/wire.ts'
import { gatePass } from '@muster/core/register/forms/epidemic.ts'
import * as residents from '@muster/core/register/sampling/residents.wire.ts'
import * as sampling from '@muster/core/register/sampling/rounds.wire.ts'
import * as register from '@muster/core/register/wire.ts'
import type { Ask, Town } from '../../../../server/src/platform/testing/town.ts'
import { newId } from '../ids.ts'
import { COMMUNITY } from './posts.ts'

const HOUR = 3_600_000

/** A register with an entry and a round of sampling with tubes at a post. @returns their ids */
export async function written(city: Town, desk: Ask, incidentId: string, postId: string) {
  const registerId = newId()
  await desk(register.open, { id: registerId, incidentId, key: 'gate-pass', form: gatePass, postIds: [postId] })
  const answers = { door: '3幢201', people: 2, reason: 'medical' }
  await desk(register.enter, { postId, id: newId(), registerId, formVersion: 1, answers })
  return { registerId, requestId: newId(), roundId: await aRound(city, desk, incidentId, postId) }
}

/** Tubes of five: one that was filled by one too many, and somebody who waits at home. @returns the round's id */
export async function aRound(city: Town, desk: Ask, incidentId: string, postId: string): Promise<string> {
  const roundId = newId()
  const now = city.clock.now.getTime()
  await desk(sampling.openRound, {
    incidentId,
    id: roundId,
    territory: COMMUNITY,
    territories: [COMMUNITY],
    name: '第 1 轮采样',
    startsAt: new Date(now - HOUR).toISOString(),
    endsAt: new Date(now + 8 * HOUR).toISOString(),
    tubeSize: 5,
    postIds: [postId],
  })
  const facts = Array.from({ length: 6 }, (_, nth) => ({
    id: newId(),
    kind: 'register.sampled',
    subjectId: postId,
    occurredAt: new Date(now - (10 - nth) * 60_000).toISOString(),
    payload: { roundId, tube: 'XZ-0001', name: `居民${nth}`, door: `3幢${nth}01` },
  }))
  await desk(ledger.send, { facts })
  const home = { territory: COMMUNITY, askedBy: 'family' as const, name: '居民甲', door: '5幢102' }
  await desk(residents.askHomeService, { roundId, id: newId(), ...home })
  return roundId
}
