import type { InputOf } from '@muster/core/platform/endpoint.ts'
import { create } from '@muster/core/roster/rota.wire.ts'
import { v7 } from 'uuid'
import type { Ask, Town } from '../../platform/testing/town.ts'

export const STREET = '320302001000'
export const COMMUNITY = '320302001005'
const LONG_AGO = new Date('2022-01-01T00:00:00.000Z')

interface PostTraits {
  readonly territory?: string
  readonly name?: string
  readonly skills?: string[]
  readonly danger?: boolean
  readonly reportMinutes?: number
}

/** A post of an invented kind. @returns its id */
export async function addPost(t: Town, traits: PostTraits = {}): Promise<string> {
  const id = v7()
  await t.owner
    .insertInto('post')
    .values({
      tenant: 'xuzhou',
      id,
      territory: traits.territory ?? COMMUNITY,
      kind: 'gate',
      name: traits.name ?? '东门',
      danger: traits.danger ?? false,
      command: false,
      skills: traits.skills ?? [],
      equipment: [],
      checklist: [],
      report_minutes: traits.reportMinutes ?? 60,
      state: 'open',
      version: 1,
      created_at: LONG_AGO,
    })
    .execute()
  return id
}

interface ShiftTraits {
  readonly people?: number
  readonly standby?: number
  readonly hours?: number
  readonly skills?: string[]
}

/** A shift on a day by the clocks of Shanghai, `08:00`. @returns its id */
export async function addShift(
  t: Town,
  postId: string,
  day: string,
  start: string,
  traits: ShiftTraits = {},
): Promise<string> {
  const id = v7()
  const startsAt = new Date(`${day}T${start}:00+08:00`)
  await t.owner
    .insertInto('shift')
    .values({
      tenant: 'xuzhou',
      id,
      post_id: postId,
      role: 'member',
      skills: traits.skills ?? [],
      starts_at: startsAt,
      ends_at: new Date(startsAt.getTime() + (traits.hours ?? 8) * 3_600_000),
      day,
      open_end: false,
      people: traits.people ?? 1,
      standby: traits.standby ?? 0,
      cancelled: false,
      version: 1,
      created_at: LONG_AGO,
    })
    .execute()
  return id
}

/** A rota of some posts for a week, unless told. */
export async function aRota(desk: Ask, postIds: string[], over: Partial<InputOf<typeof create>> = {}) {
  return desk(create, {
    code: STREET,
    id: v7(),
    name: '一周排班',
    postIds,
    from: '2022-03-28',
    to: '2022-04-03',
    pool: {},
    ...over,
  })
}
