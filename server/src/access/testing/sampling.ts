import { generateKeyPairSync } from 'node:crypto'
import type { Insertable } from 'kysely'
import { v7 } from 'uuid'
import type { DB } from '../../platform/database/rows.gen.ts'
import type { Ground } from './posts.ts'

type Add = <T extends keyof DB>(table: T, row: Insertable<DB[T]>) => Promise<void>

const AT = new Date('2022-03-28T00:00:00.000Z')
const ENDS = new Date('2022-03-29T00:00:00.000Z')

/** A round that takes samples at the post: a recalled tube with a held sample, a printed code, and somebody to visit at home. */
export async function addRound(add: Add, ground: Ground, postId: string) {
  const { tenant, street, community, incidentId } = ground
  const [roundId, sampleId, recallId, codeId, homeServiceId] = [v7(), v7(), v7(), v7(), v7()]
  const place = { incident_id: incidentId, territory: street, name: '一轮', territories: [community] }
  const rule = { tube_size: 10, same_household: true, late_minutes: 240, kept_days: 14, salt: Buffer.alloc(32) }
  const hours = { starts_at: AT, ends_at: ENDS, version: 1, created_at: AT }
  await add('sampling_round', { tenant, id: roundId, ...place, ...rule, ...hours })
  await add('sampling_post', { tenant, round_id: roundId, post_id: postId, batches: '[]', called: 0, version: 1 })
  const tube = `T-${roundId.slice(-12).toUpperCase()}`
  const there = { tenant, round_id: roundId, tube, post_id: postId, territory: community }
  const recalled = { recall_id: recallId, recalled_at: AT }
  await add('tube', { ...there, samples: 0, waiting: 1, ...recalled })
  const told = { at: AT, heard_at: AT, who: 'x', via: 'hand', waits: 'not-on-post', state: 'held', held: 'not-on-post' }
  await add('sample', { ...there, id: sampleId, ...told })
  const keyId = `k${roundId.slice(-8)}`
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pair = { public_key: 'x', private_key: privateKey.export({ format: 'der', type: 'pkcs8' }) }
  await add('code_key', { tenant, id: keyId, ...pair, made_at: AT })
  const householdId = v7()
  const lives = { household_id: householdId, territory: community, door: '门' }
  await add('resident', { tenant, id: v7(), incident_id: incidentId, ...lives })
  const code = { key_id: keyId, kind: 'family', household_id: householdId, request: v7(), issued_at: AT }
  await add('resident_code', { tenant, id: codeId, incident_id: incidentId, ...code })
  const line = { territory: community, asked_by: 'family', asked_at: AT, state: 'open' }
  await add('home_service', { tenant, id: homeServiceId, round_id: roundId, ...line })
  return { roundId, sampleId, recallId, codeId, homeServiceId, tube }
}
