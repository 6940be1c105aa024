import * as incident from '@muster/core/incident/wire.ts'
import type { Form } from '@muster/core/register/form.ts'
import { roadCheckpoint } from '@muster/core/register/forms/epidemic.ts'
import { photo, keepPhoto as send } from '@muster/core/register/photos.wire.ts'
import * as wire from '@muster/core/register/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from '../duty/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'

const DAY = 24 * 3_600_000
let t: Town
let city: Ask
let post: string
let registerId: string
let staff: Crew
let writer: Ask

/** What the city's own notices ask for, with a photo that the street's desk looks at. */
const FORM: Form = {
  ...roadCheckpoint,
  questions: [
    ...roadCheckpoint.questions,
    {
      key: 'seal',
      type: 'photo',
      words: { zh: '封条照片', en: 'Photo of the seal' },
      required: false,
      personal: {
        purpose: { zh: '核对封条', en: 'To check the seal' },
        basis: '徐州市应急指挥部通告',
        sensitive: false,
        viewers: ['street-desk', 'captain'],
      },
    },
  ],
}

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(at('03-28 08:30').toISOString())
  city = await t.as('city-desk')
  const incidentId = v7()
  await city(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  post = await addPost(t, '高速出口查验点', { territory: await aCommunity(t), incidentId })
  staff = await crew(t, 2)
  writer = staff.hands[0]!
  await assign(t, await addShift(t, post, at('03-28 08:00'), at('03-28 16:00'), { people: 2 }), staff.people)
  registerId = v7()
  await city(wire.open, { incidentId, id: registerId, key: 'seals', form: FORM, postIds: [post] })
})
afterAll(() => t.close())

const segment = (marker: number, body: readonly number[]) => [0xff, marker, 0, body.length + 2, ...body]
const EXIF = [...'Exif\0\0GPS 34.26N 117.18E'].map(sign => sign.charCodeAt(0))
/** A JPEG of so many pixels, with or without where it was taken. */
const jpeg = (side = 80, ...more: number[][]) =>
  Uint8Array.from([
    0xff,
    0xd8,
    ...more.flat(),
    ...segment(0xdb, [0, 1]),
    ...segment(0xc0, [8, side >> 8, side & 255, side >> 8, side & 255, 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    1,
    2,
    3,
    0xff,
    0xd9,
  ])
const file = (bytes: Uint8Array) => ({ name: 'photo.jpg', bytes })

async function entry(photoId: string, over: object = {}): Promise<string> {
  const id = v7()
  const answers = { plate: '苏C10001', people: 2, passed: 'passed', 'health-code': 'good', seal: photoId }
  await writer(wire.enter, { postId: post, id, registerId, formVersion: 1, answers, ...over })
  return id
}
const street = async () => t.as('street-desk', { territory: `${(await aCommunity(t)).slice(0, 9)}000` })
const slug = (asked: Promise<unknown>) =>
  asked.then(
    () => 'taken',
    error => (error as { slug: string }).slug,
  )

describe('a photo of an entry', () => {
  it('is kept once, without where it was taken, and shown to whoever may read its answer', async () => {
    const photoId = v7()
    const entryId = await entry(photoId)
    const sent = { entryId, photoId, file: file(jpeg(80, segment(0xe1, EXIF))) }
    expect(await writer(send, sent)).toEqual({ photoId, kept: true })
    expect(await writer(send, sent)).toEqual({ photoId, kept: true })
    const { bytes, type } = await (await street())(photo, { entryId, photoId })
    expect(type).toBe('image/jpeg')
    expect([...bytes]).toEqual([...jpeg()])
    expect([...(await writer(photo, { entryId, photoId })).bytes]).toEqual([...jpeg()])
    expect(await slug(city(photo, { entryId, photoId }))).toBe('register/photo-missing')
    const away = (await crew(t, 1)).hands[0]!
    expect(await slug(away(photo, { entryId, photoId }))).toBe('door/not-found')
    expect(await slug(staff.hands[1]!(photo, { entryId, photoId }))).toBe('register/photo-missing')
  })

  it('is refused in words when it is none, is too large, is not asked for or is not one’s own; waits for its entry', async () => {
    const photoId = v7()
    const entryId = await entry(photoId)
    const text = file(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))
    expect(await slug(writer(send, { entryId, photoId, file: text }))).toBe('register/no-photo')
    expect(await slug(writer(send, { entryId, photoId, file: file(jpeg(1281)) }))).toBe('register/no-photo')
    expect(await slug(writer(send, { entryId, photoId: v7(), file: file(jpeg()) }))).toBe('register/photo-unknown')
    expect(await slug(staff.hands[1]!(send, { entryId, photoId, file: file(jpeg()) }))).toBe('door/not-found')
    expect(await slug(writer(send, { entryId: v7(), photoId, file: file(jpeg()) }))).toBe('register/entry-to-come')
  })

  it('goes with its entry: to what corrects it, away when it is taken back, and on the day of the names', async () => {
    const [stays, goes] = [v7(), v7()]
    const first = await entry(stays)
    await writer(send, { entryId: first, photoId: stays, file: file(jpeg()) })
    const second = await entry(stays, { supersedes: first })
    expect((await writer(photo, { entryId: second, photoId: stays })).bytes.length).toBeGreaterThan(0)
    const third = await entry(goes)
    await writer(wire.withdraw, { id: v7(), entryId: third, reason: '写错了' })
    expect(await writer(send, { entryId: third, photoId: goes, file: file(jpeg()) })).toEqual({
      photoId: goes,
      kept: false,
    })
    const before = await t.owner.selectFrom('entry_photo').select('id').execute()
    expect(before.map(row => row.id)).toContain(stays)

    await city(wire.close, { registerId, version: 1 })
    t.clock.pass((FORM.keptDays + 1) * DAY)
    await t.runJobs()
    expect(await t.owner.selectFrom('entry_photo').select('id').execute()).toEqual([])
  })
})
